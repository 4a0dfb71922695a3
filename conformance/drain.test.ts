import { createCluster } from "@watertight/core/cluster";
import type { KubernetesObject } from "@watertight/core/kubernetes";
import {
  below,
  budgetObject,
  type NaiveCluster,
  naiveDrain,
  nodeObject,
  pick,
  seeded,
  wholeSnapshotOf,
  workloadObjects,
} from "@watertight/core/testing";
import { clusterViewOf } from "@watertight/core/upgrade";
import { expect, test } from "vitest";

const CLUSTERS = 1000;
const NODES = ["a", "b", "c"];
const APPS = ["x", "y", "z"];

function randomCluster(random: () => number): NaiveCluster {
  const nodes = Object.fromEntries(NODES.map((name) => [name, 2 + below(random, 4)]));
  const left = new Map(Object.entries(nodes));
  const pods = APPS.flatMap((app) => {
    const cpu = 1 + below(random, 2);
    return Array.from({ length: 1 + below(random, 3) }, () =>
      pick(random, ["a", ...NODES]),
    ).flatMap((node) => {
      const room = left.get(node) ?? 0;
      if (room < cpu) return [];
      left.set(node, room - cpu);
      return [{ app, node, cpu, ready: random() < 0.8 }];
    });
  });
  const budgets = APPS.flatMap((app) => {
    const one = { app, minAvailable: below(random, 4) };
    const kind = random();
    if (kind < 0.3) return [];
    return kind < 0.95 ? [one] : [one, { app, minAvailable: 1 }];
  });
  return { nodes, pods, budgets };
}

function objectsOf({ nodes, pods, budgets }: NaiveCluster): readonly KubernetesObject[] {
  return [
    ...Object.entries(nodes).map(([name, cpu]) => nodeObject(name, { cpu: String(cpu) })),
    ...APPS.flatMap((app) => {
      const own = pods.filter((pod) => pod.app === app);
      const unready = own.flatMap(({ ready }, index) => (ready ? [] : [index]));
      const cpu = String(own[0]?.cpu ?? 1);
      return own.length === 0
        ? []
        : workloadObjects({ name: app, nodes: own.map(({ node }) => node), unready, cpu });
    }),
    ...budgets.map(({ app, minAvailable }, index) =>
      budgetObject(`${app}-${index}`, { minAvailable }, { app }),
    ),
  ];
}

test("a drain is told as every order of evictions ends, tried one by one", () => {
  const random = seeded(7);
  const counts = { yes: 0, no: 0, unknown: 0 };
  for (let number = 0; number < CLUSTERS; number += 1) {
    const cluster = randomCluster(random);
    const best = naiveDrain(cluster, "a", true);
    const worst = naiveDrain(cluster, "a", false);
    const view = clusterViewOf(createCluster(wholeSnapshotOf(objectsOf(cluster))));
    const { verdict } = view.drain("a");
    counts[verdict] += 1;
    const about = JSON.stringify(cluster);
    // Blocks exactly where every order blocks, with whatever becomes of pods that were not ready.
    expect([verdict === "no", about]).toStrictEqual([!best.ends && !worst.ends, about]);
    // An open drain ends in every order.
    if (verdict === "yes") expect([worst.blocks, about]).toStrictEqual([false, about]);
  }
  console.log(`${CLUSTERS} clusters: ${JSON.stringify(counts)}`);
  expect(Object.values(counts).every((count) => count > 5)).toBe(true);
});
