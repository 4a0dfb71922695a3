import type { JsonObject, JsonValue, KubernetesObject } from "@watertight/core/kubernetes";
import { listAt, objectAt, textAt } from "@watertight/core/kubernetes";
import { randomPlacement } from "../../conformance/random-placement.ts";
import { randomPod } from "../../conformance/random-scheduled-pods.ts";
import { type Ask, type ControlPlane, until } from "../control-plane/index.ts";
import { inParallel } from "./in-parallel.ts";

type Random = () => number;

const PODS = ["a", "b"].map((namespace) => `/api/v1/namespaces/${namespace}/pods`);

/** A random cluster on a server, as that has it: nodes of names of their own, and pods on them. */
export interface ScheduledCluster {
  readonly nodes: readonly KubernetesObject[];
  readonly pods: readonly KubernetesObject[];
}

/** What stays for all clusters, so that no watch of the scheduler's is behind with it: namespaces and RuntimeClasses. */
export async function makeCommon(ask: Ask, random: Random): Promise<readonly KubernetesObject[]> {
  const { namespaces } = randomPlacement(random);
  const made = await created(
    ask,
    namespaces.map((each) => ["/api/v1/namespaces", withoutAnnotations(each)] as const),
  );
  return [...made, ...(await makeClass(ask, random, 0)), ...(await makeClass(ask, random, 1))];
}

/** One of the two RuntimeClasses; what is drawn is drawn again until the server takes it. */
async function makeClass(
  ask: Ask,
  random: Random,
  index: number,
): Promise<readonly KubernetesObject[]> {
  for (;;) {
    const drawn = randomPlacement(random).runtimeClasses.slice(index, index + 1);
    const made = await created(
      ask,
      drawn.map((each) => ["/apis/node.k8s.io/v1/runtimeclasses", asJson(each)] as const),
    );
    if (made.length > 0) return made;
  }
}

/** Makes a random cluster, and waits until the scheduler knows its nodes and none from before. */
export async function makeCluster(
  plane: ControlPlane,
  random: Random,
  round: number,
): Promise<ScheduledCluster> {
  const { ask } = plane;
  const drawn = randomPlacement(random);
  const renamed = new Map(drawn.nodes.map((node) => [nameOf(node), `c${round}-${nameOf(node)}`]));
  const nodes = await created(
    ask,
    drawn.nodes.map((node) => ["/api/v1/nodes", nodeOf(node, renamed)] as const),
  );
  // The server refuses some nodes; of a cluster without any there is nothing to ask.
  if (nodes.length === 0) return makeCluster(plane, random, round);
  await untilKnown(ask, nodes);
  const there = drawn.pods.map((pod) => {
    const nodeName = textAt(pod, "spec", "nodeName");
    const asked = schedulable(pod);
    const spec = { ...objectAt(asked, "spec"), nodeName: renamed.get(nodeName) ?? "" };
    return [podsPathOf(pod), { ...asked, spec }] as const;
  });
  return { nodes, pods: await created(ask, there) };
}

/** A pod that the scheduler is asked about: nothing in it that only a kubelet or the controller of volumes heeds. */
export function randomQuestion(
  random: Random,
  { nodes }: ScheduledCluster,
  name: string,
): KubernetesObject {
  return schedulable(randomPod(random, { name, nodes: nodes.map(nameOf) }));
}

/** What the scheduler did with a pod: the node that it bound it to, or undefined where it found none. */
export async function outcomeOf(ask: Ask, pod: KubernetesObject): Promise<string | undefined> {
  const path = `${podsPathOf(pod)}/${nameOf(pod)}`;
  let node: string | undefined;
  await until(`the scheduler has tried ${path}`, async () => {
    const { json } = await ask("GET", path);
    node = textAt(json, "spec", "nodeName") || undefined;
    return node !== undefined || isRefused(json);
  });
  return node;
}

function isRefused(pod: JsonValue): boolean {
  return listAt(pod, "status", "conditions").some(
    (each) => textAt(each, "type") === "PodScheduled" && textAt(each, "reason") === "Unschedulable",
  );
}

export async function removePod(ask: Ask, pod: KubernetesObject): Promise<void> {
  await ask("DELETE", `${podsPathOf(pod)}/${nameOf(pod)}?gracePeriodSeconds=0`);
}

export async function removeCluster(ask: Ask): Promise<void> {
  for (const path of PODS) await ask("DELETE", `${path}?gracePeriodSeconds=0`);
  await ask("DELETE", "/api/v1/nodes");
}

export function podsPathOf(pod: KubernetesObject): string {
  return `/api/v1/namespaces/${textAt(pod, "metadata", "namespace")}/pods`;
}

export function nameOf(object: KubernetesObject): string {
  return textAt(object, "metadata", "name");
}

/** What of these the server takes; it refuses some of what is drawn. */
async function created(
  ask: Ask,
  objects: readonly (readonly [path: string, object: JsonObject])[],
): Promise<readonly KubernetesObject[]> {
  const answers = await inParallel(objects, ([path, object]) => ask("POST", path, object));
  return answers.flatMap(({ status, json }) =>
    status === 201 ? [json as unknown as KubernetesObject] : [],
  );
}

/** A pod that tolerates everything and names one node by its affinity is bound there as soon as the scheduler knows the node. */
async function untilKnown(ask: Ask, nodes: readonly KubernetesObject[]): Promise<void> {
  const probes = nodes.map((node, index): KubernetesObject => {
    const fields = [{ key: "metadata.name", operator: "In", values: [nameOf(node)] }];
    const nodeAffinity = {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchFields: fields }],
      },
    };
    return {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: `probe-${index}`, namespace: "a" },
      spec: {
        affinity: { nodeAffinity },
        tolerations: [{ operator: "Exists" }],
        containers: [{ name: "main", image: "main" }],
      },
    };
  });
  const made = await created(
    ask,
    probes.map((probe) => [podsPathOf(probe), asJson(probe)] as const),
  );
  for (const probe of made) {
    await until(`the scheduler knows ${nameOf(probe)}'s node`, async () => {
      const { json } = await ask("GET", `${podsPathOf(probe)}/${nameOf(probe)}`);
      return textAt(json, "spec", "nodeName") !== "";
    });
  }
  await inParallel(made, (probe) => removePod(ask, probe));
}

function nodeOf(node: KubernetesObject, renamed: ReadonlyMap<string, string>): JsonObject {
  const name = renamed.get(nameOf(node)) ?? nameOf(node);
  const metadata = objectAt(node, "metadata");
  const labels = { ...objectAt(node, "metadata", "labels"), "kubernetes.io/hostname": name };
  const { allocatable = {} } = objectAt(node, "status");
  return {
    ...asJson(node),
    metadata: { ...metadata, name, labels },
    status: { allocatable, capacity: allocatable },
  };
}

/** The pod without what only kubelets heed (which node it names, its system), volumes, and RuntimeClasses that are absent. */
function schedulable(pod: KubernetesObject): KubernetesObject & JsonObject {
  const { labels = {}, ...metadata } = objectAt(pod, "metadata");
  const { "kubernetes.io/os": _, ...own } = labels as JsonObject;
  const { annotations: __, ...rest } = metadata;
  const {
    nodeName: ___,
    volumes: ____,
    os: _____,
    runtimeClassName,
    ...spec
  } = objectAt(pod, "spec");
  const containers = (field: string): JsonObject => {
    const list = listAt(spec[field] ?? []).map((each, index) => ({
      ...objectAt(each),
      name: `${textAt(each, "name")}-${index}`,
      image: "main",
    }));
    return list.length === 0 ? {} : { [field]: list };
  };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...rest, labels: own },
    spec: {
      ...spec,
      ...(runtimeClassName !== undefined && runtimeClassName !== "absent" && { runtimeClassName }),
      ...containers("containers"),
      ...containers("initContainers"),
    },
  };
}

function withoutAnnotations(object: KubernetesObject): JsonObject {
  const { annotations: _, ...metadata } = objectAt(object, "metadata");
  return { ...asJson(object), metadata };
}

function asJson(object: KubernetesObject): JsonObject {
  return { ...object };
}
