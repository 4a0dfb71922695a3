import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { enrichmentOf } from "./enrichment.ts";
import type { AuditEvent, ObjectReferenceOfEvent } from "./event.ts";
import { targetOf } from "./kubernetes-event.ts";

/** HTTP statuses of gRPC's codes (google/rpc/code.proto). */
const HTTP_OF_GRPC: ReadonlyMap<number, number> = new Map([
  [0, 200],
  [1, 499],
  [2, 500],
  [3, 400],
  [4, 504],
  [5, 404],
  [6, 409],
  [7, 403],
  [8, 429],
  [9, 400],
  [10, 409],
  [11, 400],
  [12, 501],
  [13, 500],
  [14, 503],
  [15, 500],
  [16, 401],
]);
/** What keeps a connection: the API server's event of it is that of its beginning. */
const STREAMS: ReadonlySet<string> = new Set(["exec", "attach", "portforward"]);
const VERSION = /^v\d+(?:(?:alpha|beta)\d+)?$/;
/** What audit logs of Google call the API, before the group. */
const PREFIX = /^io\.k8s\./;

/** The audit log of a LogEntry of Google Cloud; undefined where it holds none. */
export function protoPayloadOf(entry: JsonObject): JsonObject | undefined {
  const payload = entry["protoPayload"] ?? entry["protopayload_auditlog"];
  return isJsonObject(payload) ? payload : undefined;
}

/** Whether a LogEntry is of Kubernetes; those of other services have the same form. */
export function isOfKubernetes(entry: JsonObject): boolean {
  const payload = protoPayloadOf(entry);
  if (payload === undefined) return textAt(entry, "operation", "producer") === "k8s.io";
  const service = textAt(payload, "serviceName");
  return service === "k8s.io" || (service === "" && PREFIX.test(textAt(payload, "methodName")));
}

/**
 * A LogEntry of Google Kubernetes Engine (https://cloud.google.com/kubernetes-engine/docs/how-to/audit-logging). It has neither stage nor
 * audit ID nor groups nor the URI of the API server's own event.
 */
export function gkeEvent(entry: JsonObject): AuditEvent {
  const payload = protoPayloadOf(entry) ?? {};
  const granted = listAt(payload, "authorizationInfo")[0] ?? listAt(entry, "authorizationInfo")[0];
  const method = methodOf(textAt(payload, "methodName"));
  const objectRef = referenceOf(
    method,
    textAt(payload, "resourceName") || textAt(granted, "resource"),
  );
  const requestObject = valueAt(payload, "request");
  const responseObject = valueAt(payload, "response");
  const isStream = STREAMS.has(objectRef?.subresource ?? "");
  const status = statusOf(payload, granted, isStream);
  const path = objectRef === undefined ? pathOf(payload, method) : "";
  const metadata = objectAt(payload, "requestMetadata");
  return {
    auditID: textAt(entry, "insertId"),
    level: levelOf(requestObject, responseObject),
    stage: isStream ? "ResponseStarted" : "ResponseComplete",
    verb: method.verb,
    requestURI: path,
    user: { username: principalOf(payload), uid: "", groups: [], extra: {} },
    impersonatedUser: undefined,
    sourceIPs: [textAt(metadata, "callerIp") || textAt(metadata, "callerIP")].filter(Boolean),
    userAgent: textAt(metadata, "callerSuppliedUserAgent"),
    objectRef,
    ...status,
    requestObject,
    responseObject,
    requestReceivedTimestamp: textAt(entry, "timestamp"),
    stageTimestamp: textAt(entry, "timestamp"),
    annotations: objectAt(entry, "labels"),
    source: { envelope: "gke", cluster: textAt(entry, "resource", "labels", "cluster_name") },
    truncated: false,
    inferred: ["level", "stage", ...(path === "" ? [] : ["requestURI"])],
    enrichment: enrichmentOf(entry),
    target: targetOf(objectRef),
  };
}

interface Method {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly subresource: string;
  readonly verb: string;
  /** What is no resource: `readyz` of `io.k8s.readyz`. */
  readonly path: string;
}

const NO_METHOD: Method = {
  group: "",
  version: "",
  resource: "",
  subresource: "",
  verb: "",
  path: "",
};

/** `io.k8s.core.v1.pods.exec.create`, taken apart at the version. */
function methodOf(name: string): Method {
  const parts = name.replace(PREFIX, "").split(".");
  const at = parts.findIndex((part) => VERSION.test(part));
  if (name === "") return NO_METHOD;
  if (at < 0 || parts.length < at + 3) return { ...NO_METHOD, path: parts.join("/"), verb: "get" };
  const rest = parts.slice(at + 1);
  return {
    group: parts.slice(0, at).join("."),
    version: parts[at] ?? "",
    resource: rest[0] ?? "",
    subresource: rest.slice(1, -1).join("/"),
    verb: (rest.at(-1) ?? "").toLowerCase(),
    path: "",
  };
}

/** `core/v1/namespaces/NS/pods/NAME/exec` has the group as it is; the method names the resource, and both the subresource. */
function referenceOf(method: Method, name: string): ObjectReferenceOfEvent | undefined {
  if (method.resource === "") return undefined;
  const [group, version, ...rest] = name.split("/");
  const isNamespaced = rest[0] === "namespaces" && method.resource !== "namespaces";
  const own = isNamespaced ? rest.slice(2) : rest;
  return {
    apiGroup: groupOf(group || method.group),
    apiVersion: version || method.version,
    resource: method.resource,
    subresource: method.subresource || own.slice(2).join("/"),
    namespace: (isNamespaced ? rest[1] : undefined) ?? "",
    name: own[1] ?? "",
  };
}

function groupOf(group: string): string {
  return group === "core" ? "" : group;
}

function pathOf(payload: JsonObject, method: Method): string {
  const name = textAt(payload, "resourceName");
  if (name.startsWith("/")) return name;
  const path = method.path || name;
  return path === "" ? "" : `/${path}`;
}

function principalOf(payload: JsonObject): string {
  const info = objectAt(payload, "authenticationInfo");
  return textAt(info, "principalEmail") || textAt(info, "authoritySelector");
}

function levelOf(request: JsonValue | undefined, response: JsonValue | undefined): string {
  if (response !== undefined) return "RequestResponse";
  return request === undefined ? "Metadata" : "Request";
}

function statusOf(
  payload: JsonObject,
  granted: JsonValue | undefined,
  isStream: boolean,
): Pick<AuditEvent, "code" | "reason" | "message"> {
  const response = objectAt(payload, "response");
  const message = textAt(payload, "status", "message");
  if (textAt(response, "kind") === "Status" && typeof response["code"] === "number") {
    return { code: response["code"], reason: textAt(response, "reason"), message };
  }
  const code = payload["status"];
  const grpc = isJsonObject(code) ? Number(code["code"] ?? 0) : 0;
  if (grpc === 0 && valueAt(granted, "granted") === false) {
    return { code: 403, reason: "Forbidden", message };
  }
  const http = HTTP_OF_GRPC.get(grpc) ?? 500;
  return { code: http === 200 && isStream ? 101 : http, reason: "", message };
}
