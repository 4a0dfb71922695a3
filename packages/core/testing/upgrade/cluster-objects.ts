import type { JsonObject } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";

/** A Node that is ready, with room for so much. */
export function nodeObject(
  name: string,
  {
    cpu = "4",
    version = "v1.35.2",
    labels = {},
    spec = {},
  }: {
    readonly cpu?: string;
    readonly version?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly spec?: JsonObject;
  } = {},
): KubernetesObject {
  return {
    ...{ apiVersion: "v1", kind: "Node" },
    metadata: { name, uid: `node-${name}`, labels: { "kubernetes.io/hostname": name, ...labels } },
    spec,
    status: {
      allocatable: { cpu, memory: "64Gi", pods: "110" },
      nodeInfo: { kubeletVersion: version, containerRuntimeVersion: "containerd://2.1.0" },
      conditions: [{ type: "Ready", status: "True" }],
    },
  };
}

/** A workload with pods on these nodes, each `name-0`, `name-1` …, by a ReplicaSet or a StatefulSet of that name. */
export interface PodsWanted {
  readonly name: string;
  readonly namespace?: string;
  readonly kind?: "ReplicaSet" | "StatefulSet";
  readonly nodes: readonly string[];
  /** Of pods by number: not ready. */
  readonly unready?: readonly number[];
  readonly pending?: readonly number[];
  readonly replicas?: number;
  readonly cpu?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly spec?: JsonObject;
  /** In place of the workload of that name. */
  readonly owner?: JsonObject;
}

/** The workload and its pods, as a cluster shows them. */
export function workloadObjects(wanted: PodsWanted): readonly KubernetesObject[] {
  const { name, namespace = "shop", kind = "ReplicaSet", nodes, cpu = "100m", spec = {} } = wanted;
  const { unready = [], pending = [], labels = {} } = wanted;
  const all = { app: name, ...labels };
  const template = {
    metadata: { labels: all },
    spec: { containers: [{ name: "main", image: "a", resources: { requests: { cpu } } }], ...spec },
  };
  const own = { apiVersion: "apps/v1", kind, name, uid: `uid-${name}` };
  const owner = { ...(wanted.owner ?? own), controller: true };
  const workload: KubernetesObject = {
    ...{ apiVersion: "apps/v1", kind },
    metadata: { name, namespace, uid: `uid-${name}` },
    spec: {
      replicas: wanted.replicas ?? nodes.length,
      selector: { matchLabels: { app: name } },
      template,
    },
  };
  const pods = nodes.map((node, index): KubernetesObject => {
    const isReady = !unready.includes(index) && !pending.includes(index);
    return {
      ...{ apiVersion: "v1", kind: "Pod" },
      metadata: {
        ...{ name: `${name}-${index}`, namespace, uid: `uid-${name}-${index}`, labels: all },
        ownerReferences: [owner],
      },
      spec: { ...template.spec, nodeName: node },
      status: {
        phase: pending.includes(index) ? "Pending" : "Running",
        conditions: [{ type: "Ready", status: isReady ? "True" : "False" }],
      },
    };
  });
  return [workload, ...pods];
}

/** A PodDisruptionBudget over the pods of an app. */
export function budgetObject(
  name: string,
  spec: JsonObject,
  { app = name, namespace = "shop" }: { readonly app?: string; readonly namespace?: string } = {},
): KubernetesObject {
  return {
    ...{ apiVersion: "policy/v1", kind: "PodDisruptionBudget" },
    metadata: { name, namespace, uid: `budget-${name}` },
    spec: { selector: { matchLabels: { app } }, ...spec },
  };
}
