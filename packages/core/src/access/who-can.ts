import { compareBytes } from "../kubernetes/go-text.ts";
import type { AccessRole, AccessSubject, Grant } from "./model.ts";
import { type BindingsOf, type RbacIndex, usernameOf } from "./rbac-index.ts";
import { RBAC_GROUP } from "./read-objects.ts";
import { type AccessRequest, isNonResourceRequest } from "./request.ts";
import { resourceNamesOf, ruleAllows, ruleAllowsVerbOn } from "./rule.ts";
import { SYSTEM_MASTERS } from "./user.ts";

/** A subject that may do what was asked, and every way in which it may. */
export interface AllowedSubject {
  readonly subject: AccessSubject;
  /** In order of evaluation; none for the group `system:masters`, which needs no binding. */
  readonly grants: readonly Grant[];
}

/** Answers who may do something, from an index of what rules name; sorted by kind, namespace and name. */
export type WhoCan = (request: AccessRequest) => readonly AllowedSubject[];

const MASTERS: AccessSubject = {
  kind: "Group",
  apiGroup: RBAC_GROUP,
  name: SYSTEM_MASTERS,
  namespace: "",
};

interface RuleOfRole {
  readonly role: AccessRole;
  readonly rule: number;
}

/**
 * Inverts the index; follows k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac/subject_locator.go, save that a subject is
 * named as it is after defaulting, once, and left out where it is nobody.
 */
export function createWhoCan({ roles, bindings, ofRole }: RbacIndex): WhoCan {
  const byResource = new Map<string, RuleOfRole[]>();
  const byUrl: RuleOfRole[] = [];
  for (const role of roles.values()) {
    if (!ofRole.has(role)) continue;
    for (const [rule, { resources, nonResourceURLs }] of role.rules.entries()) {
      for (const resource of new Set(resources)) push(byResource, resource, { role, rule });
      if (nonResourceURLs.length > 0) byUrl.push({ role, rule });
    }
  }

  function allowing(request: AccessRequest): ReadonlyMap<AccessRole, number> {
    const candidates = isNonResourceRequest(request)
      ? byUrl
      : resourceNamesOf(request).flatMap((name) => byResource.get(name) ?? []);
    const found = new Map<AccessRole, number>();
    for (const { role, rule } of candidates) {
      const policy = role.rules[rule];
      if (policy === undefined || rule >= (found.get(role) ?? Infinity)) continue;
      const allows = isNonResourceRequest(request)
        ? ruleAllows(policy, request)
        : ruleAllowsVerbOn(policy, request);
      if (allows) found.set(role, rule);
    }
    return found;
  }

  function grantsOf(request: AccessRequest): readonly Omit<Grant, "subject">[] {
    const namespace = isNonResourceRequest(request) ? "" : request.namespace;
    const grants: Omit<Grant, "subject">[] = [];
    for (const [role, rule] of allowing(request)) {
      for (const position of positionsIn(ofRole.get(role), namespace)) {
        const binding = bindings[position];
        if (binding) grants.push({ binding, role, rule });
      }
    }
    return grants.sort((a, b) => a.binding.position - b.binding.position);
  }

  return (request) => {
    const found = new Map<string, { readonly subject: AccessSubject; readonly grants: Grant[] }>();
    for (const { binding, role, rule } of grantsOf(request)) {
      for (const [index, subject] of binding.subjects.entries()) {
        if (!isSomebody(subject)) continue;
        const entry = entryOf(found, subject);
        // A binding may name the same subject twice.
        if (entry.grants.at(-1)?.binding === binding) continue;
        entry.grants.push({ binding, subject: index, role, rule });
      }
    }
    entryOf(found, MASTERS);
    return [...found.values()].sort((a, b) => compareSubjects(a.subject, b.subject));
  };
}

function entryOf(
  found: Map<string, { readonly subject: AccessSubject; readonly grants: Grant[] }>,
  subject: AccessSubject,
): { readonly grants: Grant[] } {
  const key = subjectKey(subject);
  const entry = found.get(key) ?? { subject, grants: [] };
  found.set(key, entry);
  return entry;
}

function positionsIn(entry: BindingsOf | undefined, namespace: string): readonly number[] {
  if (!entry) return [];
  const inNamespace = namespace === "" ? undefined : entry.byNamespace.get(namespace);
  return inNamespace ? [...entry.cluster, ...inNamespace] : entry.cluster;
}

function isSomebody(subject: AccessSubject): boolean {
  return subject.kind === "Group" || usernameOf(subject) !== undefined;
}

/** Equal for the same subject. */
export function subjectKey({ kind, namespace, name }: AccessSubject): string {
  return `${kind}/${namespace}/${name}`;
}

/** By kind, namespace and name. */
export function compareSubjects(a: AccessSubject, b: AccessSubject): number {
  return (
    compareBytes(a.kind, b.kind) ||
    compareBytes(a.namespace, b.namespace) ||
    compareBytes(a.name, b.name)
  );
}

function push<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
