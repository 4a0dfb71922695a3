import type { AuditEvent, AuditUser } from "../audit/events/event.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { textAt } from "../kubernetes/json-fields.ts";
import { secretsAssigned, secretsInText, secretUnderKey } from "../secrets/index.ts";

/** What stands where a secret was. */
const REDACTED = "[redacted]";

/** Resources whose bodies hold secrets by what they are, and the fields that hold them. */
const SECRET_FIELDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["secrets", new Set(["data", "stringData"])],
  ["serviceaccounts/token", new Set(["token"])],
  ["tokenreviews", new Set(["token"])],
]);
/** Says nothing that the object does not say, but what it leaves out. */
const DROPPED: ReadonlySet<string> = new Set(["managedFields"]);
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
/** No object of the API is nested as deeply. */
const DEEPEST = 64;

/** An event without secrets: what may be stored, printed and sent. The event that detections judge has them still. */
export function redactedEvent(event: AuditEvent): JsonObject {
  const { objectRef, impersonatedUser, code, reason, message, source, inferred } = event;
  const { requestObject, responseObject } = event;
  const fields = SECRET_FIELDS.get(event.target) ?? NONE;
  return {
    apiVersion: "audit.k8s.io/v1",
    kind: "Event",
    level: event.level,
    auditID: event.auditID,
    stage: event.stage,
    requestURI: hideSecrets(event.requestURI),
    verb: event.verb,
    user: userJson(event.user),
    ...(impersonatedUser && { impersonatedUser: userJson(impersonatedUser) }),
    sourceIPs: event.sourceIPs,
    userAgent: event.userAgent,
    ...(objectRef && { objectRef: withoutEmpty({ ...objectRef }) }),
    ...(code !== 0 && {
      responseStatus: withoutEmpty({ code, reason, message: hideSecrets(message) }),
    }),
    ...(requestObject !== undefined && { requestObject: redacted(requestObject, fields, 0) }),
    ...(responseObject !== undefined && { responseObject: redacted(responseObject, fields, 0) }),
    ...(event.requestReceivedTimestamp !== "" && {
      requestReceivedTimestamp: event.requestReceivedTimestamp,
    }),
    ...(event.stageTimestamp !== "" && { stageTimestamp: event.stageTimestamp }),
    annotations: event.annotations,
    source: withoutEmpty({ ...source }),
    truncated: event.truncated,
    inferred,
  };
}

/** An object of the API without values of secrets, for what is kept of it; a Secret's own data are no part of it. */
export function redactedObject(object: JsonObject): JsonValue {
  return redacted(object, object["kind"] === "Secret" ? DATA : NONE, 0);
}

const NONE: ReadonlySet<string> = new Set();
const DATA: ReadonlySet<string> = new Set(["data", "stringData"]);

function userJson({ username, uid, groups, extra }: AuditUser): JsonObject {
  return {
    username,
    ...(uid !== "" && { uid }),
    groups,
    ...(Object.keys(extra).length > 0 && { extra }),
  };
}

function withoutEmpty(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== ""));
}

/** A text in which each secret is replaced; a text that holds one whose place is not known is replaced as a whole. */
export function hideSecrets(text: string): string {
  return secretsInText(text).length > 0 || secretsAssigned(text).length > 0 ? REDACTED : text;
}

function redacted(value: JsonValue, fields: ReadonlySet<string>, depth: number): JsonValue {
  if (depth > DEEPEST) return REDACTED;
  if (typeof value === "string") return hideSecrets(value);
  if (isJsonList(value)) return value.map((item) => redacted(item, fields, depth + 1));
  if (!isJsonObject(value)) return value;
  const name = textAt(value, "name");
  const isOperation = typeof value["op"] === "string" && typeof value["path"] === "string";
  if (isOperation) return redactedOperation(value, fields, depth);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !DROPPED.has(key))
      .map(([key, member]) => [key, redactedMember({ key, member, name }, fields, depth)]),
  );
}

/** A JSON patch names the field in its path. */
function redactedOperation(
  operation: JsonObject,
  fields: ReadonlySet<string>,
  depth: number,
): JsonObject {
  const segments = textAt(operation, "path").split("/");
  const isSecret =
    segments.some((segment) => fields.has(segment)) || segments.includes(LAST_APPLIED);
  const { value } = operation;
  if (value === undefined) return operation;
  return {
    ...operation,
    value: isSecret
      ? REDACTED
      : redactedMember({ key: segments.at(-1) ?? "", member: value, name: "" }, fields, depth),
  };
}

interface Member {
  readonly key: string;
  readonly member: JsonValue;
  /** The `name` beside it: `value` of an environment variable is under its name. */
  readonly name: string;
}

function redactedMember(
  { key, member, name }: Member,
  fields: ReadonlySet<string>,
  depth: number,
): JsonValue {
  if (key === LAST_APPLIED) return REDACTED;
  if (fields.has(key)) return withoutValues(member);
  if (typeof member === "string") {
    const claimed = key === "value" && name !== "" ? name : key;
    return secretUnderKey(claimed, member) === undefined ? hideSecrets(member) : REDACTED;
  }
  return redacted(member, fields, depth + 1);
}

function withoutValues(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return REDACTED;
  return Object.fromEntries(Object.keys(value).map((key) => [key, REDACTED]));
}
