import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { objectAt, textAt, textsAt } from "../../kubernetes/json-fields.ts";
import {
  type AccessRequest,
  isNonResourceRequest,
  type ResourceRequest,
  resourceRequest,
} from "../request.ts";
import { type AccessUser, splitServiceAccountUsername } from "../user.ts";
import type { UsedAccess } from "./used-access.ts";

/** What one audit event says about access. */
export interface AuditedAccess {
  /** Who the request counts for: the impersonated user where there is one. */
  readonly user: AccessUser;
  /** Who sent it, where that is somebody else. */
  readonly impersonator?: AccessUser;
  /** What was used. Of a request that was denied only the impersonation, which came before. */
  readonly used: readonly UsedAccess[];
  readonly outcome: AuditOutcome;
  readonly auditId: string;
  readonly stage: string;
  /** As the event has it; "" where it has none. */
  readonly time: string;
}

/**
 * Whether the authorizers allowed it: by the annotation `authorization.k8s.io/decision`; without it (API servers before 1.11,
 * or logs that lost it) by the answer, which is only given after the authorizers have allowed it, save 401 and 403.
 */
export type AuditOutcome = "allowed" | "allowed-by-answer" | "denied" | "undecided";

/** Reads an `audit.k8s.io` Event; `problem` is a lower-case clause on what it is instead. */
export function readAuditEvent(value: JsonValue): AuditedAccess | { readonly problem: string } {
  if (!isJsonObject(value)) return { problem: "is not a JSON object" };
  const isEvent = textAt(value["apiVersion"]).startsWith("audit.k8s.io/");
  if (!isEvent || value["kind"] !== "Event") return { problem: "is not an Event of audit.k8s.io" };
  const sender = userOf(value["user"]);
  if (!sender) return { problem: "names no user" };
  const request = requestOfEvent(value);
  if (!request) return { problem: "has neither a verb nor a path" };
  return accessOf(value, sender, request);
}

function accessOf(event: JsonObject, sender: AccessUser, request: AccessRequest): AuditedAccess {
  const impersonated = userOf(event["impersonatedUser"]);
  const user = impersonated ?? sender;
  const outcome = outcomeOf(event);
  const allowed = isAllowed(outcome)
    ? [{ user, request, implied: false, anyName: false }, ...impliedBy(event, user, request)]
    : [];
  return {
    user,
    ...(impersonated ? { impersonator: sender } : {}),
    outcome,
    used: impersonated
      ? [...allowed, ...impersonation(event, sender, impersonated, request)]
      : allowed,
    auditId: textAt(event["auditID"]),
    stage: textAt(event["stage"]),
    time: timeOf(event),
  };
}

/** Whether the authorizers let the request through. */
export function isAllowed(outcome: AuditOutcome): boolean {
  return outcome === "allowed" || outcome === "allowed-by-answer";
}

function userOf(value: JsonValue | undefined): AccessUser | undefined {
  if (!isJsonObject(value)) return undefined;
  const name = textAt(value["username"]);
  if (name === "") return undefined;
  const extra = objectAt(value, "extra");
  return {
    name,
    groups: textsAt(value["groups"]),
    uid: textAt(value["uid"]),
    extra: Object.fromEntries(Object.entries(extra).map(([key, values]) => [key, textsAt(values)])),
  };
}

// `timestamp` and `metadata` are of the versions before v1, which logs of v1 still carried at first.
function timeOf(event: JsonObject): string {
  return (
    textAt(event["stageTimestamp"]) ||
    textAt(event["requestReceivedTimestamp"]) ||
    textAt(event["timestamp"]) ||
    textAt(event, "metadata", "creationTimestamp")
  );
}

function outcomeOf(event: JsonObject): AuditOutcome {
  const annotations = objectAt(event, "annotations");
  const decision = annotations["authorization.k8s.io/decision"];
  if (decision === "allow") return "allowed";
  if (decision === "forbid") return "denied";
  const code = statusCode(event);
  if (code === 401 || code === 403) return "denied";
  return code !== undefined && code < 500 ? "allowed-by-answer" : "undecided";
}

function statusCode(event: JsonObject): number | undefined {
  const status = event["responseStatus"];
  const code = isJsonObject(status) ? status["code"] : undefined;
  return typeof code === "number" ? code : undefined;
}

/** What the authorizers were asked: `objectRef` has their attributes, save that a body may have given it a name. */
function requestOfEvent(event: JsonObject): AccessRequest | undefined {
  const verb = textAt(event["verb"]);
  const reference = event["objectRef"];
  if (verb === "") return undefined;
  if (!isJsonObject(reference)) {
    const path = textAt(event["requestURI"]).replace(/\?.*$/s, "");
    return path === "" ? undefined : { verb, path };
  }
  const subresource = textAt(reference["subresource"]);
  return {
    verb,
    group: textAt(reference["apiGroup"]),
    resource: textAt(reference["resource"]),
    subresource,
    // LogRequestObject fills in the name of the body; the path of a POST names only what a subresource belongs to.
    name: verb === "create" && subresource === "" ? "" : textAt(reference["name"]),
    namespace: textAt(reference["namespace"]),
  };
}

const RBAC = "rbac.authorization.k8s.io";
const CERTIFICATES = "certificates.k8s.io";
const WRITING: readonly string[] = ["create", "update", "patch"];

/** The checks that storage and admission make besides, which no event shows. */
function impliedBy(
  event: JsonObject,
  user: AccessUser,
  request: AccessRequest,
): readonly UsedAccess[] {
  if (isNonResourceRequest(request) || !WRITING.includes(request.verb)) return [];
  return [
    ...creationBy(event, request),
    ...roleChecks(event, request),
    ...signerChecks(request),
  ].map((asked) => ({ user, implied: true, ...asked }));
}

type ImpliedCheck = Pick<UsedAccess, "request" | "anyName">;

/** An update that makes the object is also asked for as a creation, with the name (pkg/endpoints/handlers/update.go). */
function creationBy(event: JsonObject, request: ResourceRequest): readonly ImpliedCheck[] {
  const created = request.verb !== "create" && statusCode(event) === 201;
  return created && request.subresource === ""
    ? [{ request: { ...request, verb: "create" }, anyName: false }]
    : [];
}

function roleChecks(event: JsonObject, request: ResourceRequest): readonly ImpliedCheck[] {
  const { group, resource, namespace } = request;
  if (group !== RBAC) return [];
  if (/^(?:cluster)?roles$/.test(resource)) {
    return [{ request: { ...request, verb: "escalate" }, anyName: false }];
  }
  if (!/^(?:cluster)?rolebindings$/.test(resource)) return [];
  return bindChecks(event, namespace).map((asked) => ({
    request: asked,
    anyName: asked.name === "",
  }));
}

function signerChecks({ group, resource, subresource }: ResourceRequest): readonly ImpliedCheck[] {
  const on = subresource === "" ? resource : `${resource}/${subresource}`;
  const verb = group === CERTIFICATES ? SIGNER_VERBS.get(on) : undefined;
  if (verb === undefined) return [];
  return [{ request: resourceRequest({ verb, group, resource: "signers" }), anyName: true }];
}

const SIGNER_VERBS: ReadonlyMap<string, string> = new Map([
  ["certificatesigningrequests/approval", "approve"],
  ["certificatesigningrequests/status", "sign"],
  ["clustertrustbundles", "attest"],
]);

/** The verb `bind` on the role that the body refers to; on any where the log has no body. */
function bindChecks(event: JsonObject, namespace: string): readonly ResourceRequest[] {
  const body = event["requestObject"];
  const reference = objectAt(body, "roleRef");
  const kind = textAt(reference["kind"]);
  const name = textAt(reference["name"]);
  const resources = kind === "" ? ["clusterroles", "roles"] : [`${kind.toLowerCase()}s`];
  return resources.map((resource) =>
    resourceRequest({ verb: "bind", group: RBAC, resource, name, namespace }),
  );
}

const AUTHENTICATION = "authentication.k8s.io";

/** The checks of whoever impersonates: pkg/endpoints/filters/impersonation of k8s.io/apiserver. */
function impersonation(
  event: JsonObject,
  actor: AccessUser,
  wanted: AccessUser,
  request: AccessRequest,
): readonly UsedAccess[] {
  const metadata = event["authenticationMetadata"];
  const constraint = isJsonObject(metadata) ? textAt(metadata["impersonationConstraint"]) : "";
  const verb = constraint === "" ? "impersonate" : constraint;
  const group = constraint === "" ? "" : AUTHENTICATION;
  const on = constraint.replace(/^impersonate:/, "impersonate-on:");
  const asked: AccessRequest[] = [
    ...(constraint === "" ? [] : [{ ...request, verb: `${on}:${request.verb}` }]),
    nameCheck(verb, group, wanted.name),
    ...wanted.groups.map((name) => resourceRequest({ verb, group, resource: "groups", name })),
    ...(wanted.uid ? [attribute(verb, "uids", "", wanted.uid)] : []),
    ...Object.entries(wanted.extra ?? {}).flatMap(([key, values]) =>
      values.map((value) => attribute(verb, "userextras", key, value)),
    ),
  ];
  return asked.map((each) => ({ user: actor, request: each, implied: true, anyName: false }));
}

function nameCheck(verb: string, group: string, name: string): ResourceRequest {
  const account = splitServiceAccountUsername(name);
  if (account) return resourceRequest({ verb, group, resource: "serviceaccounts", ...account });
  const node = group === "" ? undefined : /^system:node:(.+)$/.exec(name)?.[1];
  if (node === undefined) return resourceRequest({ verb, group, resource: "users", name });
  const isAssociated = verb === "impersonate:associated-node";
  return resourceRequest({ verb, group, resource: "nodes", name: isAssociated ? "*" : node });
}

function attribute(
  verb: string,
  resource: string,
  subresource: string,
  name: string,
): ResourceRequest {
  return resourceRequest({ verb, group: AUTHENTICATION, resource, subresource, name });
}
