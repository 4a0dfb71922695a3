import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { nodeObject, workloadObjects } from "../packages/core/testing/upgrade/cluster-objects.ts";

/** How large a generated cluster is. */
export interface UpgradeSize {
  readonly nodes: number;
  readonly pods: number;
}

const ZONES = 3;
const POOLS = 4;
const REPLICAS = 17;
const DAEMON_SETS = 3;

/**
 * A cluster as they grow: three DaemonSets; of twenty workloads two keep their pods on nodes apart, two spread them over zones, one has a
 * volume in a zone for each pod, five stay in their pool of nodes, and four have a budget; some nodes are nearly full.
 */
export function upgradeCluster({ nodes, pods }: UpgradeSize): readonly KubernetesObject[] {
  const names = Array.from({ length: nodes }, (_, index) => `node-${index}`);
  const daemons = Array.from({ length: DAEMON_SETS }, (_, index) => daemonPods(index, names));
  const workloads = Math.max(1, Math.round((pods - DAEMON_SETS * nodes) / REPLICAS));
  return [
    ...names.map(node),
    ...daemons.flat(),
    ...Array.from({ length: workloads }, (_, index) => workload(index, names)).flat(),
  ];
}

function node(name: string, index: number): KubernetesObject {
  return nodeObject(name, {
    cpu: index % 50 === 0 ? "2" : "16",
    version: "v1.34.1",
    labels: {
      "topology.kubernetes.io/zone": `zone-${index % ZONES}`,
      pool: `pool-${index % POOLS}`,
    },
  });
}

function daemonPods(index: number, nodes: readonly string[]): readonly KubernetesObject[] {
  const owner = { apiVersion: "apps/v1", kind: "DaemonSet", name: `daemon-${index}`, uid: "d" };
  return workloadObjects({ name: `daemon-${index}`, namespace: "kube-system", nodes, owner }).slice(
    1,
  );
}

function workload(index: number, nodes: readonly string[]): readonly KubernetesObject[] {
  const name = `app-${index}`;
  const namespace = `team-${index % 100}`;
  const kind = index % 20;
  const isPooled = kind >= 5 && kind < 10;
  // A stride that is prime to the number of nodes puts no two pods of a workload on one node.
  const places = Array.from({ length: REPLICAS }, (_, pod) => {
    const at = index * 7 + pod * 12 * 13;
    return nodes[(isPooled ? at - (at % POOLS) + (index % POOLS) : at) % nodes.length] ?? "";
  });
  const objects = workloadObjects({
    ...{ name, namespace, nodes: places, spec: specOf(index, name), cpu: "200m" },
    kind: kind === 4 ? "StatefulSet" : "ReplicaSet",
  });
  return [
    ...(kind === 4 ? objects.map((each) => withClaim(each, name)) : objects),
    ...(kind === 4 ? places.flatMap((at, pod) => claim(`${name}-${pod}`, namespace, at)) : []),
    ...(index % 5 === 0 ? [budget(name, namespace)] : []),
  ];
}

function specOf(index: number, app: string): JsonObject {
  const labelSelector = { matchLabels: { app } };
  switch (index % 20) {
    case 0:
    case 1: {
      const term = { topologyKey: "kubernetes.io/hostname", labelSelector };
      return {
        affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
      };
    }
    case 2:
    case 3: {
      const topologyKey = "topology.kubernetes.io/zone";
      const constraint = { topologyKey, maxSkew: 2, whenUnsatisfiable: "DoNotSchedule" };
      return { topologySpreadConstraints: [{ ...constraint, labelSelector }] };
    }
    case 5:
    case 6:
    case 7:
    case 8:
    case 9:
      return { nodeSelector: { pool: `pool-${index % POOLS}` } };
    default:
      return {};
  }
}

function withClaim(object: KubernetesObject, app: string): KubernetesObject {
  const metadata = object["metadata"] as { readonly name: string };
  const spec = object["spec"] as JsonObject;
  if (object.kind !== "Pod") return object;
  const claimName = `data-${metadata.name}`;
  const volumes = [{ name: app, persistentVolumeClaim: { claimName } }];
  return { ...object, spec: { ...spec, volumes } };
}

function claim(pod: string, namespace: string, at: string): readonly KubernetesObject[] {
  const zone = `zone-${Number(at.slice("node-".length)) % ZONES}`;
  const volumeName = `volume-${pod}`;
  const expression = { key: "topology.kubernetes.io/zone", operator: "In", values: [zone] };
  return [
    {
      ...{ apiVersion: "v1", kind: "PersistentVolumeClaim" },
      metadata: { name: `data-${pod}`, namespace, uid: `claim-${pod}` },
      spec: { volumeName },
    },
    {
      ...{ apiVersion: "v1", kind: "PersistentVolume" },
      metadata: { name: volumeName },
      spec: {
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [expression] }] } },
      },
    },
  ];
}

function budget(app: string, namespace: string): KubernetesObject {
  return {
    ...{ apiVersion: "policy/v1", kind: "PodDisruptionBudget" },
    metadata: { name: app, namespace, uid: `budget-${app}` },
    spec: { selector: { matchLabels: { app } }, maxUnavailable: 1 },
  };
}
