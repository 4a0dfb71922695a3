import { quote } from "../kubernetes/go-text.ts";
import type { AccessBinding, AccessRole, AccessSubject, Grant } from "./model.ts";
import { type BindingsOf, type RbacIndex, usernameOf } from "./rbac-index.ts";
import { type AccessRequest, isNonResourceRequest } from "./request.ts";
import { createRuleFinder, type RuleFinder } from "./rule-finder.ts";
import type { AccessUser } from "./user.ts";

/** What RBAC says to one question. */
interface RbacDecision {
  /** The first rule that allows it, in the order in which the API server's resolver visits bindings. */
  readonly grant?: Grant;
  /** As upstream words it; "" where it has nothing to say. */
  readonly reason: string;
}

/** RBAC over an index. */
export interface Rbac {
  readonly decide: (user: AccessUser, request: AccessRequest) => RbacDecision;
  /** Every binding that applies to a user for requests in a namespace ("" for the cluster), in order. */
  readonly bindingsFor: (user: AccessUser, namespace: string) => readonly AccessBinding[];
  /** Every binding that applies to a user anywhere, in order. */
  readonly bindingsOf: (user: AccessUser) => readonly AccessBinding[];
}

/** Compiles the index for questions; follows k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac/rbac.go. */
export function createRbac({ bindings, users, groups }: RbacIndex): Rbac {
  const finders = new Map<AccessRole, RuleFinder>();
  // By position of the binding; 20,000 bindings share far fewer roles.
  const finderAt = bindings.map(({ role }) => {
    if (!role) return undefined;
    const finder = finders.get(role) ?? createRuleFinder(role.rules);
    finders.set(role, finder);
    return finder;
  });
  const hasProblems = bindings.some(({ problem }) => problem !== undefined);

  // The least position that allows, so far, and its rule: variables of the closure, because half a million questions a
  // second leave no room for objects and functions of their own.
  let position = 0;
  let rule = -1;

  // Lists are ascending: the first that allows is the only candidate of its list.
  function scan(list: readonly number[] | undefined, request: AccessRequest): void {
    if (list === undefined) return;
    for (const candidate of list) {
      if (candidate >= position) return;
      const found = finderAt[candidate]?.(request) ?? -1;
      if (found < 0) continue;
      position = candidate;
      rule = found;
      return;
    }
  }

  function scanCluster(user: AccessUser, request: AccessRequest): void {
    scan(users.get(user.name)?.cluster, request);
    for (const group of user.groups) scan(groups.get(group)?.cluster, request);
  }

  function scanNamespace(user: AccessUser, request: AccessRequest, namespace: string): void {
    scan(users.get(user.name)?.byNamespace.get(namespace), request);
    for (const group of user.groups) scan(groups.get(group)?.byNamespace.get(namespace), request);
  }

  function decide(user: AccessUser, request: AccessRequest): RbacDecision {
    const namespace = isNonResourceRequest(request) ? "" : request.namespace;
    position = bindings.length;
    rule = -1;
    scanCluster(user, request);
    if (rule < 0 && namespace !== "") scanNamespace(user, request, namespace);
    const binding = rule < 0 ? undefined : bindings[position];
    if (binding?.role) return allowedBy(binding, binding.role, rule, user);
    return { reason: hasProblems ? problemsOf(bindingsFor(user, namespace)) : "" };
  }

  function entriesOf(user: AccessUser): readonly BindingsOf[] {
    const own = users.get(user.name);
    const ofGroups = user.groups.flatMap((group) => groups.get(group) ?? []);
    return own ? [own, ...ofGroups] : ofGroups;
  }

  function bindingsFor(user: AccessUser, namespace: string): readonly AccessBinding[] {
    return at(
      entriesOf(user).flatMap(({ cluster, byNamespace }) => [
        cluster,
        namespace === "" ? [] : (byNamespace.get(namespace) ?? []),
      ]),
    );
  }

  function bindingsOf(user: AccessUser): readonly AccessBinding[] {
    return at(
      entriesOf(user).flatMap(({ cluster, byNamespace }) => [cluster, ...byNamespace.values()]),
    );
  }

  function at(lists: readonly (readonly number[])[]): readonly AccessBinding[] {
    const positions = [...new Set(lists.flat())].sort((a, b) => a - b);
    return positions.flatMap((position) => bindings[position] ?? []);
  }

  return { decide, bindingsFor, bindingsOf };
}

function allowedBy(
  binding: AccessBinding,
  role: AccessRole,
  rule: number,
  user: AccessUser,
): RbacDecision {
  const subject = subjectIndex(binding, user);
  return {
    grant: { binding, subject, role, rule },
    reason: `RBAC: allowed by ${describeBinding(binding, binding.subjects[subject])}`,
  };
}

/** Index of the first subject of a binding that is the user or one of its groups; -1 for none (`appliesTo`). */
export function subjectIndex({ subjects }: AccessBinding, user: AccessUser): number {
  return subjects.findIndex((subject) => appliesToUser(subject, user));
}

/** Whether a subject is a user or one of its groups (`appliesToUser` of pkg/registry/rbac/validation/rule.go). */
export function appliesToUser(subject: AccessSubject, user: AccessUser): boolean {
  if (subject.kind === "Group") return user.groups.includes(subject.name);
  return usernameOf(subject) === user.name;
}

/** `RoleBinding "b/ns" of Role "r" to User "u"`. */
function describeBinding(binding: AccessBinding, subject: AccessSubject | undefined): string {
  const { kind, namespace, name, roleRef } = binding;
  const bindingName = kind === "RoleBinding" ? `${name}/${namespace}` : name;
  const to = subject ? ` to ${describeSubject(subject)}` : "";
  return `${kind} ${quote(bindingName)} of ${roleRef.kind} ${quote(roleRef.name)}${to}`;
}

function describeSubject({ kind, name, namespace }: AccessSubject): string {
  return `${kind} ${quote(kind === "ServiceAccount" ? `${name}/${namespace}` : name)}`;
}

/** What went wrong while the rules were gathered, worded as apimachinery's aggregate of errors. */
function problemsOf(bindings: readonly AccessBinding[]): string {
  const problems = new Set(bindings.flatMap(({ problem }) => problem ?? []));
  if (problems.size === 0) return "";
  const text = [...problems].join(", ");
  return `RBAC: ${problems.size === 1 ? text : `[${text}]`}`;
}
