import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { objectAt, textAt } from "./json-fields.ts";

/** An object of the Kubernetes API, exactly as it was written: readonly JSON with at least `apiVersion` and `kind`. */
export interface KubernetesObject extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What names an object. `namespace` is absent where the source has none; `name` is "" where it has none. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

export function isKubernetesObject(value: JsonValue): value is KubernetesObject {
  return (
    isJsonObject(value) &&
    typeof value["apiVersion"] === "string" &&
    typeof value["kind"] === "string" &&
    value["apiVersion"] !== "" &&
    value["kind"] !== ""
  );
}

/** The API group: `apps` of `apps/v1`, "" of `v1`. */
export function groupOf(object: { readonly apiVersion: string }): string {
  const slash = object.apiVersion.indexOf("/");
  return slash < 0 ? "" : object.apiVersion.slice(0, slash);
}

/**
 * The API group in which the API server stores an object, so that the same object is recognised by whatever group it is written:
 * a Deployment of `extensions` is one of `apps` (AddCohabitatingResources in k8s.io/kubernetes/pkg/kubeapiserver).
 */
export function storageGroupOf(object: {
  readonly apiVersion: string;
  readonly kind: string;
}): string {
  const group = groupOf(object);
  return COHABITANTS.get(`${group} ${object.kind}`) ?? group;
}

const COHABITANTS: ReadonlyMap<string, string> = new Map([
  ["extensions DaemonSet", "apps"],
  ["extensions Deployment", "apps"],
  ["extensions Ingress", "networking.k8s.io"],
  ["extensions NetworkPolicy", "networking.k8s.io"],
  ["extensions PodSecurityPolicy", "policy"],
  ["extensions ReplicaSet", "apps"],
  ["events.k8s.io Event", ""],
]);

export function referenceOf(object: KubernetesObject): ObjectReference {
  const namespace = textAt(object, "metadata", "namespace");
  const reference = {
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: textAt(object, "metadata", "name") || textAt(object, "metadata", "generateName"),
  };
  return namespace === "" ? reference : { ...reference, namespace };
}

/** The namespace of an object that is in one; that which kubectl uses by default where it names none. */
export function namespaceOf({ namespace }: { readonly namespace?: string }): string {
  return namespace || "default";
}

/** Whether an object has been in a cluster: nobody writes these fields. */
export function isFromCluster(object: KubernetesObject): boolean {
  return ["uid", "resourceVersion"].some((field) => textAt(object, "metadata", field) !== "");
}

/** `metadata.labels` or `metadata.annotations`; entries that are not strings are left out, as the decoder rejects them. */
export function stringMapOf(
  object: JsonObject,
  field: "labels" | "annotations",
): Readonly<Record<string, string>> {
  const map = objectAt(object, "metadata", field);
  if (isStringMap(map)) return map;
  return Object.fromEntries(
    Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function isStringMap(map: JsonObject): map is Readonly<Record<string, string>> {
  for (const key in map) if (typeof map[key] !== "string") return false;
  return true;
}
