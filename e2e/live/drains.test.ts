import { createCluster } from "@watertight/core/cluster";
import { textAt } from "@watertight/core/kubernetes";
import { seeded, shuffled, wholeSnapshotOf } from "@watertight/core/testing";
import { clusterViewOf } from "@watertight/core/upgrade";
import { describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { CONTROL_PLANE, type ControlPlane } from "../control-plane/index.ts";
import {
  cordon,
  type DrainedCluster,
  makeDrained,
  podsOf,
  randomDrained,
  removeDrained,
  settled,
  shownOf,
} from "./drained-clusters.ts";
import { extent, MINORS, seedOf } from "./extent.ts";
import { inParallel } from "./in-parallel.ts";
import { withPlane } from "./observed-plane.ts";

const SEED = seedOf(20_261_201);
const CLUSTERS = extent(24, 200);
/** As many at a time, as each waits for the slowest. */
const TOGETHER = 24;

type Drain = ReturnType<ReturnType<typeof clusterViewOf>["drain"]>;

/** What the eviction API made of a drain. */
interface Outcome {
  readonly ended: boolean;
  /** How often all that was left was asked to go. */
  readonly rounds: number;
}

describe.each(MINORS)("evictions of Kubernetes %s", needing(CONTROL_PLANE), (version) => {
  test(`end where we say so, and block where we say so, in ${CLUSTERS} random clusters (seed ${SEED})`, async () => {
    await withPlane(
      {
        ...{ version, withControllers: true, withScheduler: true, withKwok: true },
        controllerManagerFlags: ["--kube-api-qps=500", "--kube-api-burst=500"],
        schedulerFlags: ["--kube-api-qps=500", "--kube-api-burst=500"],
      },
      async (plane) => {
        const random = seeded(SEED);
        const counts = { yes: 0, no: 0, unknown: 0, ended: 0, waited: 0 };
        for (let first = 0; first < CLUSTERS; first += TOGETHER) {
          const clusters = Array.from({ length: Math.min(TOGETHER, CLUSTERS - first) }, (_, at) =>
            randomDrained(random, `drain-${first + at}`),
          );
          for (const [cluster, { said, outcome }] of await drained(plane, clusters, random)) {
            judge(cluster, said, outcome);
            counts[said.verdict] += 1;
            if (outcome.ended) counts.ended += 1;
            if (outcome.rounds > 1) counts.waited += 1;
          }
          await removeDrained(plane, clusters);
        }
        console.log(`evictions of ${version}: ${JSON.stringify(counts)}`);
        // All of it happens, whatever the seed.
        expect(Math.min(counts.yes, counts.no)).toBeGreaterThan(CLUSTERS / 8);
        expect(counts.waited).toBeGreaterThan(0);
      },
    );
  });
});

function judge(cluster: DrainedCluster, said: Drain, { ended, rounds }: Outcome): void {
  const about = JSON.stringify({ cluster, said: said.verdict, rounds: said.rounds });
  if (said.verdict === "no") expect([ended, about]).toStrictEqual([false, about]);
  if (said.verdict === "yes") expect([ended, about]).toStrictEqual([true, about]);
  if (!ended || !said.rounds) return;
  const { least, most } = said.rounds;
  expect([least <= rounds && rounds <= most, rounds, about]).toStrictEqual([true, rounds, about]);
}

/** What is said of each first node's drain, and how that goes; all of them go on together. */
async function drained(
  plane: ControlPlane,
  clusters: readonly DrainedCluster[],
  random: () => number,
): Promise<ReadonlyMap<DrainedCluster, { readonly said: Drain; readonly outcome: Outcome }>> {
  await makeDrained(plane, clusters);
  const said = new Map(
    await inParallel(clusters, async (cluster) => {
      const snapshot = wholeSnapshotOf(await shownOf(plane, cluster.name));
      return [cluster, clusterViewOf(createCluster(snapshot)).drain(drainedIn(cluster))] as const;
    }),
  );
  await inParallel(clusters, (cluster) => cordon(plane, drainedIn(cluster), true));
  const outcomes = new Map<DrainedCluster, Outcome>();
  let rounds = 0;
  for (let left = clusters; left.length > 0; ) {
    const passed = await pass(plane, left, random);
    for (const { cluster, gone, stayed } of passed) {
      if (stayed === 0)
        outcomes.set(cluster, { ended: true, rounds: gone > 0 ? rounds + 1 : rounds });
      else if (gone === 0) outcomes.set(cluster, { ended: false, rounds });
    }
    rounds += 1;
    left = left.filter((cluster) => !outcomes.has(cluster));
    await settled(plane, left);
  }
  return new Map(
    [...said].flatMap(([cluster, drain]) => {
      const outcome = outcomes.get(cluster);
      return outcome ? [[cluster, { said: drain, outcome }] as const] : [];
    }),
  );
}

function drainedIn({ name }: DrainedCluster): string {
  return `${name}-a`;
}

interface Passed {
  readonly cluster: DrainedCluster;
  readonly gone: number;
  readonly stayed: number;
}

/** Asks each pod of the nodes to go, once and in any order; nobody makes pods again before all were asked. */
async function pass(
  plane: ControlPlane,
  clusters: readonly DrainedCluster[],
  random: () => number,
): Promise<readonly Passed[]> {
  const asked = await inParallel(clusters, async (cluster) => {
    const objects = await shownOf(plane, cluster.name);
    const names = objects
      .filter((object) => object.kind === "Pod")
      .filter((pod) => textAt(pod, "spec", "nodeName") === drainedIn(cluster))
      .map((pod) => textAt(pod, "metadata", "name"));
    return { cluster, names };
  });
  const ordered = asked.map(({ cluster, names }) => ({ cluster, names: shuffled(random, names) }));
  const controllers = plane.pids.get("kube-controller-manager") ?? 0;
  process.kill(controllers, "SIGSTOP");
  try {
    return await inParallel(ordered, async ({ cluster, names }) => {
      let gone = 0;
      for (const name of names) if (await evict(plane, cluster.name, name)) gone += 1;
      return { cluster, gone, stayed: names.length - gone };
    });
  } finally {
    process.kill(controllers, "SIGCONT");
  }
}

/** Whether the eviction API lets a pod go; anything but a budget's refusal is an error. */
async function evict({ ask }: ControlPlane, namespace: string, name: string): Promise<boolean> {
  const eviction = { apiVersion: "policy/v1", kind: "Eviction", metadata: { name, namespace } };
  const { status, text } = await ask("POST", `${podsOf(namespace)}/${name}/eviction`, eviction);
  if (status === 201) return true;
  const isRefusal = status === 429 || text.includes("more than one PodDisruptionBudget");
  if (!isRefusal)
    throw new Error(`The eviction of ${namespace}/${name} was answered with ${status}: ${text}`);
  return false;
}
