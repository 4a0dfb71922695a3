import { compareBytes, quote } from "../kubernetes/go-text.ts";
import type { Authorizer } from "./authorizer.ts";
import { uncoveredRules } from "./covers.ts";
import type { RoleKind } from "./model.ts";
import { RBAC_GROUP } from "./read-objects.ts";
import { resourceRequest } from "./request.ts";
import type { PolicyRule } from "./rule.ts";
import { type AccessUser, SYSTEM_MASTERS } from "./user.ts";

/** What the storage of roles and bindings says to a write that the authorizers have allowed. */
export interface EscalationDecision {
  readonly allowed: boolean;
  /** Why: a member of `system:masters`, the verb `escalate` or `bind`, or having all the rights oneself. */
  readonly by?: "system:masters" | "escalate" | "bind" | "own-rights";
  /** As the API server words its refusal; "" where it allows. */
  readonly message: string;
  /** The rights that the user would have to have, one verb, group, resource and name each. */
  readonly uncovered: readonly PolicyRule[];
}

/** A role that somebody wants to write. */
export interface RoleWrite {
  readonly kind: RoleKind;
  /** "" for a ClusterRole. */
  readonly namespace: string;
  readonly name: string;
  readonly rules: readonly PolicyRule[];
  /** A POST has no name in its path, so that `escalate` on a name does not help; PUT, PATCH and apply have one. */
  readonly operation: "create" | "update";
  /** Whether the new or the old object has selectors in its aggregationRule. */
  readonly aggregates: boolean;
}

/** A binding that somebody wants to write. */
export interface BindingWrite {
  /** "" for a ClusterRoleBinding. */
  readonly namespace: string;
  readonly roleRef: { readonly kind: string; readonly name: string };
}

const EVERYTHING: readonly PolicyRule[] = [
  { verbs: ["*"], apiGroups: ["*"], resources: ["*"], resourceNames: [], nonResourceURLs: [] },
  { verbs: ["*"], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: ["*"] },
];

/** Whether a user may write a role with these rules: k8s.io/kubernetes/pkg/registry/rbac/{role,clusterrole}/policybased/storage.go. */
export function checkRoleWrite(
  authorizer: Authorizer,
  user: AccessUser,
  write: RoleWrite,
): EscalationDecision {
  if (isMaster(user)) return allowedBy("system:masters");
  const escalate = resourceRequest({
    verb: "escalate",
    group: RBAC_GROUP,
    resource: resourceOf(write.kind),
    name: write.operation === "create" ? "" : write.name,
    namespace: write.namespace,
  });
  if (authorizer.authorize(user, escalate).allowed) return allowedBy("escalate");
  const decision = confirmNoEscalation(authorizer, user, write.namespace, write.rules);
  if (!decision.allowed || !write.aggregates) return decision;
  const everything = confirmNoEscalation(authorizer, user, write.namespace, EVERYTHING);
  if (everything.allowed) return decision;
  const message = "must have cluster-admin privileges to use the aggregationRule";
  return { ...everything, message };
}

/** Whether a user may write a binding of this role: pkg/registry/rbac/{rolebinding,clusterrolebinding}/policybased/storage.go. */
export function checkBindingWrite(
  authorizer: Authorizer,
  user: AccessUser,
  { namespace, roleRef }: BindingWrite,
): EscalationDecision {
  if (isMaster(user)) return allowedBy("system:masters");
  const { kind, name } = roleRef;
  if (kind !== "Role" && kind !== "ClusterRole") {
    return refusal(`unsupported role reference kind: ${quote(kind)}`);
  }
  const bind = resourceRequest({
    verb: "bind",
    group: RBAC_GROUP,
    resource: resourceOf(kind),
    name,
    namespace,
  });
  if (authorizer.authorize(user, bind).allowed) return allowedBy("bind");
  const roleNamespace = kind === "Role" ? namespace : "";
  const found =
    kind === "Role" && namespace === "" ? undefined : authorizer.role(roleNamespace, name);
  if (!found) return refusal(`${kind.toLowerCase()}.${RBAC_GROUP} ${quote(name)} not found`);
  return confirmNoEscalation(authorizer, user, namespace, found.rules);
}

/** `ConfirmNoEscalation` of pkg/registry/rbac/validation/rule.go: only rights of that namespace and of the whole cluster count. */
function confirmNoEscalation(
  authorizer: Authorizer,
  user: AccessUser,
  namespace: string,
  wanted: readonly PolicyRule[],
): EscalationDecision {
  const own = authorizer
    .grantsFor(user, namespace)
    .flatMap(({ role, rule }) => role.rules[rule] ?? []);
  const uncovered = uncoveredRules(own, wanted);
  if (uncovered.length === 0) return allowedBy("own-rights");
  const missing = [...new Set(compactRules(uncovered).map(compactText))].sort(compareBytes);
  const who = `user ${quote(user.name)} (groups=${quotedList(user.groups)})`;
  const message = `${who} is attempting to grant RBAC permissions not currently held:\n${missing.join("\n")}`;
  return { allowed: false, message, uncovered };
}

function isMaster({ groups }: AccessUser): boolean {
  return groups.includes(SYSTEM_MASTERS);
}

function resourceOf(kind: RoleKind): string {
  return kind === "Role" ? "roles" : "clusterroles";
}

function allowedBy(by: NonNullable<EscalationDecision["by"]>): EscalationDecision {
  return { allowed: true, by, message: "", uncovered: [] };
}

function refusal(message: string): EscalationDecision {
  return { allowed: false, message, uncovered: [] };
}

/** Rules that differ only in their verb become one: `CompactRules` of pkg/registry/rbac/validation/policy_compact.go. */
export function compactRules(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const compacted: PolicyRule[] = [];
  const simple = new Map<string, PolicyRule>();
  for (const rule of rules) {
    const { apiGroups, resources, resourceNames, nonResourceURLs } = rule;
    const isSimple = apiGroups.length === 1 && resources.length === 1 && resourceNames.length <= 1;
    if (!isSimple || nonResourceURLs.length > 0) compacted.push(rule);
    else {
      const key = JSON.stringify([apiGroups, resources, resourceNames]);
      const known = simple.get(key);
      simple.set(key, known ? { ...known, verbs: [...known.verbs, ...rule.verbs] } : rule);
    }
  }
  return [...compacted, ...simple.values()];
}

/** `CompactString` of pkg/apis/rbac/v1/evaluation_helpers.go. */
function compactText(rule: PolicyRule): string {
  const parts = [
    ["APIGroups", rule.apiGroups],
    ["Resources", rule.resources],
    ["NonResourceURLs", rule.nonResourceURLs],
    ["ResourceNames", rule.resourceNames],
    ["Verbs", rule.verbs],
  ] as const;
  const present = parts.filter(([, items]) => items.length > 0);
  return `{${present.map(([name, items]) => `${name}:${quotedList(items)}`).join(", ")}}`;
}

// Go's %q of a list.
function quotedList(items: readonly string[]): string {
  return `[${items.map(quote).join(" ")}]`;
}
