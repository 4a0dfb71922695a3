import type { FieldPath } from "../kubernetes/field-path.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { type AggregatedRules, aggregateRules } from "./aggregation.ts";
import type { AccessRole, RoleKind, WrittenRole } from "./model.ts";
import { RBAC_GROUP, roleKey } from "./read-objects.ts";
import { readPolicyRules } from "./rule.ts";

/** Every role by `roleKey`, with the rules that it has in the cluster; those of `defaults` count where the input has none of the name. */
export function readRoles(
  snapshot: Snapshot,
  defaults: Snapshot | undefined,
): ReadonlyMap<string, AccessRole> {
  const written = writtenRoles(snapshot);
  const defaulted = defaults ? writtenRoles(defaults) : new Map<string, WrittenRole>();
  const all = new Map([...defaulted, ...written]);
  const aggregated = aggregateRules([...all.values()].filter(({ kind }) => kind === "ClusterRole"));
  const roles = new Map<string, AccessRole>();
  for (const [key, role] of all) {
    roles.set(key, roleOf(role, aggregated.get(role.name), written.has(key)));
  }
  return roles;
}

function writtenRoles(snapshot: Snapshot): ReadonlyMap<string, WrittenRole> {
  const roles = new Map<string, WrittenRole>();
  for (const kind of ["ClusterRole", "Role"] as const) {
    for (const object of snapshot.ofKind(RBAC_GROUP, kind)) addWritten(roles, kind, object);
  }
  return roles;
}

function addWritten(roles: Map<string, WrittenRole>, kind: RoleKind, object: SnapshotObject): void {
  const namespace = kind === "Role" ? namespaceOf(object.reference) : "";
  const { name } = object.reference;
  const key = roleKey(kind, namespace, name);
  const known = roles.get(key);
  const rules = readPolicyRules(object.object["rules"]);
  const sources = rules.map((_, index) => ({
    reference: object.reference,
    path: ["rules", index] satisfies FieldPath,
  }));
  roles.set(key, {
    kind,
    namespace,
    name,
    objects: [...(known?.objects ?? []), object],
    rules: known ? [...known.rules, ...rules] : rules,
    sources: known ? [...known.sources, ...sources] : sources,
  });
}

function roleOf(
  role: WrittenRole,
  aggregated: AggregatedRules | undefined,
  inInput: boolean,
): AccessRole {
  const computed = role.kind === "ClusterRole" ? aggregated : undefined;
  return {
    kind: role.kind,
    namespace: role.namespace,
    name: role.name,
    rules: computed?.rules ?? role.rules,
    sources: computed?.sources ?? role.sources,
    objects: inInput ? role.objects : [],
    defaulted: !inInput,
    aggregated: computed !== undefined,
  };
}
