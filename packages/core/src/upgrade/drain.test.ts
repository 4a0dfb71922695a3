import { expect, test } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import {
  budgetObject,
  nodeObject,
  workloadObjects,
} from "../../testing/upgrade/cluster-objects.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { clusterViewOf } from "./cluster-view.ts";

function drainOfA(...objects: readonly KubernetesObject[]) {
  const cluster = createCluster(snapshotOf(objects, { wholeCluster: true }));
  const drain = clusterViewOf(cluster).drain("a");
  return {
    verdict: drain.verdict,
    faults: drain.faults.map(({ kind, verdict }) => `${kind} ${verdict}`),
    homeless: drain.homeless.map(({ pod, verdict }) => `${pod.name} ${verdict}`),
    rounds: drain.rounds,
  };
}

const NODES = ["a", "b", "c"].map((name) => nodeObject(name));
const PASSES = { verdict: "yes", faults: [], homeless: [] };
const BLOCKED = { verdict: "no", faults: ["disruption-budget no"], homeless: [], rounds: null };
const OPEN = { verdict: "unknown", faults: ["disruption-budget unknown"], homeless: [] };

const web = (nodes: readonly string[], rest: object = {}): readonly KubernetesObject[] =>
  workloadObjects({ name: "web", nodes, ...rest });

test.each([
  ["nothing guards the pods", [...web(["a", "a"])], { ...PASSES, rounds: { least: 1, most: 1 } }],
  ["the node is empty", [...web(["b"])], { ...PASSES, rounds: { least: 0, most: 0 } }],
  [
    "one may go of three, two of them here",
    [...web(["a", "a", "b"]), budgetObject("web", { minAvailable: 2 })],
    { ...PASSES, rounds: { least: 2, most: 2 } },
  ],
  [
    "one may be unavailable",
    [...web(["a", "a", "a"]), budgetObject("web", { maxUnavailable: 1 })],
    { ...PASSES, rounds: { least: 3, most: 3 } },
  ],
  [
    "a third of four, rounded up, may be unavailable",
    [...web(["a", "a", "a", "b"]), budgetObject("web", { maxUnavailable: "33%" })],
    { ...PASSES, rounds: { least: 2, most: 3 } },
  ],
  ["all have to be there", [...web(["a", "b"]), budgetObject("web", { minAvailable: 2 })], BLOCKED],
  [
    "a share of all has to",
    [...web(["a", "b"]), budgetObject("web", { minAvailable: "51%" })],
    BLOCKED,
  ],
  [
    "none may be unavailable",
    [...web(["a", "b"]), budgetObject("web", { maxUnavailable: 0 })],
    BLOCKED,
  ],
  ["neither bound is said", [...web(["a", "b"]), budgetObject("web", {})], BLOCKED],
  [
    "the same on another node",
    [...web(["b", "b"]), budgetObject("web", { minAvailable: 2 })],
    { ...PASSES, rounds: { least: 0, most: 0 } },
  ],
  [
    "another is not ready, so that none may go",
    [...web(["a", "b", "b"], { unready: [1] }), budgetObject("web", { minAvailable: 2 })],
    BLOCKED,
  ],
  [
    "the pod here is not ready, and enough others are",
    [...web(["a", "b", "b"], { unready: [0] }), budgetObject("web", { minAvailable: 2 })],
    { ...PASSES, rounds: { least: 1, most: 1 } },
  ],
  [
    "the pod here is not ready, and not enough others are",
    [...web(["a", "b", "b"], { unready: [0, 1] }), budgetObject("web", { minAvailable: 2 })],
    BLOCKED,
  ],
  [
    "the same, but what is not ready may always go",
    [
      ...web(["a", "b", "b"], { unready: [0, 1] }),
      budgetObject("web", { minAvailable: 2, unhealthyPodEvictionPolicy: "AlwaysAllow" }),
    ],
    { ...PASSES, rounds: { least: 1, most: 1 } },
  ],
  [
    "what takes the place of one that is not ready may free another",
    [...web(["a", "a", "b"], { unready: [0] }), budgetObject("web", { minAvailable: 2 })],
    { ...OPEN, rounds: { least: 1, most: 2 } },
  ],
  [
    "what is pending asks no budget",
    [...web(["a", "b"], { pending: [0] }), budgetObject("web", { minAvailable: 2 })],
    { ...PASSES, rounds: { least: 1, most: 1 } },
  ],
  [
    "two budgets select the pod",
    [
      ...web(["a", "b", "c"]),
      budgetObject("web", { maxUnavailable: 1 }),
      budgetObject("more", { maxUnavailable: 2 }, { app: "web" }),
    ],
    { verdict: "no", faults: ["disruption-budgets-overlap no"], homeless: [], rounds: null },
  ],
  [
    "what takes its place finds no room, and one may go",
    [...web(["a", "b", "c"], { cpu: "3" }), budgetObject("web", { maxUnavailable: 1 })],
    { ...PASSES, homeless: ["web-0 no"], rounds: { least: 1, most: 1 } },
  ],
  [
    "of two that find no room one may go",
    [
      ...web(["a", "a", "b", "c"], { cpu: "2", spec: {} }).map((each) => each),
      ...workloadObjects({ name: "big", nodes: ["b", "c"], cpu: "2" }),
      budgetObject("web", { maxUnavailable: 1 }),
    ],
    { ...BLOCKED, homeless: ["web-0 no", "web-1 no"] },
  ],
  [
    "two ask for the last place, and one may go without",
    [
      ...web(["a", "a", "b", "c"], { cpu: "2" }),
      ...workloadObjects({ name: "big", nodes: ["b"], cpu: "2" }),
      budgetObject("web", { maxUnavailable: 1 }),
    ],
    {
      ...{ verdict: "yes", faults: [] },
      homeless: ["web-0 unknown", "web-1 unknown"],
      rounds: { least: 2, most: 2 },
    },
  ],
])("a drain ends, or does not: %s", (_, objects, expected) => {
  expect(drainOfA(...NODES, ...objects)).toStrictEqual(expected);
});

test("whoever gets the last place decides, where two budgets let none go without", () => {
  const objects = [
    nodeObject("a"),
    nodeObject("b"),
    ...workloadObjects({ name: "x", nodes: ["a", "b"], cpu: "1" }),
    ...workloadObjects({ name: "y", nodes: ["a", "b"], cpu: "1" }),
    ...workloadObjects({ name: "big", nodes: ["b"], cpu: "1" }),
    budgetObject("x", { minAvailable: 1 }),
    budgetObject("y", { minAvailable: 1 }),
  ];
  expect(drainOfA(...objects)).toStrictEqual({
    verdict: "yes",
    faults: [],
    homeless: ["x-0 unknown", "y-0 unknown"],
    rounds: { least: 1, most: 1 },
  });
});

test("pods without a controller, and those that wait for finalizers, hold a drain up", () => {
  const [, pod] = web(["a"]);
  const metadata = { name: "alone", namespace: "shop", uid: "x" };
  const bare = { ...pod, metadata } as KubernetesObject;
  const held = {
    ...pod,
    metadata: {
      ...(pod?.["metadata"] as object),
      ...{ name: "held", finalizers: ["example.com/a"], deletionTimestamp: "2026-01-01T00:00:00Z" },
    },
  } as KubernetesObject;
  expect(drainOfA(...NODES, bare, held).faults).toStrictEqual(["bare-pod no", "finalizer no"]);
});

test("pods of DaemonSets stay, and taints and cordons keep pods away", () => {
  const owner = { apiVersion: "apps/v1", kind: "DaemonSet", name: "agent", uid: "1" };
  const agents = workloadObjects({ name: "agent", nodes: ["a"], owner }).slice(1);
  const closed = [
    nodeObject("a"),
    nodeObject("b", { spec: { unschedulable: true } }),
    nodeObject("c", { spec: { taints: [{ key: "x", value: "y", effect: "NoSchedule" }] } }),
  ];
  expect(drainOfA(...closed, ...agents, ...web(["a"]))).toStrictEqual({
    ...{ verdict: "yes", faults: [], homeless: ["web-0 no"] },
    rounds: { least: 1, most: 1 },
  });
});

function keptApart(app: string, topologyKey = "kubernetes.io/hostname") {
  const term = { topologyKey, labelSelector: { matchLabels: { app } } };
  const required = { requiredDuringSchedulingIgnoredDuringExecution: [term] };
  return { affinity: { podAntiAffinity: required } };
}

test("a pod that keeps to others comes where they go, and stays out where they do not", () => {
  const term = {
    topologyKey: "kubernetes.io/hostname",
    labelSelector: { matchLabels: { app: "db" } },
  };
  const required = { requiredDuringSchedulingIgnoredDuringExecution: [term] };
  const spec = { affinity: { podAffinity: required } };
  const cache = workloadObjects({ name: "cache", nodes: ["a"], spec });
  const db = (node: string) => workloadObjects({ name: "db", nodes: [node] });
  const two = NODES.slice(0, 2);
  expect(drainOfA(...two, ...cache, ...db("a"))).toMatchObject(PASSES);
  expect(drainOfA(...two, ...cache, ...db("b"))).toMatchObject(PASSES);
  expect(drainOfA(...two, ...cache)).toMatchObject({ homeless: ["cache-0 no"] });
  const larger = drainOfA(
    ...NODES,
    ...cache,
    ...workloadObjects({ name: "db", nodes: ["a", "a"] }),
  );
  expect(larger).toMatchObject(PASSES);
});

test("others on many nodes keep away only those that they mean", () => {
  const names = ["a", ...Array.from({ length: 59 }, (_, index) => `n${index}`)];
  const nodes = names.map((name) => nodeObject(name));
  const apart = workloadObjects({ name: "db", nodes: names.slice(0, 59), spec: keptApart("db") });
  const full = workloadObjects({ name: "log", nodes: names, spec: keptApart("log") });
  const rest = Array.from({ length: 20 }, (_, index) =>
    workloadObjects({ name: `web-${index}`, nodes: ["a"] }),
  ).flat();
  expect(drainOfA(...nodes, ...apart, ...rest)).toMatchObject({
    ...PASSES,
    homeless: ["db-0 unknown"],
  });
  expect(drainOfA(...nodes, ...full, ...rest)).toMatchObject({ homeless: ["log-0 no"] });
});
