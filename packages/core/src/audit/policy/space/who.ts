import type { AuditRequest, AuditRule } from "../model.ts";

/** Who asks, with every group that the API server gives such a user. */
export type Who = Pick<AuditRequest, "groups" | "user">;

const AUTHENTICATED = "system:authenticated";
const UNAUTHENTICATED = "system:unauthenticated";
const SERVICE_ACCOUNTS = "system:serviceaccounts";
const NODES = "system:nodes";

/** Somebody of whom no policy has ever heard. */
export const ANYBODY = "somebody@example.com";

/** A user with the groups that its name implies (k8s.io/apiserver/pkg/authentication). */
export function userCalled(user: string, ...more: readonly string[]): Who {
  return { user, groups: [...new Set([...impliedGroups(user), ...more])] };
}

function impliedGroups(user: string): readonly string[] {
  if (user === "system:anonymous") return [UNAUTHENTICATED];
  const [, namespace] = /^system:serviceaccount:([^:]+):[^:]+$/.exec(user) ?? [];
  if (namespace !== undefined) {
    return [SERVICE_ACCOUNTS, `${SERVICE_ACCOUNTS}:${namespace}`, AUTHENTICATED];
  }
  return user.startsWith("system:node:") ? [NODES, AUTHENTICATED] : [AUTHENTICATED];
}

/** Some user of a group, with as few other groups as can be. */
function memberOf(group: string): Who {
  if (group === AUTHENTICATED) return userCalled(ANYBODY);
  if (group === UNAUTHENTICATED) return userCalled("system:anonymous");
  if (group === NODES) return userCalled("system:node:node-1");
  if (group === SERVICE_ACCOUNTS) return userCalled("system:serviceaccount:default:default");
  const [, namespace] = /^system:serviceaccounts:(.+)$/.exec(group) ?? [];
  return namespace === undefined
    ? userCalled(ANYBODY, group)
    : userCalled(`system:serviceaccount:${namespace}:default`);
}

// What policies may name together without the search growing beyond what a person waits for.
const MOST_PAIRS = 1000;

/**
 * Everybody whom the rules can tell apart: a stranger first, then whom they name, with the groups that the same rule asks for. A rule
 * asks for one group alone; `several` policies can ask for a user and a group, or two groups, of rules of each.
 */
export function everybodyOf(rules: readonly AuditRule[], several: boolean): readonly Who[] {
  const users = [...new Set(rules.flatMap((rule) => rule.users))];
  const groups = [...new Set(rules.flatMap((rule) => rule.userGroups))];
  return [
    userCalled(ANYBODY),
    ...groups.map(memberOf),
    ...users.map((user) => userCalled(user)),
    userCalled("system:serviceaccount:default:default"),
    userCalled("system:node:node-1"),
    ...rules.flatMap((rule) => usersInGroups(rule.users, rule.userGroups)),
    ...(several ? [...usersInGroups(users, groups), ...inTwoGroups(groups)] : []),
    userCalled("system:anonymous"),
    { user: undefined, groups: [] },
  ];
}

function usersInGroups(users: readonly string[], groups: readonly string[]): readonly Who[] {
  const free = groups.filter(isFree);
  if (users.length * free.length > MOST_PAIRS) return [];
  return users.flatMap((user) => free.map((group) => userCalled(user, group)));
}

function inTwoGroups(groups: readonly string[]): readonly Who[] {
  const free = groups.filter(isFree);
  if (free.length ** 2 > MOST_PAIRS) return [];
  return free.flatMap((a, index) => free.slice(index + 1).map((b) => userCalled(ANYBODY, a, b)));
}

/** Whether anybody can be of a group: the others come with the name. */
function isFree(group: string): boolean {
  return !/^system:(?:authenticated|unauthenticated|serviceaccounts(?::.*)?|nodes)$/.test(group);
}

// Who takes one over can do as much by other names, so that what they do all the time may be left out.
const COMPONENTS =
  /^system:(?:kube-(?:proxy|scheduler|controller-manager)|cloud-controller-manager|apiserver|node:.*|addon-manager|node-problem-detector|serviceaccount:kube-system:(?:[a-z-]+-controller|generic-garbage-collector|kube-proxy|coredns|cluster-autoscaler))$/;

/** Whether a user is a component of Kubernetes by its name. */
export function isComponent({ user }: Who): boolean {
  return user !== undefined && COMPONENTS.test(user);
}
