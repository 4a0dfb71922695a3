/** Who asks, as the authorizers see it: `user.Info` of k8s.io/apiserver/pkg/authentication/user. */
export interface AccessUser {
  readonly name: string;
  /** All of them: an authorizer adds none. */
  readonly groups: readonly string[];
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** Names that Kubernetes gives a meaning: k8s.io/apiserver/pkg/authentication/user/user.go. */
export const SYSTEM_MASTERS = "system:masters";
export const SYSTEM_NODES = "system:nodes";
export const SYSTEM_AUTHENTICATED = "system:authenticated";
export const SYSTEM_UNAUTHENTICATED = "system:unauthenticated";
export const SYSTEM_ANONYMOUS = "system:anonymous";
export const SYSTEM_SERVICE_ACCOUNTS = "system:serviceaccounts";

const SERVICE_ACCOUNT_PREFIX = "system:serviceaccount:";
const NODE_PREFIX = "system:node:";

/** `system:serviceaccount:<namespace>:<name>`. */
export function serviceAccountUsername(namespace: string, name: string): string {
  return `${SERVICE_ACCOUNT_PREFIX}${namespace}:${name}`;
}

/** The account that a username names; undefined for every other user (`SplitUsername` of pkg/authentication/serviceaccount/util.go). */
export function splitServiceAccountUsername(
  username: string,
): { readonly namespace: string; readonly name: string } | undefined {
  if (!username.startsWith(SERVICE_ACCOUNT_PREFIX)) return undefined;
  const parts = username.slice(SERVICE_ACCOUNT_PREFIX.length).split(":");
  const [namespace = "", name = ""] = parts;
  const valid = parts.length === 2 && isNamespaceName(namespace) && isSubdomain(name);
  return valid ? { namespace, name } : undefined;
}

/** The node that a kubelet's user is for; "" for a kubelet that names none, undefined for whom the Node authorizer does not know (pkg/auth/nodeidentifier/default.go). */
export function nodeNameOf(user: AccessUser): string | undefined {
  if (!user.name.startsWith(NODE_PREFIX) || !user.groups.includes(SYSTEM_NODES)) return undefined;
  return user.name.slice(NODE_PREFIX.length);
}

/** The kubelet of a node, as its client certificate names it. */
export function nodeUser(nodeName: string): AccessUser {
  return { name: NODE_PREFIX + nodeName, groups: [SYSTEM_NODES, SYSTEM_AUTHENTICATED] };
}

/** A service account as its token authenticates it (`MakeGroupNames` of pkg/authentication/serviceaccount/util.go). */
export function serviceAccountUser(namespace: string, name: string): AccessUser {
  return {
    name: serviceAccountUsername(namespace, name),
    groups: [...serviceAccountGroups(namespace), SYSTEM_AUTHENTICATED],
  };
}

/** The groups of every service account of a namespace. */
function serviceAccountGroups(namespace: string): readonly string[] {
  return [SYSTEM_SERVICE_ACCOUNTS, `${SYSTEM_SERVICE_ACCOUNTS}:${namespace}`];
}

/**
 * A user with the groups that authentication adds: those of a service account where no group is given, then
 * `system:authenticated`, or `system:unauthenticated` for `system:anonymous`
 * (pkg/authentication/group/authenticated_group_adder.go; the same as impersonation adds).
 */
export function authenticatedUser(name: string, groups: readonly string[] = []): AccessUser {
  const account = splitServiceAccountUsername(name);
  const own = groups.length === 0 && account ? serviceAccountGroups(account.namespace) : groups;
  if (name === SYSTEM_ANONYMOUS) return { name, groups: withGroup(own, SYSTEM_UNAUTHENTICATED) };
  if (own.includes(SYSTEM_UNAUTHENTICATED)) return { name, groups: own };
  return { name, groups: withGroup(own, SYSTEM_AUTHENTICATED) };
}

function withGroup(groups: readonly string[], group: string): readonly string[] {
  return groups.includes(group) ? groups : [...groups, group];
}

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

function isNamespaceName(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

/** `NameIsDNSSubdomain`: what a name of a service account or of a node has to be. */
export function isSubdomain(text: string): boolean {
  return text.length <= 253 && SUBDOMAIN.test(text);
}
