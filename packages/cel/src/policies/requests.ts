import type { ApiResource, JsonObject } from "@watertight/core/kubernetes";
import { objectAt, textAt } from "@watertight/core/kubernetes";
import type { CelUser } from "../libraries/authorization.ts";
import { type AdmissionAttributes, kindOf } from "./attributes.ts";

/*
 * Requests that objects of an input stand for.
 */

/** What is done with an object, and by whom. */
export interface Asked {
  readonly operation: "CREATE" | "DELETE" | "UPDATE";
  readonly user: CelUser;
}

const OPTIONS = { CREATE: "CreateOptions", DELETE: "DeleteOptions", UPDATE: "UpdateOptions" };

/** The request for an object; undefined for a kind of which no resource is known. What names no namespace is in `default`. */
export function requestFor(
  object: JsonObject,
  { operation, user }: Asked,
  resources: ReadonlyMap<string, ApiResource>,
): AdmissionAttributes | undefined {
  const kind = kindOf(textAt(object, "apiVersion"), textAt(object, "kind"));
  const resource = resources.get(`${kind.group}/${kind.kind}`);
  if (resource === undefined) {
    return;
  }
  const metadata = objectAt(object, "metadata");
  const name = textAt(metadata, "name");
  const isNamespace = kind.group === "" && kind.kind === "Namespace";
  const within = resource.namespaced ? textAt(metadata, "namespace") || "default" : "";
  const placed =
    resource.namespaced && textAt(metadata, "namespace") === ""
      ? { ...object, metadata: { ...metadata, namespace: within } }
      : object;
  return {
    operation,
    kind,
    objectKind: kind,
    resource: { group: kind.group, version: kind.version, resource: resource.name },
    subresource: "",
    namespace: isNamespace ? name : within,
    name,
    object: operation === "DELETE" ? null : placed,
    oldObject: operation === "CREATE" ? null : placed,
    user,
    dryRun: false,
    options: { kind: OPTIONS[operation], apiVersion: "meta.k8s.io/v1" },
  };
}
