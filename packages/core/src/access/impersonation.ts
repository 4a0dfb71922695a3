import { quote } from "../kubernetes/go-text.ts";
import type { Authorizer } from "./authorizer.ts";
import type { AccessDecision } from "./model.ts";
import { type AccessRequest, type ResourceRequest, resourceRequest } from "./request.ts";
import {
  type AccessUser,
  authenticatedUser,
  isSubdomain,
  SYSTEM_MASTERS,
  SYSTEM_NODES,
  splitServiceAccountUsername,
} from "./user.ts";

/** Whom a request wants to be: what the `Impersonate-*` headers say. */
export interface ImpersonatedUser {
  readonly name: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  /** Keys in lower case, percent-decoded. */
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** The constrained modes in the order in which they are tried, then the one of old. */
const IMPERSONATION_MODES = [
  "associated-node",
  "arbitrary-node",
  "serviceaccount",
  "user-info",
  "legacy",
] as const;
export type ImpersonationMode = (typeof IMPERSONATION_MODES)[number];

/** A question that the API server asks its authorizers about the one who impersonates. */
interface ImpersonationCheck {
  readonly request: AccessRequest;
  readonly decision: AccessDecision;
}

/** One mode, tried. */
export interface ImpersonationAttempt {
  readonly mode: ImpersonationMode;
  /** In order; after a refusal none follow. */
  readonly checks: readonly ImpersonationCheck[];
  /** Why the mode refuses whatever the authorizers say. */
  readonly refusal?: string;
  /** As whom the request goes on, where the mode allows it. */
  readonly user?: AccessUser;
}

/** Who wants to be whom, for which request. */
export interface ImpersonationWish {
  readonly requestor: AccessUser;
  readonly wanted: ImpersonatedUser;
  readonly request: AccessRequest;
}

/** Name of the extra field in which a service account's token carries its node. */
const NODE_NAME = "authentication.kubernetes.io/node-name";
const AUTHENTICATION_GROUP = "authentication.k8s.io";
/** `manyAuthorizationChecksInLoop`. */
const MANY = 4;

/**
 * Tries the modes that apply until one allows it, as k8s.io/apiserver/pkg/endpoints/filters/impersonation/mode.go does; the
 * last attempt has a `user` when one did. Without the gate ConstrainedImpersonation (on from 1.36) ask for `["legacy"]`.
 */
export function impersonate(
  authorizer: Authorizer,
  wish: ImpersonationWish,
  modes: readonly ImpersonationMode[] = IMPERSONATION_MODES,
): readonly ImpersonationAttempt[] {
  const attempts: ImpersonationAttempt[] = [];
  // The API server answers 400 where only groups, a UID or extra fields are asked for.
  if (wish.wanted.name === "") return attempts;
  for (const mode of modes) {
    if (!APPLIES[mode](wish)) continue;
    const attempt = attemptOf(mode, wish, authorizer);
    attempts.push(attempt);
    if (attempt.user) break;
  }
  return attempts;
}

/** Whether a mode is for whom is asked for at all. */
const APPLIES: Readonly<Record<ImpersonationMode, (wish: ImpersonationWish) => boolean>> = {
  "associated-node": ({ requestor, wanted }) => {
    const node = nodeOf(wanted.name);
    return node !== undefined && hasOnlyName(wanted) && isOnNode(requestor, node);
  },
  "arbitrary-node": ({ wanted }) => nodeOf(wanted.name) !== undefined && hasOnlyName(wanted),
  serviceaccount: ({ wanted }) =>
    splitServiceAccountUsername(wanted.name) !== undefined && hasOnlyName(wanted),
  "user-info": ({ wanted }) =>
    nodeOf(wanted.name) === undefined && splitServiceAccountUsername(wanted.name) === undefined,
  legacy: () => true,
};

function attemptOf(
  mode: ImpersonationMode,
  { requestor, wanted, request }: ImpersonationWish,
  authorizer: Authorizer,
): ImpersonationAttempt {
  const checks: ImpersonationCheck[] = [];
  const ask = (asked: AccessRequest): boolean => {
    const decision = authorizer.authorize(requestor, asked);
    checks.push({ request: asked, decision });
    return decision.allowed;
  };
  if (mode !== "legacy") {
    const target = { ...request, verb: `impersonate-on:${mode}:${request.verb}` };
    if (!ask(target)) return { mode, checks };
  }
  const names = [nameCheck(mode, wanted.name), ...uidChecks(mode, wanted)];
  if (!names.every(ask)) return { mode, checks };
  const refusal = mode === "legacy" ? undefined : refusalOf(wanted);
  if (refusal !== undefined) return { mode, checks, refusal };
  const many = mode !== "legacy";
  const allowed =
    askMany(groupChecks(mode, wanted), many ? wildcard(mode, "groups", "") : undefined, ask) &&
    askMany(extraChecks(mode, wanted), many ? wildcard(mode, "userextras", "*") : undefined, ask);
  return allowed ? { mode, checks, user: impersonatedBy(mode, wanted) } : { mode, checks };
}

/** Many are asked at once with the name `*`; if that is refused, one by one. */
function askMany(
  requests: readonly ResourceRequest[],
  all: ResourceRequest | undefined,
  ask: (request: ResourceRequest) => boolean,
): boolean {
  if (all && requests.length >= MANY && ask(all)) return true;
  return requests.every(ask);
}

function verbOf(mode: ImpersonationMode): string {
  return mode === "legacy" ? "impersonate" : `impersonate:${mode}`;
}

function nameCheck(mode: ImpersonationMode, name: string): ResourceRequest {
  const verb = verbOf(mode);
  const group = mode === "legacy" ? "" : AUTHENTICATION_GROUP;
  const account = splitServiceAccountUsername(name);
  if (account) return resourceRequest({ verb, group, resource: "serviceaccounts", ...account });
  const node = mode === "legacy" ? undefined : nodeOf(name);
  if (node === undefined) return resourceRequest({ verb, group, resource: "users", name });
  // For the associated node the name is `*`, because what is allowed is remembered for every node of the account.
  return resourceRequest({
    verb,
    group,
    resource: "nodes",
    name: mode === "associated-node" ? "*" : node,
  });
}

function uidChecks(
  mode: ImpersonationMode,
  { uid = "" }: ImpersonatedUser,
): readonly ResourceRequest[] {
  return uid === "" ? [] : [attribute(mode, "uids", "", uid)];
}

function groupChecks(
  mode: ImpersonationMode,
  wanted: ImpersonatedUser,
): readonly ResourceRequest[] {
  const group = mode === "legacy" ? "" : AUTHENTICATION_GROUP;
  return (wanted.groups ?? []).map((name) =>
    resourceRequest({ verb: verbOf(mode), group, resource: "groups", name }),
  );
}

function extraChecks(
  mode: ImpersonationMode,
  wanted: ImpersonatedUser,
): readonly ResourceRequest[] {
  return Object.entries(wanted.extra ?? {}).flatMap(([key, values]) =>
    values.map((value) => attribute(mode, "userextras", key, value)),
  );
}

function wildcard(mode: ImpersonationMode, resource: string, subresource: string): ResourceRequest {
  return attribute(mode, resource, subresource, "*");
}

function attribute(
  mode: ImpersonationMode,
  resource: string,
  subresource: string,
  name: string,
): ResourceRequest {
  const verb = verbOf(mode);
  return resourceRequest({ verb, group: AUTHENTICATION_GROUP, resource, subresource, name });
}

/** What the constrained modes refuse whoever asks. */
function refusalOf({ groups = [], extra = {} }: ImpersonatedUser): string | undefined {
  if (groups.includes("")) return "impersonating the empty string group is not allowed";
  if (groups.includes(SYSTEM_MASTERS)) {
    return "impersonating the system:masters group is not allowed";
  }
  return Object.entries(extra)
    .map(([key, values]) => extraRefusal(key, values))
    .find((refusal) => refusal !== undefined);
}

function extraRefusal(key: string, values: readonly string[]): string | undefined {
  if (key === "") return "impersonating the empty string key in extra is not allowed";
  if (!isDomainPrefixedPath(key)) return "impersonating an invalid key in extra is not allowed";
  if (key !== key.toLowerCase()) {
    return `impersonating a non-lowercase key in extra is not allowed: ${quote(key)}`;
  }
  if (values.length === 0) return "impersonating empty values in extra is not allowed";
  return values.includes("")
    ? "impersonating the empty string value in extra is not allowed"
    : undefined;
}

/** `IsDomainPrefixedPath` of k8s.io/apimachinery/pkg/util/validation. */
function isDomainPrefixedPath(key: string): boolean {
  const slash = key.indexOf("/");
  const path = key.slice(slash + 1);
  return slash > 0 && isSubdomain(key.slice(0, slash)) && /^[\w/.\-~%!$&'()*+,;=:]+$/.test(path);
}

function impersonatedBy(mode: ImpersonationMode, wanted: ImpersonatedUser): AccessUser {
  const isNode = mode === "associated-node" || mode === "arbitrary-node";
  const user = authenticatedUser(wanted.name, isNode ? [SYSTEM_NODES] : (wanted.groups ?? []));
  return {
    ...user,
    ...(wanted.uid === undefined ? {} : { uid: wanted.uid }),
    ...(wanted.extra === undefined ? {} : { extra: wanted.extra }),
  };
}

function hasOnlyName({ uid = "", groups = [], extra = {} }: ImpersonatedUser): boolean {
  return uid === "" && groups.length === 0 && Object.keys(extra).length === 0;
}

function nodeOf(username: string): string | undefined {
  const name = /^system:node:(.*)$/s.exec(username)?.[1];
  return name !== undefined && isSubdomain(name) ? name : undefined;
}

function isOnNode(requestor: AccessUser, node: string): boolean {
  const nodes = requestor.extra?.[NODE_NAME] ?? [];
  const isAccount = splitServiceAccountUsername(requestor.name) !== undefined;
  return isAccount && nodes.length === 1 && nodes[0] === node;
}
