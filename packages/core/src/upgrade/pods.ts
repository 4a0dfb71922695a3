import { listAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { namespaceOf, stringMapOf } from "../kubernetes/object.ts";
import { controllerReferenceOf, type OwnerName } from "../kubernetes/owners.ts";
import type { Labels } from "../kubernetes/selectors.ts";
import type { Placement } from "../placement/engine.ts";
import type { PlacementPod } from "../placement/model.ts";
import { isBeingDeleted, isTerminated } from "../placement/reading.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";

/** A Pod that is on a node, as a drain sees it. */
export interface RunningPod {
  readonly entry: SnapshotObject;
  readonly placement: PlacementPod;
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly labels: Labels;
  readonly controller: OwnerName | undefined;
  /** The condition Ready; without conditions, whether it runs. */
  readonly isReady: boolean;
  /** Pending, ended or on its way out: the eviction API asks no budget (`canIgnorePDB` of pkg/registry/core/pod/storage/eviction.go). */
  readonly isFree: boolean;
  readonly isTerminated: boolean;
  readonly isBeingDeleted: boolean;
  /** Its Pods that are made alike: the same controller. */
  readonly series: string;
  /** Left where it is by `kubectl drain --ignore-daemonsets`: of a DaemonSet, or of the kubelet's own files. */
  readonly stays: boolean;
}

/** Every Pod that is on a node, in the order of the input. */
export function runningPodsIn(snapshot: Snapshot, placement: Placement): readonly RunningPod[] {
  const read = new Map(placement.pods.map((pod) => [pod.object, pod]));
  return snapshot.ofKind("", "Pod").flatMap((entry) => {
    const node = textAt(entry.object, "spec", "nodeName");
    const pod = read.get(entry.object);
    return node === "" || !pod ? [] : [runningPodOf(entry, node, pod)];
  });
}

function runningPodOf(entry: SnapshotObject, node: string, placement: PlacementPod): RunningPod {
  const { object, reference } = entry;
  const namespace = namespaceOf(reference);
  const controller = controllerReferenceOf(object);
  const phase = textAt(object, "status", "phase");
  const deleting = isBeingDeleted(object);
  const ended = isTerminated(object);
  const isMirror = Object.hasOwn(stringMapOf(object, "annotations"), "kubernetes.io/config.mirror");
  return {
    ...{ entry, namespace, node, controller, name: reference.name },
    placement,
    labels: stringMapOf(object, "labels"),
    isReady: !ended && readinessOf(entry, phase),
    isFree: ended || deleting || phase === "Pending",
    isTerminated: ended,
    isBeingDeleted: deleting,
    series: controller
      ? `${namespace}/${controller.kind}/${controller.name}`
      : `${namespace}/Pod/${reference.name}`,
    stays: isMirror || controller?.kind === "DaemonSet" || controller?.kind === "Node",
  };
}

function readinessOf({ object }: SnapshotObject, phase: string): boolean {
  const ready = listAt(object, "status", "conditions").find(
    (condition) => textAt(condition, "type") === "Ready",
  );
  if (ready !== undefined) return textAt(ready, "status") === "True";
  return phase === "" || phase === "Running";
}

/** The pod as its controller makes it again: without the node that the old one had. */
export function replacementOf(pod: PlacementPod): PlacementPod {
  const { nodeName: _, ...spec } = pod.spec;
  const { status: __, ...object } = pod.object;
  return { ...pod, spec, object };
}

/** Whether a pod has volumes whose content goes with it, as a scratch folder of its node. */
export function localVolumesOf({ placement }: RunningPod): readonly string[] {
  return (placement.spec.volumes ?? []).flatMap(({ name, emptyDir }) =>
    emptyDir && emptyDir.medium !== "Memory" ? [name] : [],
  );
}

/** Seconds that a pod is given to end, and those that it takes at least until it counts as ready again. */
export function secondsOf({ placement, entry }: RunningPod): {
  readonly grace: number;
  readonly start: number;
} {
  const { terminationGracePeriodSeconds = 30, containers = [] } = placement.spec;
  const delays = containers.map(({ readinessProbe }) => readinessProbe?.initialDelaySeconds ?? 0);
  const minimum = valueAt(entry.object, "spec", "minReadySeconds");
  const ready = typeof minimum === "number" ? minimum : 0;
  return { grace: terminationGracePeriodSeconds, start: Math.max(ready, ...delays, 0) };
}
