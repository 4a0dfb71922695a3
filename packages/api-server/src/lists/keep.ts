import {
  type JsonObject,
  type JsonValue,
  type KubernetesObject,
  listAt,
  objectAt,
  stringifyJson,
  textAt,
} from "@watertight/core/kubernetes";
import { lifecycleOfKind } from "@watertight/core/versions";
import { apiVersionOf } from "../discovery/resource.ts";
import type { Selection } from "./selection.ts";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** Of an entry of `managedFields`, all but the fields. */
const OF_WRITER: readonly string[] = ["manager", "operation", "apiVersion", "subresource", "time"];

/** The fields of `status` that engines read of any kind, and of Pods besides. A test names the files that read them. */
const STATUS_IN_USE: readonly string[] = ["addresses", "allocatable", "loadBalancer"];
/** Where a Node's kubelet listens, and which versions run there. */
const NODE_STATUS_IN_USE: readonly string[] = ["daemonEndpoints", "nodeInfo", ...STATUS_IN_USE];
const POD_STATUS_IN_USE: readonly string[] = [
  ...["phase", "podIP", "podIPs", "resourceClaimStatuses", "extendedResourceClaimStatus"],
];

/** Of other kinds than `STATUS_IN_USE`. */
const STATUS_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ["/Node", NODE_STATUS_IN_USE],
  ["/Pod", POD_STATUS_IN_USE],
  ["apiextensions.k8s.io/CustomResourceDefinition", ["storedVersions"]],
  [
    "policy/PodDisruptionBudget",
    [
      "currentHealthy",
      "desiredHealthy",
      "disruptionsAllowed",
      "expectedPods",
      "observedGeneration",
    ],
  ],
]);
/** The one condition that engines read of a kind. */
const CONDITION_IN_USE: ReadonlyMap<string, string> = new Map([
  ["/Node", "Ready"],
  ["/Pod", "Ready"],
  ["apiregistration.k8s.io/APIService", "Available"],
]);

const OTHERWISE: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata", "status"]);

/**
 * An item of a list, or the object of an event, as it goes into a snapshot: with its version and kind, which items of built-in
 * kinds lack, without what no engine reads.
 */
export function keptObject(item: JsonObject, { resource, secrets }: Selection): KubernetesObject {
  const { kind, group } = resource;
  // Items of lists lack both, and metadata alone has those of metadata.
  const apiVersion = apiVersionOf(resource);
  const metadata = keptMetadata(objectAt(item, "metadata"), kind);
  const kept: KubernetesObject & Record<string, JsonValue> = { apiVersion, kind, metadata };
  for (const key of Object.keys(item)) {
    if (!OTHERWISE.has(key)) kept[key] = item[key] ?? null;
  }
  keepStatus(kept, item, resource);
  if (kind === "CustomResourceDefinition" && group === "apiextensions.k8s.io")
    kept["spec"] = withoutSchemas(objectAt(item, "spec"));
  if (secrets?.type !== undefined) kept["type"] = secrets.type;
  return kept;
}

function keptMetadata(metadata: JsonObject, kind: string): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const key of Object.keys(metadata)) {
    if (key === "managedFields") continue;
    kept[key] = metadata[key] ?? null;
  }
  const applied = appliedIn(metadata);
  const annotations = {
    ...withoutLastApplied(metadata),
    // Only that it was applied in a version which goes: the rest may be the values of a Secret.
    ...(applied && { [LAST_APPLIED]: stringifyJson(applied) }),
  };
  if (Object.keys(annotations).length > 0) kept["annotations"] = annotations;
  else if (Object.hasOwn(objectAt(metadata, "annotations"), LAST_APPLIED))
    delete kept["annotations"];
  const writers = listAt(metadata, "managedFields");
  // Nearly no object was written in a version that goes, and of the others nobody asks who wrote them.
  if (applied || writers.some((writer) => isGoing(textAt(writer, "apiVersion"), kind))) {
    kept["managedFields"] = writers.map(compactWriter);
  }
  return kept;
}

function isGoing(apiVersion: string, kind: string): boolean {
  return apiVersion !== "" && lifecycleOfKind(apiVersion, kind) !== undefined;
}

function withoutLastApplied(metadata: JsonObject): JsonObject {
  const { [LAST_APPLIED]: _, ...others } = objectAt(metadata, "annotations");
  return others;
}

/** Only versions before the stable ones go; all other texts need not be parsed. */
const MAY_GO = /"apiVersion":"[^"]{0,100}v\d+(?:alpha|beta)\d+"/;

/** What an object was applied as, if that goes. */
function appliedIn(metadata: JsonObject): JsonObject | undefined {
  const text = textAt(metadata, "annotations", LAST_APPLIED);
  if (!MAY_GO.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as JsonValue;
    const apiVersion = textAt(value, "apiVersion");
    const kind = textAt(value, "kind");
    return isGoing(apiVersion, kind) ? { apiVersion, kind } : undefined;
  } catch {
    return undefined;
  }
}

function compactWriter(writer: JsonValue): JsonObject {
  const entries = OF_WRITER.flatMap((field) => {
    const text = textAt(writer, field);
    return text === "" ? [] : [[field, text] as const];
  });
  return Object.fromEntries(entries);
}

function keepStatus(
  kept: Record<string, JsonValue>,
  item: JsonObject,
  { kind, group }: Selection["resource"],
): void {
  const status = objectAt(item, "status");
  const fields = STATUS_OF.get(`${group}/${kind}`) ?? STATUS_IN_USE;
  const entries = fields
    .filter((field) => Object.hasOwn(status, field))
    .map((field) => [field, status[field] ?? null] as const);
  const told = CONDITION_IN_USE.get(`${group}/${kind}`);
  const conditions = told === undefined ? [] : conditionsCalled(told, status);
  if (conditions.length > 0) entries.push(["conditions", conditions]);
  for (const list of kind === "Pod" ? CONTAINER_STATUSES : []) {
    const images = imagesIn(status, list);
    if (images.length > 0) entries.push([list, images]);
  }
  if (entries.length > 0) kept["status"] = Object.fromEntries(entries);
}

/** Which digest a container runs. */
const CONTAINER_STATUSES: readonly string[] = [
  ...["initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses"],
];

/** Only those with a digest that a registry knows. */
function imagesIn(status: JsonObject, list: string): readonly JsonObject[] {
  return listAt(status, list)
    .map((each) => ({ name: textAt(each, "name"), imageID: textAt(each, "imageID") }))
    .filter(({ imageID }) => imageID.includes("@"));
}

/** Without the times, which change all the while. */
function conditionsCalled(type: string, status: JsonObject): readonly JsonObject[] {
  return listAt(status, "conditions")
    .filter((condition) => textAt(condition, "type") === type)
    .map((condition) => ({ type, status: textAt(condition, "status") }));
}

/** Schemas are the largest part of many clusters. */
function withoutSchemas(spec: JsonObject): JsonObject {
  const versions = listAt(spec, "versions").map((version) => {
    const { schema: _, ...rest } = objectAt({ version }, "version");
    return rest;
  });
  return { ...spec, versions };
}
