import type { PodSpec } from "./api/types.ts";
import { isJsonObject } from "./json.ts";
import { type KubernetesObject, stringMapOf } from "./object.ts";
import type { PodTemplate } from "./pod-template.ts";

/** Every pod that an object describes. */
export function podTemplatesOf(object: KubernetesObject): readonly PodTemplate[] {
  const spec = object["spec"];
  if (object.kind !== "Pod" || !isJsonObject(spec)) return [];
  const metadata = {
    labels: stringMapOf(object, "labels"),
    annotations: stringMapOf(object, "annotations"),
  };
  return [{ path: [], metadata, spec: spec as PodSpec }];
}
