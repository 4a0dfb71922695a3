import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type KubernetesObject,
  listAt,
  objectAt,
} from "@watertight/core/kubernetes";
import { apiVersionOf } from "../discovery/resource.ts";
import type { Selection } from "./selection.ts";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** The fields of `status` that engines read of any kind, and of Pods besides. A test names the files that read them. */
const STATUS_IN_USE: readonly string[] = ["addresses", "allocatable", "loadBalancer"];
/** Where a Node's kubelet listens, and which versions run there. */
const NODE_STATUS_IN_USE: readonly string[] = ["daemonEndpoints", "nodeInfo", ...STATUS_IN_USE];
const POD_STATUS_IN_USE: readonly string[] = [
  ...["phase", "podIP", "podIPs", "resourceClaimStatuses", "extendedResourceClaimStatus"],
];

const OTHERWISE: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata", "status"]);

/**
 * An item of a list, or the object of an event, as it goes into a snapshot: with its version and kind, which items of built-in
 * kinds lack, without what no engine reads.
 */
export function keptObject(item: JsonObject, { resource, secrets }: Selection): KubernetesObject {
  const { kind, group } = resource;
  // Items of lists lack both, and metadata alone has those of metadata.
  const apiVersion = apiVersionOf(resource);
  const metadata = keptMetadata(objectAt(item, "metadata"));
  const kept: KubernetesObject & Record<string, JsonValue> = { apiVersion, kind, metadata };
  for (const key of Object.keys(item)) {
    if (!OTHERWISE.has(key)) kept[key] = item[key] ?? null;
  }
  keepStatus(kept, item, statusInUse(group === "" ? kind : ""));
  if (kind === "CustomResourceDefinition" && group === "apiextensions.k8s.io")
    kept["spec"] = withoutSchemas(objectAt(item, "spec"));
  if (secrets?.type !== undefined) kept["type"] = secrets.type;
  return kept;
}

function keptMetadata(metadata: JsonObject): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const key of Object.keys(metadata)) {
    if (key === "managedFields") continue;
    kept[key] = metadata[key] ?? null;
  }
  const { annotations } = metadata;
  if (isJsonObject(annotations) && Object.hasOwn(annotations, LAST_APPLIED)) {
    const { [LAST_APPLIED]: _, ...others } = annotations;
    if (Object.keys(others).length === 0) delete kept["annotations"];
    else kept["annotations"] = others;
  }
  return kept;
}

function statusInUse(kind: string): readonly string[] {
  if (kind === "Pod") return POD_STATUS_IN_USE;
  return kind === "Node" ? NODE_STATUS_IN_USE : STATUS_IN_USE;
}

function keepStatus(
  kept: Record<string, JsonValue>,
  item: JsonObject,
  fields: readonly string[],
): void {
  const status = objectAt(item, "status");
  const present = fields.filter((field) => Object.hasOwn(status, field));
  if (present.length === 0) return;
  kept["status"] = Object.fromEntries(present.map((field) => [field, status[field] ?? null]));
}

/** Schemas are the largest part of many clusters. */
function withoutSchemas(spec: JsonObject): JsonObject {
  const versions = listAt(spec, "versions").map((version) => {
    const { schema: _, ...rest } = objectAt({ version }, "version");
    return rest;
  });
  return { ...spec, versions };
}
