import type { JsonObject, JsonValue, KubernetesObject } from "@watertight/core/kubernetes";
import { listAt, objectAt, textAt, valueAt } from "@watertight/core/kubernetes";
import { below, pick } from "@watertight/core/testing";
import { type ControlPlane, until } from "../control-plane/index.ts";
import { inParallel } from "./in-parallel.ts";

type Random = () => number;

/** What is made of a small cluster: three nodes, and in a namespace of its own some ReplicaSets with budgets. */
export interface DrainedCluster {
  /** Of its namespace, and the beginning of its nodes' names. */
  readonly name: string;
  readonly nodes: readonly JsonObject[];
  readonly sets: readonly JsonObject[];
  readonly budgets: readonly JsonObject[];
  /** Nodes that nothing comes to at first. */
  readonly closed: readonly string[];
}

const APPS = ["x", "y", "z"];

export function randomDrained(random: Random, name: string): DrainedCluster {
  const names = ["a", "b", "c"].map((node) => `${name}-${node}`);
  const closed = names.filter((node) => !node.endsWith("-a") && random() < 0.4);
  return {
    ...{ name, closed },
    nodes: names.map((node) => nodeObject(name, node, 3 + below(random, 5), closed)),
    sets: APPS.map((app) => replicaSet(name, app, 1 + below(random, 4), 1 + below(random, 2))),
    budgets: APPS.flatMap((app) => {
      const kind = random();
      const one = budget(app, `${app}-one`, bound(random));
      if (kind < 0.2) return [];
      return kind < 0.93 ? [one] : [one, budget(app, `${app}-two`, { minAvailable: 1 })];
    }),
  };
}

function bound(random: Random): JsonObject {
  return pick(random, [
    { minAvailable: below(random, 4) },
    { minAvailable: below(random, 4) },
    { maxUnavailable: below(random, 3) },
    { minAvailable: "50%" },
    { maxUnavailable: "40%" },
  ]);
}

function nodeObject(
  cluster: string,
  name: string,
  cpu: number,
  closed: readonly string[],
): JsonObject {
  const room = { cpu: String(cpu), memory: "64Gi", pods: "110" };
  return {
    metadata: {
      name,
      labels: { cluster, "kubernetes.io/hostname": name },
      annotations: { "kwok.x-k8s.io/node": "fake" },
    },
    spec: { unschedulable: closed.includes(name) },
    status: { allocatable: room, capacity: room },
  };
}

function replicaSet(cluster: string, app: string, replicas: number, cpu: number): JsonObject {
  const resources = { requests: { cpu: String(cpu) } };
  return {
    metadata: { name: app },
    spec: {
      replicas,
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels: { app } },
        spec: {
          nodeSelector: { cluster },
          automountServiceAccountToken: false,
          containers: [{ name: "main", image: "main", resources }],
        },
      },
    },
  };
}

function budget(app: string, name: string, bounds: JsonObject): JsonObject {
  return { metadata: { name }, spec: { selector: { matchLabels: { app } }, ...bounds } };
}

/** Makes clusters, and waits until all is where it comes to. */
export async function makeDrained(
  plane: ControlPlane,
  clusters: readonly DrainedCluster[],
): Promise<void> {
  await inParallel(clusters, async ({ name, nodes, sets, budgets }) => {
    await must(plane, "POST", "/api/v1/namespaces", { metadata: { name } });
    for (const node of nodes) await must(plane, "POST", "/api/v1/nodes", node);
    for (const each of budgets) await must(plane, "POST", budgetsOf(name), each);
    for (const set of sets) await must(plane, "POST", setsOf(name), set);
  });
  await settled(plane, clusters);
  await inParallel(
    clusters.flatMap(({ closed }) => closed),
    (node) => cordon(plane, node, false),
  );
  // Whatever found no place looks again.
  await settled(plane, clusters);
}

export async function cordon(
  plane: ControlPlane,
  node: string,
  unschedulable: boolean,
): Promise<void> {
  await must(plane, "PATCH", `/api/v1/nodes/${node}`, { spec: { unschedulable } });
}

export async function removeDrained(
  plane: ControlPlane,
  clusters: readonly DrainedCluster[],
): Promise<void> {
  await inParallel(clusters, async ({ name }) => {
    await plane.ask("DELETE", setsOf(name));
    await plane.ask("DELETE", `/api/v1/namespaces/${name}`);
    await plane.ask("DELETE", `${podsOf(name)}?gracePeriodSeconds=0`);
    await plane.ask("DELETE", `/api/v1/nodes?labelSelector=cluster%3D${name}`);
  });
}

/** All that a server shows of a cluster. */
export async function shownOf(
  { ask }: ControlPlane,
  name: string,
): Promise<readonly KubernetesObject[]> {
  const lists = [
    ["v1", "Node", `/api/v1/nodes?labelSelector=cluster%3D${name}`],
    ["v1", "Pod", podsOf(name)],
    ["apps/v1", "ReplicaSet", setsOf(name)],
    ["policy/v1", "PodDisruptionBudget", budgetsOf(name)],
  ] as const;
  const found = await inParallel(lists, async ([apiVersion, kind, path]) => {
    const { json } = await ask("GET", path);
    return listAt(json, "items").map(
      (item): KubernetesObject => ({ ...(item as JsonObject), apiVersion, kind }),
    );
  });
  return found.flat();
}

export function podsOf(namespace: string): string {
  return `/api/v1/namespaces/${namespace}/pods`;
}

/** Waits until controllers and scheduler have nothing left to do for any of these. */
export async function settled(
  plane: ControlPlane,
  clusters: readonly Pick<DrainedCluster, "name">[],
): Promise<void> {
  await inParallel(clusters, ({ name }) =>
    until(`all is settled in ${name}`, async () => isSettled(await shownOf(plane, name)), {
      seconds: 300,
    }),
  );
}

function isSettled(objects: readonly KubernetesObject[]): boolean {
  const of = (kind: string): readonly KubernetesObject[] =>
    objects.filter((object) => object.kind === kind);
  const pods = of("Pod");
  const nodes = of("Node");
  const budgets = of("PodDisruptionBudget");
  return (
    nodes.every((node) => conditionOf(node, "Ready") === "True") &&
    nodes.every((node) => listAt(node, "spec", "taints").every(isWanted)) &&
    pods.every((pod) => isAtRest(pod)) &&
    pods.every((pod) => isPlaced(pod) || !nodes.some((node) => hasRoom(node, pod, pods))) &&
    of("ReplicaSet").every((set) => hasReplicas(set, pods)) &&
    budgets.every((each) => isCounted(each, pods) || hasTwin(each, budgets))
  );
}

function isWanted(taint: JsonValue): boolean {
  return textAt(taint, "key") === "node.kubernetes.io/unschedulable";
}

function isAtRest(pod: KubernetesObject): boolean {
  if (textAt(pod, "metadata", "deletionTimestamp") !== "") return false;
  if (isPlaced(pod)) return conditionOf(pod, "Ready") === "True";
  return conditionOf(pod, "PodScheduled") === "False";
}

function isPlaced(pod: KubernetesObject): boolean {
  return textAt(pod, "spec", "nodeName") !== "";
}

/** Whether the scheduler is about to find a place for what it found none for before. */
function hasRoom(
  node: KubernetesObject,
  pod: KubernetesObject,
  pods: readonly KubernetesObject[],
): boolean {
  if (valueAt(node, "spec", "unschedulable") === true) return false;
  const name = textAt(node, "metadata", "name");
  const there = pods.filter((other) => textAt(other, "spec", "nodeName") === name);
  const used = there.reduce((sum, other) => sum + processorsOf(other), 0);
  return used + processorsOf(pod) <= Number(textAt(node, "status", "allocatable", "cpu"));
}

function processorsOf(pod: KubernetesObject): number {
  return listAt(pod, "spec", "containers").reduce<number>(
    (sum, container) => sum + Number(textAt(container, "resources", "requests", "cpu")),
    0,
  );
}

function hasReplicas(set: KubernetesObject, pods: readonly KubernetesObject[]): boolean {
  const wanted = valueAt(set, "spec", "replicas");
  return wanted === pods.filter((pod) => isOf(set, pod)).length;
}

/** Whether the disruption controller has seen all that there is. */
function isCounted(each: KubernetesObject, pods: readonly KubernetesObject[]): boolean {
  const own = pods.filter((pod) => isOf(each, pod));
  const healthy = own.filter((pod) => conditionOf(pod, "Ready") === "True").length;
  const status = objectAt(each, "status");
  return (
    status["observedGeneration"] === valueAt(each, "metadata", "generation") &&
    status["currentHealthy"] === healthy &&
    Object.keys(objectAt(each, "status", "disruptedPods")).length === 0
  );
}

/** Of two budgets over the same pods the disruption controller heeds one when a pod changes (`getPdbForPod`); the other may stay as it was. */
function hasTwin(budget: KubernetesObject, all: readonly KubernetesObject[]): boolean {
  return all.filter((each) => appOf(each) === appOf(budget)).length > 1;
}

function appOf(owner: KubernetesObject): string {
  return textAt(owner, "spec", "selector", "matchLabels", "app");
}

function isOf(owner: KubernetesObject, pod: KubernetesObject): boolean {
  return textAt(pod, "metadata", "labels", "app") === appOf(owner);
}

function conditionOf(object: KubernetesObject, type: string): string {
  const found = listAt(object, "status", "conditions").find(
    (each) => textAt(each, "type") === type,
  );
  return found === undefined ? "" : textAt(found, "status");
}

function setsOf(namespace: string): string {
  return `/apis/apps/v1/namespaces/${namespace}/replicasets`;
}

function budgetsOf(namespace: string): string {
  return `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`;
}

async function must(
  { ask }: ControlPlane,
  method: "PATCH" | "POST",
  path: string,
  body: JsonObject,
): Promise<void> {
  const { status, text } = await ask(method, path, body);
  if (status !== 200 && status !== 201) throw new Error(`${method} ${path}: ${status} ${text}`);
}
