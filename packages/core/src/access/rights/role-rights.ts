import type { AccessBinding, AccessRole } from "../model.ts";
import { isUrlRight, type Right } from "./right.ts";
import { createRightSet, type RightSet, rightsOfRules } from "./right-set.ts";

/** What roles allow together, as an index and as a list of rights that no other of them covers. */
export interface HeldRights extends RightSet {
  readonly rights: readonly Right[];
}

/** What roles allow, computed once each: a cluster has ten times as many bindings as roles. */
export interface RoleRights {
  /** Equal for sets of roles that are equal, and for roles that allow the same; "" for none. */
  readonly keyOf: (roles: Iterable<AccessRole>) => string;
  /** What the roles of a key allow in a scope: in a namespace ("" for the cluster) nothing on paths. */
  readonly held: (key: string, namespace: string) => HeldRights;
}

export function createRoleRights(): RoleRights {
  const ids = new Map<AccessRole, number>();
  const byText = new Map<string, number>();
  const rights: (readonly Right[])[] = [];
  const sets = new Map<string, HeldRights>();

  function idOf(role: AccessRole): number {
    const known = ids.get(role);
    if (known !== undefined) return known;
    const maximal = createRightSet(rightsOfRules(role.rules)).maximal();
    const text = JSON.stringify(maximal.map((right) => JSON.stringify(sortable(right))).sort());
    const id = byText.get(text) ?? rights.push(maximal) - 1;
    byText.set(text, id);
    ids.set(role, id);
    return id;
  }

  return {
    keyOf: (roles) => {
      const found = new Set<number>();
      for (const role of roles) found.add(idOf(role));
      return [...found].sort((a, b) => a - b).join();
    },
    held: (key, namespace) => {
      const place = namespace === "" ? `${key};` : key;
      const known = sets.get(place);
      if (known) return known;
      const all = key === "" ? [] : key.split(",").flatMap((id) => rights[Number(id)] ?? []);
      const set = createRightSet(
        namespace === "" ? all : all.filter((right) => !isUrlRight(right)),
      );
      const held = { ...set, rights: set.maximal() };
      sets.set(place, held);
      return held;
    },
  };
}

function sortable(right: Right): readonly (string | undefined)[] {
  return isUrlRight(right)
    ? [right.verb, right.url]
    : [right.verb, right.group, right.resource, right.name];
}

/** The roles that bindings give, by the namespace in which they do; "" is always among them. */
export function rolesByNamespace(
  bindings: readonly AccessBinding[],
): ReadonlyMap<string, ReadonlySet<AccessRole>> {
  const found = new Map<string, Set<AccessRole>>([["", new Set()]]);
  for (const { namespace, role } of bindings) {
    if (!role) continue;
    const roles = found.get(namespace);
    if (roles) roles.add(role);
    else found.set(namespace, new Set([role]));
  }
  return found;
}
