import { decodeStructure } from "./decode.ts";
import { type KubernetesObject, stringMapOf } from "./object.ts";
import type { PodTemplate } from "./pod-template.ts";
import { podTemplatePlacesOf } from "./pod-template-places.ts";

/** Every pod that an object describes, decoded, in the order of the text; what could not be decoded `decodeObject` reports. */
export function podTemplatesOf(object: KubernetesObject): readonly PodTemplate[] {
  return podTemplatePlacesOf(object).map(({ path, metadata, spec, assembled, locate }) => {
    const template = {
      path,
      metadata: {
        labels: stringMapOf({ metadata }, "labels"),
        annotations: stringMapOf({ metadata }, "annotations"),
      },
      spec: decodeStructure("PodSpec", spec).value,
    };
    return assembled ? { ...template, locate } : template;
  });
}
