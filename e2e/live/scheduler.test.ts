import { type KubernetesObject, podTemplatesOf } from "@watertight/core/kubernetes";
import { createPlacement, type Placement, placementPodOf } from "@watertight/core/placement";
import { seeded, wholeSnapshotOf } from "@watertight/core/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { CONTROL_PLANE, type ControlPlane, startControlPlane } from "../control-plane/index.ts";
import { extent, MINORS, seedOf } from "./extent.ts";
import {
  makeCluster,
  makeCommon,
  nameOf,
  outcomeOf,
  podsPathOf,
  randomQuestion,
  removeCluster,
  removePod,
  type ScheduledCluster,
} from "./scheduled-clusters.ts";

const SEED = seedOf(20_261_130);
const QUESTIONS = extent(160, 2000);
const EACH = 10;

/** Where the scheduler bound each pod, against what is said of every node before. */
interface Asked {
  readonly pod: KubernetesObject;
  readonly bound: string | undefined;
  readonly verdicts: ReadonlyMap<string, string>;
}

describe.each(MINORS)("the scheduler of Kubernetes %s", needing(CONTROL_PLANE), (version) => {
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await startControlPlane({
      version,
      withScheduler: true,
      // Nobody takes away the taint of nodes that are not ready, nor makes accounts.
      apiServerFlags: ["--disable-admission-plugins=TaintNodesByCondition,ServiceAccount"],
    });
  });
  afterAll(() => plane.stop());

  test(`binds where we say yes, and nowhere where we say no, ${QUESTIONS} times (seed ${SEED})`, async () => {
    const random = seeded(SEED);
    const common = await makeCommon(plane.ask, random);
    const seen = { bound: 0, refused: 0, notTaken: 0 };
    const differences: object[] = [];
    for (let round = 0; seen.bound + seen.refused < QUESTIONS; round++) {
      const cluster = await makeCluster(plane, random, round);
      const placement = placementOf(cluster, common);
      for (let index = 0; index < EACH && seen.bound + seen.refused < QUESTIONS; index++) {
        const asked = await ask(
          plane,
          placement,
          randomQuestion(random, cluster, `asked-${index}`),
        );
        seen[kindOf(asked)] += 1;
        if (asked && !agrees(asked)) differences.push(shown(asked, cluster));
      }
      await removeCluster(plane.ask);
    }
    console.log(`the scheduler of ${version}: ${JSON.stringify(seen)}`);
    expect(JSON.stringify(differences[0] ?? {}, null, 1)).toBe("{}");
    expect(seen.bound + seen.refused).toBe(QUESTIONS);
    // Both happen often, whatever the seed.
    expect(Math.min(seen.bound, seen.refused)).toBeGreaterThan(QUESTIONS / 8);
  });
});

function placementOf(
  { nodes, pods }: ScheduledCluster,
  common: readonly KubernetesObject[],
): Placement {
  return createPlacement(wholeSnapshotOf([...nodes, ...pods, ...common]));
}

/** What was said of a pod before the scheduler saw it, and what that did; undefined where the API server does not take the pod. */
async function ask(
  { ask: request }: ControlPlane,
  placement: Placement,
  drawn: KubernetesObject,
): Promise<Asked | undefined> {
  const { status, json } = await request("POST", podsPathOf(drawn), { ...drawn });
  if (status !== 201) return undefined;
  // As the API server has it: with what admission adds.
  const pod = json as unknown as KubernetesObject;
  const [template] = podTemplatesOf(pod);
  if (!template) throw new Error("There is no pod.");
  const own = placementPodOf(pod, template);
  const verdicts = new Map(
    placement.nodes.map((node) => [node.name, placement.canRun(own, node).verdict]),
  );
  const bound = await outcomeOf(request, pod);
  await removePod(request, pod);
  return { pod, bound, verdicts };
}

function kindOf(asked: Asked | undefined): "bound" | "notTaken" | "refused" {
  if (!asked) return "notTaken";
  return asked.bound === undefined ? "refused" : "bound";
}

function agrees({ bound, verdicts }: Asked): boolean {
  if (bound !== undefined) return verdicts.get(bound) === "yes";
  return [...verdicts.values()].every((verdict) => verdict === "no");
}

function shown({ pod, bound, verdicts }: Asked, cluster: ScheduledCluster): object {
  return { pod: nameOf(pod), bound, verdicts: Object.fromEntries(verdicts), asked: pod, cluster };
}
