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
  const { fieldPath = "", apiVersion = "" } = ref;
  const pathAt = at.child("fieldPath");
  const [, map, key = ""] = /^([^]+?)\['([^]*)'\]$/.exec(fieldPath) ?? [];
  if (fieldPath === "") pathAt.required();
  else if (!["", "v1"].includes(apiVersion) || !KNOWN_FIELDS.has(map ?? fieldPath)) {
    pathAt.invalid(`${quoted(fieldPath)} is no field of pods of version v1`);
  } else if (map === undefined) validateWholeField(fieldPath, fields, pathAt);
  else validateEntry(map, key, at);
}

function validateWholeField(path: string, fields: ReadonlySet<string>, at: Place): void {
  // The old name of the node's.
  const field = path === "spec.host" ? "spec.nodeName" : path;
  if (!fields.has(field)) at.notSupported(field, fields);
}

function validateEntry(map: string, key: string, at: Place): void {
  if (map === "metadata.labels") at.judge(key, qualifiedNameProblem(key));
  else if (map === "metadata.annotations") at.judge(key, qualifiedNameProblem(lowerCase(key)));
  else at.child("fieldPath").invalid(`${quoted(map)} has no entries`);
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
