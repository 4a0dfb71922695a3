import type {
  EphemeralVolumeSource,
  ObjectMeta,
  PersistentVolumeClaimSpec,
  Quantity,
  TypedObjectReference,
} from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { validateLabelSelector, validateLabels } from "../labels.ts";
import { dnsLabelProblem, dnsSubdomainProblem } from "../names.ts";
import { validateAnnotations } from "../object-meta.ts";
import { type Place, quoted } from "../place.ts";
import { resourceNanosOf } from "../quantities.ts";

// Follows ValidatePersistentVolumeClaimTemplate and ValidatePersistentVolumeClaimSpec in pkg/apis/core/validation.

/** `validateEphemeralVolumeSource`. */
export function validateEphemeral(
  { volumeClaimTemplate: template }: Decoded<EphemeralVolumeSource>,
  at: Place,
): void {
  const templateAt = at.child("volumeClaimTemplate");
  if (!template) {
    templateAt.required();
    return;
  }
  validateTemplateMeta(template.metadata ?? {}, templateAt.child("metadata"));
  validateClaimSpec(template.spec ?? {}, templateAt.child("spec"));
}

const REFUSED = [
  ...["name", "generateName", "namespace", "selfLink", "uid", "resourceVersion", "generation"],
  ...["creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "ownerReferences"],
  ...["finalizers", "managedFields"],
] as const;

function validateTemplateMeta(meta: Decoded<ObjectMeta>, at: Place): void {
  validateAnnotations(meta.annotations ?? {}, at.child("annotations"));
  validateLabels(meta.labels, at.child("labels"));
  for (const field of REFUSED) {
    const value = meta[field];
    if (value === undefined || value === "" || value === 0) continue;
    // Printed by the name of the field in Go.
    at.slip(field === "uid" ? ".uID" : `.${field}`, field).forbidden(
      "may not be set in a template",
    );
  }
}

const ACCESS_MODES = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
const VOLUME_MODES = ["Block", "Filesystem"];

/** `ValidatePersistentVolumeClaimSpec`. */
export function validateClaimSpec(spec: Decoded<PersistentVolumeClaimSpec>, at: Place): void {
  validateAccessModes(spec.accessModes ?? [], at.child("accessModes"));
  validateLabelSelector(spec.selector, at.child("selector"));
  const storageAt = at.child("resources").slip("[storage]", "requests", "storage");
  validateStorage(spec.resources?.requests?.["storage"], storageAt);
  for (const field of ["storageClassName", "volumeAttributesClassName"] as const) {
    const name = spec[field] ?? "";
    if (name !== "") at.child(field).judge(name, dnsSubdomainProblem(name));
  }
  at.child("volumeMode").among(spec.volumeMode ?? "Filesystem", VOLUME_MODES);
  validateDataSources(spec, at);
}

function validateStorage(storage: Quantity | undefined, at: Place): void {
  if (storage === undefined) at.required();
  else if (resourceNanosOf(storage) <= 0n) at.invalid("is not positive");
}

function validateAccessModes(modes: readonly string[], at: Place): void {
  if (modes.length === 0) at.required("must have at least one mode");
  for (const [index, mode] of modes.entries()) {
    if (!ACCESS_MODES.includes(mode)) at.notSupported(mode, ACCESS_MODES, index);
  }
  const isMixed = modes.some((mode) => mode !== "ReadWriteOncePod" && ACCESS_MODES.includes(mode));
  if (isMixed && modes.includes("ReadWriteOncePod")) {
    at.forbidden("may not have ReadWriteOncePod beside another mode");
  }
}

function validateDataSources(
  { dataSource, dataSourceRef }: Decoded<PersistentVolumeClaimSpec>,
  at: Place,
): void {
  if (dataSource) validateDataSource(dataSource, at.child("dataSource"));
  if (dataSourceRef) validateDataSource(dataSourceRef, at.child("dataSourceRef"));
  const namespace = dataSourceRef?.namespace ?? "";
  if (namespace !== "") {
    at.child("dataSourceRef").child("namespace").judge(namespace, dnsLabelProblem(namespace));
    if (dataSource) at.invalid("may not have dataSource beside dataSourceRef.namespace");
  } else if (dataSource && dataSourceRef && !isSame(dataSource, dataSourceRef)) {
    at.invalid("must have dataSource equal to dataSourceRef");
  }
}

function isSame(a: Decoded<TypedObjectReference>, b: Decoded<TypedObjectReference>): boolean {
  return (
    a.apiGroup === b.apiGroup &&
    (a.kind ?? "") === (b.kind ?? "") &&
    (a.name ?? "") === (b.name ?? "")
  );
}

function validateDataSource(
  { name = "", kind = "", apiGroup = "" }: Decoded<TypedObjectReference>,
  at: Place,
): void {
  if (name === "") at.child("name").required();
  if (kind === "") at.child("kind").required();
  if (apiGroup !== "") at.child("apiGroup").judge(apiGroup, dnsSubdomainProblem(apiGroup));
  else if (kind !== "PersistentVolumeClaim") {
    at.invalid(`${quoted(kind)} is no PersistentVolumeClaim, which has no API group`);
  }
}
