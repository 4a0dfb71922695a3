import type { ObjectFieldSelector, ResourceFieldSelector } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { qualifiedNameProblem } from "../names.ts";
import { lowerCase } from "../object-meta.ts";
import { type Place, quoted } from "../place.ts";
import { isSupportedDivisor } from "../quantities.ts";

// Follows validateObjectFieldSelector, ConvertDownwardAPIFieldLabel and validateContainerResourceFieldSelector of upstream.

const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  ...["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace"],
  ...["metadata.uid", "spec.nodeName", "spec.restartPolicy", "spec.serviceAccountName"],
  ...["spec.schedulerName", "status.phase", "status.hostIP", "status.hostIPs", "status.podIP"],
  ...["status.podIPs", "spec.host"],
]);

/** A reference to a field of the pod, which is one of those given or one entry of its labels or annotations. */
export function validateFieldRef(
  ref: Decoded<ObjectFieldSelector>,
  fields: ReadonlySet<string>,
  at: Place,
): void {
  const { fieldPath = "" } = ref;
  const [, map = fieldPath, key] = /^([^]+?)\['([^]*)'\]$/.exec(fieldPath) ?? [];
  const pathAt = at.child("fieldPath");
  const isV1 = (ref.apiVersion || "v1") === "v1";
  if (fieldPath === "") pathAt.required();
  else if (!isV1 || !isKnownField(map, key !== undefined)) {
    pathAt.invalid(`${quoted(fieldPath)} is no field of pods of version v1`);
  } else if (key !== undefined) {
    at.judge(key, qualifiedNameProblem(map === "metadata.annotations" ? lowerCase(key) : key));
  } else if (!fields.has(map === "spec.host" ? "spec.nodeName" : map)) {
    pathAt.notSupported(map, fields);
  }
}

function isKnownField(field: string, isMap: boolean): boolean {
  if (isMap) return field === "metadata.annotations" || field === "metadata.labels";
  return KNOWN_FIELDS.has(field);
}

const RESOURCE_FIELDS: ReadonlySet<string> = new Set([
  ...["limits.cpu", "limits.memory", "limits.ephemeral-storage", "requests.cpu"],
  ...["requests.memory", "requests.ephemeral-storage"],
]);

function isResourceField(field: string): boolean {
  return RESOURCE_FIELDS.has(field) || /^(?:requests|limits)[.]hugepages-/.test(field);
}

/** A reference to a limit or request of a container. */
export function validateResourceFieldRef(
  ref: Decoded<ResourceFieldSelector>,
  isVolume: boolean,
  at: Place,
): void {
  const { resource = "", divisor = 0 } = ref;
  const isKnown = isResourceField(resource);
  if (isVolume && (ref.containerName ?? "") === "") at.child("containerName").required();
  else if (resource === "") at.child("resource").required();
  else if (!isKnown) at.child("resource").notSupported(resource, RESOURCE_FIELDS);
  if (isKnown && !isSupportedDivisor(divisor, resource.endsWith(".cpu"))) {
    at.child("divisor").invalid(`${quoted(String(divisor))} does not divide ${resource}`);
  }
}
