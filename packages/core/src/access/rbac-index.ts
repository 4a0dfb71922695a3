import { quote } from "../kubernetes/go-text.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { bootstrapPolicy } from "./bootstrap.ts";
import type { AccessBinding, AccessRole, AccessSubject } from "./model.ts";
import { cloudBindings, readBindings, roleKey, type WrittenBinding } from "./read-objects.ts";
import { readRoles } from "./roles.ts";
import { serviceAccountUsername } from "./user.ts";

/** Positions of bindings, ascending, that name one user or group. */
export interface BindingsOf {
  /** ClusterRoleBindings. */
  readonly cluster: number[];
  /** RoleBindings by their namespace. */
  readonly byNamespace: Map<string, number[]>;
}

/** The roles and bindings of a cluster, and who is named where. */
export interface RbacIndex {
  readonly roles: ReadonlyMap<string, AccessRole>;
  /** By position: in the order in which the API server's resolver visits them. */
  readonly bindings: readonly AccessBinding[];
  /** By username; a service account is the user that it authenticates as. */
  readonly users: ReadonlyMap<string, BindingsOf>;
  readonly groups: ReadonlyMap<string, BindingsOf>;
  /** The bindings that give a role. */
  readonly ofRole: ReadonlyMap<AccessRole, BindingsOf>;
}

/** Reads the RBAC objects of a snapshot; roles of `defaults` count where the input lacks them, its bindings only if asked. */
export function createRbacIndex(
  snapshot: Snapshot,
  defaults: Snapshot | undefined,
  defaultBindings: boolean,
): RbacIndex {
  const roles = withCloudRoles(readRoles(snapshot, defaults), snapshot);
  const bindings = allBindings(snapshot, defaultBindings ? defaults : undefined).map(
    (written, position) => resolve(written, position, roles),
  );
  const users = new Map<string, BindingsOf>();
  const groups = new Map<string, BindingsOf>();
  const ofRole = new Map<AccessRole, BindingsOf>();
  for (const binding of bindings) {
    for (const subject of binding.subjects) {
      const user = usernameOf(subject);
      if (user !== undefined) add(users, user, binding);
      else if (subject.kind === "Group") add(groups, subject.name, binding);
    }
    if (binding.role) add(ofRole, binding.role, binding);
  }
  return { roles, bindings, users, groups, ofRole };
}

/** What the cloud gives is what Kubernetes' own role of the name has, also where the input lacks that. */
function withCloudRoles(
  roles: ReadonlyMap<string, AccessRole>,
  snapshot: Snapshot,
): ReadonlyMap<string, AccessRole> {
  const missing = cloudBindings(snapshot)
    .map(({ roleRef }) => roleKey("ClusterRole", "", roleRef.name))
    .filter((key) => !roles.has(key));
  if (missing.length === 0) return roles;
  const own = readRoles(bootstrapPolicy().only([]), bootstrapPolicy());
  return new Map([
    ...roles,
    ...missing.flatMap((key) => {
      const role = own.get(key);
      return role ? [[key, role] as const] : [];
    }),
  ]);
}

/** The name of the user that a subject is; undefined for groups and for what is nobody (`appliesToUser`). */
export function usernameOf({ kind, name, namespace }: AccessSubject): string | undefined {
  if (kind === "User") return name;
  if (kind !== "ServiceAccount" || namespace === "") return undefined;
  return serviceAccountUsername(namespace, name);
}

function allBindings(
  snapshot: Snapshot,
  defaults: Snapshot | undefined,
): readonly WrittenBinding[] {
  const written = readBindings(snapshot);
  if (!defaults) return written;
  const known = new Set(written.map(bindingKey));
  const missing = readBindings(defaults, true).filter((binding) => !known.has(bindingKey(binding)));
  const all = [...written, ...missing];
  return [
    ...all.filter(({ kind }) => kind === "ClusterRoleBinding"),
    ...all.filter(({ kind }) => kind === "RoleBinding"),
  ];
}

function bindingKey({ kind, namespace, name }: WrittenBinding): string {
  return `${kind}/${namespace}/${name}`;
}

function resolve(
  written: WrittenBinding,
  position: number,
  roles: ReadonlyMap<string, AccessRole>,
): AccessBinding {
  const { kind, namespace, name, roleRef, subjects, object, defaulted } = written;
  const found = lookUp(written, roles);
  // Every binding has the same members in the same order: the engine reads them millions of times.
  const role = "problem" in found ? undefined : found;
  const problem = "problem" in found ? found.problem : undefined;
  return { kind, namespace, name, roleRef, subjects, object, defaulted, position, role, problem };
}

/** As `GetRoleReferenceRules` of pkg/registry/rbac/validation/rule.go; a ClusterRoleBinding has no namespace to find a Role in. */
function lookUp(
  { roleRef: { kind, name }, namespace }: WrittenBinding,
  roles: ReadonlyMap<string, AccessRole>,
): AccessRole | { readonly problem: string } {
  if (kind !== "Role" && kind !== "ClusterRole") {
    return { problem: `unsupported role reference kind: ${quote(kind)}` };
  }
  const found =
    kind === "Role" && namespace === "" ? undefined : roles.get(roleKey(kind, namespace, name));
  if (found) return found;
  return { problem: `${kind.toLowerCase()}.rbac.authorization.k8s.io ${quote(name)} not found` };
}

function add<Key>(map: Map<Key, BindingsOf>, key: Key, binding: AccessBinding): void {
  let entry = map.get(key);
  if (!entry) {
    entry = { cluster: [], byNamespace: new Map() };
    map.set(key, entry);
  }
  const list =
    binding.namespace === "" ? entry.cluster : listIn(entry.byNamespace, binding.namespace);
  // A binding may name the same subject twice.
  if (list.at(-1) !== binding.position) list.push(binding.position);
}

function listIn(map: Map<string, number[]>, namespace: string): number[] {
  const known = map.get(namespace);
  if (known) return known;
  const list: number[] = [];
  map.set(namespace, list);
  return list;
}
