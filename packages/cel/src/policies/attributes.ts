import { isJsonObject, type JsonObject, objectAt, textAt } from "@watertight/core/kubernetes";
import type { CelUser } from "../libraries/authorization.ts";

/*
 * What a request is to admission: the attributes of k8s.io/apiserver/pkg/admission.
 */

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

export interface GroupVersionResource {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

/** A request to the API server; "" for what it does not have. */
export interface AdmissionAttributes {
  /** `CREATE`, `UPDATE`, `DELETE`, `CONNECT`. */
  readonly operation: string;
  readonly kind: GroupVersionKind;
  readonly resource: GroupVersionResource;
  readonly subresource: string;
  readonly namespace: string;
  /** "" where the server makes one. */
  readonly name: string;
  readonly object: JsonObject | null;
  readonly oldObject: JsonObject | null;
  readonly user: CelUser;
  readonly dryRun: boolean;
  readonly options: JsonObject | null;
  /** The kind that the objects are in. */
  readonly objectKind: GroupVersionKind;
}

export function kindOf(apiVersion: string, kind: string): GroupVersionKind {
  const slash = apiVersion.indexOf("/");
  return {
    group: slash < 0 ? "" : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
  };
}

export function apiVersionOf({ group, version }: Omit<GroupVersionKind, "kind">): string {
  return group === "" ? version : `${group}/${version}`;
}

export function isSameKind(one: GroupVersionKind, other: GroupVersionKind): boolean {
  return one.group === other.group && one.version === other.version && one.kind === other.kind;
}

export function isSameResource(one: GroupVersionResource, other: GroupVersionResource): boolean {
  return (
    one.group === other.group && one.version === other.version && one.resource === other.resource
  );
}

/** Whether a resource is the namespaces, whose requests are in the namespace that they are about. */
export function isNamespaces({ group, version, resource }: GroupVersionResource): boolean {
  return group === "" && version === "v1" && resource === "namespaces";
}

function readKind(json: JsonObject): GroupVersionKind {
  return {
    group: textAt(json, "group"),
    version: textAt(json, "version"),
    kind: textAt(json, "kind"),
  };
}

function readResource(json: JsonObject): GroupVersionResource {
  return {
    group: textAt(json, "group"),
    version: textAt(json, "version"),
    resource: textAt(json, "resource"),
  };
}

/** The attributes that the `request` of an AdmissionReview is made of: what the client has asked for, where it says so. */
export function attributesOf(request: JsonObject): AdmissionAttributes {
  const objectKind = readKind(objectAt(request, "kind"));
  const asked = request["requestResource"];
  const isAsked = isJsonObject(asked);
  const requestKind = request["requestKind"];
  return {
    operation: textAt(request, "operation"),
    kind: isJsonObject(requestKind) ? readKind(requestKind) : objectKind,
    resource: readResource(isAsked ? asked : objectAt(request, "resource")),
    subresource:
      textAt(request, "requestSubResource") ||
      (isAsked && "requestSubResource" in request ? "" : textAt(request, "subResource")),
    namespace: textAt(request, "namespace"),
    name: textAt(request, "name"),
    object: objectIn(request["object"], objectKind),
    oldObject: objectIn(request["oldObject"], objectKind),
    user: readUser(objectAt(request, "userInfo")),
    dryRun: request["dryRun"] === true,
    options: isJsonObject(request["options"]) ? request["options"] : null,
    objectKind,
  };
}

/** An object without apiVersion or kind takes them from the request, as the API server's decoder does. */
function objectIn(
  value: JsonObject[string] | undefined,
  kind: GroupVersionKind,
): JsonObject | null {
  if (!isJsonObject(value)) {
    return null;
  }
  const isWhole = textAt(value, "apiVersion") !== "" && textAt(value, "kind") !== "";
  return isWhole || kind.kind === ""
    ? value
    : { ...value, apiVersion: apiVersionOf(kind), kind: kind.kind };
}

function readUser(json: JsonObject): CelUser {
  const extra = Object.entries(objectAt(json, "extra")).map(
    ([key, values]) => [key, textsOf(values)] as const,
  );
  return {
    name: textAt(json, "username"),
    uid: textAt(json, "uid"),
    groups: textsOf(json["groups"]),
    extra: Object.fromEntries(extra),
  };
}

function textsOf(value: JsonObject[string] | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** `metadata.name`, or "". */
export function nameIn(object: JsonObject | null): string {
  return textAt(object ?? undefined, "metadata", "name");
}

function filled(json: Readonly<Record<string, JsonObject[string]>>): JsonObject {
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== ""));
}

/** The variable `request`: without objects, and without what is empty, as Go's encoder has it (CreateAdmissionRequest). */
export function requestValue(
  attributes: AdmissionAttributes,
  matched: { readonly kind: GroupVersionKind; readonly resource: GroupVersionResource },
): JsonObject {
  const { user, subresource, options } = attributes;
  const { name, uid, groups, extra } = user;
  return filled({
    uid: "",
    kind: { ...matched.kind },
    resource: { ...matched.resource },
    subResource: subresource,
    requestKind: { ...attributes.kind },
    requestResource: { ...attributes.resource },
    requestSubResource: subresource,
    name: attributes.name,
    namespace: attributes.namespace,
    operation: attributes.operation,
    userInfo: {
      ...filled({ username: name, uid }),
      ...(groups.length > 0 && { groups }),
      ...(Object.keys(extra).length > 0 && { extra }),
    },
    object: null,
    oldObject: null,
    dryRun: attributes.dryRun,
    options,
  });
}

/** The variable `namespaceObject`: without kind, and with the fields that expressions may see. */
export function namespaceValue(namespace: JsonObject): JsonObject {
  const metadata = Object.entries(objectAt(namespace, "metadata")).filter(([name]) =>
    NAMESPACE_FIELDS.has(name),
  );
  return {
    metadata: { creationTimestamp: null, ...Object.fromEntries(metadata) },
    spec: objectAt(namespace, "spec"),
    status: objectAt(namespace, "status"),
  };
}

const NAMESPACE_FIELDS = new Set(
  "name generateName namespace uid resourceVersion generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds labels annotations finalizers".split(
    " ",
  ),
);
