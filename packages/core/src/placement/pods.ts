import type { FieldPath } from "../kubernetes/field-path.ts";
import { textAt } from "../kubernetes/json-fields.ts";
import {
  isFromCluster,
  type KubernetesObject,
  namespaceOf,
  referenceOf,
} from "../kubernetes/object.ts";
import { locateInObject, type PodTemplate } from "../kubernetes/pod-template.ts";
import type { PlacementPod } from "./model.ts";

/** The pods that an object describes, as placement asks about them. */
export function placementPodOf(object: KubernetesObject, template: PodTemplate): PlacementPod {
  const reference = referenceOf(object);
  const isPod = object.kind === "Pod" && template.path.length === 0;
  return {
    reference,
    object,
    locate: (path: FieldPath) => locateInObject(template, path),
    namespace: namespaceOf(reference),
    name: reference.name,
    labels: template.metadata.labels,
    annotations: template.metadata.annotations,
    spec: template.spec,
    isAdmitted: isPod && isFromCluster(object),
    ofDaemonSet: object.kind === "DaemonSet",
  };
}

/** A pod that the kubelet has from a file and not from the API server: `IsStaticPod` of pkg/kubelet/types. */
export function isStaticPod({ annotations }: PlacementPod): boolean {
  const source = annotations["kubernetes.io/config.source"];
  return source !== undefined && source !== "api";
}

/** Whether it is on its node and runs there, so that nothing but NoExecute takes it away. */
export function isRunning({ object, isAdmitted }: PlacementPod): boolean {
  return isAdmitted && textAt(object, "status", "phase") === "Running";
}
