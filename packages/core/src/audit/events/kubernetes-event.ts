import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { objectAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
import { enrichmentOf } from "./enrichment.ts";
import {
  type AuditEvent,
  type AuditUser,
  type EventSource,
  NOBODY,
  type ObjectReferenceOfEvent,
} from "./event.ts";

const NONE: JsonObject = {};
const NO_TEXTS: readonly string[] = [];

/**
 * An event as the API server writes it (staging/src/k8s.io/apiserver/pkg/apis/audit/v1/types.go; v1beta1 has the same fields under the
 * same names, v1alpha1 had `timestamp`). `around`: the object that enrichments stand in.
 */
export function kubernetesEvent(
  event: JsonObject,
  source: EventSource,
  { truncated = false, around = event }: { truncated?: boolean; around?: JsonObject } = {},
): AuditEvent {
  const objectRef = referenceOf(event["objectRef"]);
  const status = objectAt(event, "responseStatus");
  return {
    auditID: textAt(event, "auditID"),
    level: textAt(event, "level"),
    stage: textAt(event, "stage"),
    verb: textAt(event, "verb").toLowerCase(),
    requestURI: textAt(event, "requestURI"),
    user: userOf(event["user"]),
    impersonatedUser: isJsonObject(event["impersonatedUser"])
      ? userOf(event["impersonatedUser"])
      : undefined,
    sourceIPs: textsAt(event, "sourceIPs"),
    userAgent: textAt(event, "userAgent"),
    objectRef,
    code: codeOf(status),
    reason: textAt(status, "reason"),
    message: textAt(status, "message"),
    requestObject: valueAt(event, "requestObject"),
    responseObject: valueAt(event, "responseObject"),
    requestReceivedTimestamp:
      textAt(event, "requestReceivedTimestamp") || textAt(event, "timestamp"),
    stageTimestamp: textAt(event, "stageTimestamp"),
    annotations: objectAt(event, "annotations"),
    source,
    truncated,
    inferred: NO_TEXTS,
    enrichment: enrichmentOf(around),
    target: targetOf(objectRef),
  };
}

/** Whether JSON is an event, or so much of one that nothing else is meant: some logs lose `kind` on their way. */
export function isKubernetesEvent(value: JsonObject): boolean {
  const apiVersion = value["apiVersion"];
  if (typeof apiVersion === "string" && apiVersion.startsWith("audit.k8s.io/")) {
    return value["kind"] !== "EventList" && value["kind"] !== "Policy";
  }
  if (apiVersion !== undefined) return false;
  return typeof value["verb"] === "string" && ("objectRef" in value || "requestURI" in value);
}

/** A reference with its texts, from an object as the event has it. */
function referenceOf(value: JsonValue | undefined): ObjectReferenceOfEvent | undefined {
  if (!isJsonObject(value)) return undefined;
  return {
    apiGroup: textAt(value, "apiGroup"),
    apiVersion: textAt(value, "apiVersion"),
    resource: textAt(value, "resource"),
    subresource: textAt(value, "subresource"),
    namespace: textAt(value, "namespace"),
    name: textAt(value, "name"),
  };
}

/** `pods/exec`; "" of what is no resource. */
export function targetOf(reference: ObjectReferenceOfEvent | undefined): string {
  if (reference === undefined) return "";
  const { resource, subresource } = reference;
  return subresource === "" ? resource : `${resource}/${subresource}`;
}

/** A user from an object as the event has it. */
function userOf(value: JsonValue | undefined): AuditUser {
  if (!isJsonObject(value)) return NOBODY;
  return {
    username: textAt(value, "username"),
    uid: textAt(value, "uid"),
    groups: textsAt(value, "groups"),
    extra: isJsonObject(value["extra"]) ? extraOf(value["extra"]) : NONE,
  };
}

/** Some stores cannot have slashes in names. */
const SLASHES = /_slash_/;

function extraOf(extra: JsonObject): JsonObject {
  const keys = Object.keys(extra);
  if (!keys.some((key) => SLASHES.test(key))) return extra;
  return Object.fromEntries(keys.map((key) => [keyOf(key), extra[key] ?? null]));
}

function keyOf(key: string): string {
  const slash = key.indexOf("_slash_");
  if (slash < 0) return key;
  return `${key.slice(0, slash).replaceAll("_", ".")}/${key.slice(slash + "_slash_".length)}`;
}

/** The HTTP status; logs that went through a table have it as text. */
function codeOf(status: JsonObject): number {
  const code = Number(status["code"] ?? 0);
  return Number.isInteger(code) && code > 0 && code < 1000 ? code : 0;
}
