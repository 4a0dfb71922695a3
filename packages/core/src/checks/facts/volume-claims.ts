import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { labelInPod, labelOf } from "../../kubernetes/label.ts";
import { groupOf, type KubernetesObject } from "../../kubernetes/object.ts";
import { locateInObject, type PodTemplate } from "../../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";

/** A claim of a volume, or the template of one. */
export interface VolumeClaim {
  /** As written. */
  readonly accessModes: readonly JsonValue[];
  /** As written; undefined: none is asked for. */
  readonly storage: JsonValue | undefined;
  /** In the object. */
  readonly path: FieldPath;
  /** How messages name it. */
  readonly label: string;
}

/** The claims that an object is or has: a PersistentVolumeClaim, the templates of a StatefulSet, the ephemeral volumes of pods. */
export function* volumeClaimsOf(entry: SnapshotObject): Generator<VolumeClaim> {
  const { object, podTemplates } = entry;
  const group = groupOf(object);
  if (group === "" && object.kind === "PersistentVolumeClaim") {
    yield { ...wishesOf(object), path: [], label: "claim" };
  }
  if (group === "apps" && object.kind === "StatefulSet") yield* templatesOf(object);
  for (const template of podTemplates) yield* ephemeralClaimsOf(template);
}

function* templatesOf(object: KubernetesObject): Generator<VolumeClaim> {
  for (const [index, claim] of listAt(object, "spec", "volumeClaimTemplates").entries()) {
    const path = ["spec", "volumeClaimTemplates", index];
    const label = labelOf("claim template", textAt(claim, "metadata", "name"), path);
    yield { ...wishesOf(claim), path, label };
  }
}

function* ephemeralClaimsOf(template: PodTemplate): Generator<VolumeClaim> {
  for (const [index, { name, ephemeral }] of (template.spec.volumes ?? []).entries()) {
    const claim = ephemeral?.volumeClaimTemplate;
    if (!claim) continue;
    const at = ["spec", "volumes", index];
    yield {
      accessModes: claim.spec?.accessModes ?? [],
      storage: claim.spec?.resources?.requests?.["storage"],
      path: locateInObject(template, [...at, "ephemeral", "volumeClaimTemplate"]),
      label: labelInPod(template, "claim template", { name, at }),
    };
  }
}

function wishesOf(claim: JsonValue): Pick<VolumeClaim, "accessModes" | "storage"> {
  return {
    accessModes: listAt(claim, "spec", "accessModes"),
    storage: valueAt(claim, "spec", "resources", "requests", "storage"),
  };
}
