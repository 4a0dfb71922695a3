import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import { objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { groupOf, type KubernetesObject } from "../../kubernetes/object.ts";
import { controllerReferenceOf } from "../../kubernetes/owners.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { isWorkloadKind } from "../../kubernetes/pod-template-places.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import { ownersView } from "../../snapshot/views.ts";

/** Kinds whose pods run until somebody stops them; a Job's pods end by themselves, and Knative writes probes of its own. */
const LONG_RUNNING: ReadonlySet<string> = new Set([
  "/Pod",
  "/ReplicationController",
  "apps/DaemonSet",
  "apps/Deployment",
  "apps/ReplicaSet",
  "apps/StatefulSet",
  "apps.kruise.io/CloneSet",
  "apps.kruise.io/DaemonSet",
  "apps.kruise.io/StatefulSet",
  "apps.openshift.io/DeploymentConfig",
  "argoproj.io/Rollout",
  "extensions/DaemonSet",
  "extensions/Deployment",
]);

/** Kinds that keep a number of equal pods; the others run one, or one a node. */
const SCALED: ReadonlySet<string> = new Set([
  "/ReplicationController",
  "apps/Deployment",
  "apps/ReplicaSet",
  "apps/StatefulSet",
  "apps.kruise.io/CloneSet",
  "apps.kruise.io/StatefulSet",
  "apps.openshift.io/DeploymentConfig",
  "argoproj.io/Rollout",
  "extensions/Deployment",
]);

/** Whether an object is there to run pods, even where it is broken and describes none. */
export function isWorkload({ object, podTemplates }: SnapshotObject): boolean {
  return podTemplates.length > 0 || isWorkloadKind(object);
}

/** `group/Kind`. */
function kindKeyOf(object: KubernetesObject): string {
  return `${groupOf(object)}/${object.kind}`;
}

/** The pods of an object that run until somebody stops them. */
export function longRunningPodsOf({
  object,
  podTemplates,
}: SnapshotObject): readonly PodTemplate[] {
  if (podTemplates.length === 0 || !LONG_RUNNING.has(kindKeyOf(object))) return [];
  return podTemplates.filter(({ spec }) => (spec.restartPolicy || "Always") === "Always");
}

/** An object that keeps a number of equal pods, with what it says about the number. */
export interface ScaledWorkload {
  readonly template: PodTemplate;
  /** `spec.replicas`; 1 where it is absent. Undefined where it is no number. */
  readonly replicas: number | undefined;
  /** Whether the field is there. */
  readonly isStated: boolean;
  readonly autoscaler: Autoscaler | undefined;
}

/** The object as a workload that is scaled; undefined where it is none, or where another object scales it. */
export function scaledWorkloadOf(
  entry: SnapshotObject,
  cluster: Cluster,
): ScaledWorkload | undefined {
  const { object, podTemplates } = entry;
  const [template] = podTemplates;
  if (!template || !SCALED.has(kindKeyOf(object)) || controllerReferenceOf(object))
    return undefined;
  const replicas = valueAt(object, "spec", "replicas");
  return {
    template,
    replicas: replicas === undefined ? 1 : numberOf(replicas),
    isStated: replicas !== undefined,
    autoscaler: autoscalersOf(cluster).get(targetKeyOf(entry)),
  };
}

/** What changes the number of replicas of an object. */
export interface Autoscaler {
  readonly object: SnapshotObject;
  /** The least that it keeps: 1 where it does not say. Undefined where it is no number, or KEDA's, which may be 0. */
  readonly minimum: number | undefined;
  /** Whether the field of the minimum is there. */
  readonly isMinimumStated: boolean;
  readonly maximum: number | undefined;
}

/** The fewest pods that a workload runs with while nothing is wrong; undefined where that is not known. */
export function fewestPodsOf({ replicas, autoscaler }: ScaledWorkload): number | undefined {
  return autoscaler ? autoscaler.minimum : replicas;
}

const autoscalersOf = clusterFact((cluster): ReadonlyMap<string, Autoscaler> => {
  const found = new Map<string, Autoscaler>();
  for (const object of cluster.snapshot.ofKind("autoscaling", "HorizontalPodAutoscaler")) {
    const minimum = valueAt(object.object, "spec", "minReplicas");
    found.set(targetKeyOfScaler(object), {
      object,
      minimum: minimum === undefined ? 1 : numberOf(minimum),
      isMinimumStated: minimum !== undefined,
      maximum: numberOf(valueAt(object.object, "spec", "maxReplicas")),
    });
  }
  for (const object of cluster.snapshot.ofKind("keda.sh", "ScaledObject")) {
    const minimum = valueAt(object.object, "spec", "minReplicaCount");
    found.set(targetKeyOfScaler(object), {
      object,
      minimum: numberOf(minimum),
      isMinimumStated: minimum !== undefined,
      maximum: numberOf(valueAt(object.object, "spec", "maxReplicaCount")),
    });
  }
  return found;
});

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function targetKeyOf({ object, reference }: SnapshotObject): string {
  return `${object.kind}/${reference.namespace ?? ""}/${reference.name}`;
}

/** The kind and name that an autoscaler names, in its own namespace. */
function targetKeyOfScaler({ object, reference }: SnapshotObject): string {
  const target = objectAt(object, "spec", "scaleTargetRef");
  const kind = textAt(target, "kind") || "Deployment"; // KEDA's default
  return `${kind}/${reference.namespace ?? ""}/${textAt(target, "name")}`;
}

/** The workload that an autoscaler names, where the input shows it. */
export function targetOf(scaler: SnapshotObject, cluster: Cluster): SnapshotObject | undefined {
  return workloadsByKey(cluster).get(targetKeyOfScaler(scaler));
}

const workloadsByKey = clusterFact(
  (cluster) =>
    new Map(
      cluster.snapshot
        .viewed(ownersView)
        .filter(({ podTemplates, reference }) => podTemplates.length > 0 && reference.name !== "")
        .map((entry) => [targetKeyOf(entry), entry]),
    ),
);
