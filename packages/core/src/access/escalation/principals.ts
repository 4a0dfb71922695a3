import type { AccessRole, AccessSubject } from "../model.ts";
import { RBAC_GROUP } from "../read-objects.ts";
import {
  SYSTEM_ANONYMOUS,
  SYSTEM_AUTHENTICATED,
  SYSTEM_MASTERS,
  SYSTEM_SERVICE_ACCOUNTS,
  SYSTEM_UNAUTHENTICATED,
  splitServiceAccountUsername,
} from "../user.ts";

/** Somebody who may hold rights: a subject of RBAC, or whoever a role is bound to on the way. */
export interface Principal {
  readonly id: number;
  readonly kind: "User" | "Group" | "ServiceAccount" | "Role";
  /** Of a ServiceAccount. For a role that is bound on the way, where it is bound: "" for the cluster, "*" for any namespace. */
  readonly namespace: string;
  readonly name: string;
  /** Of a role that is bound on the way. */
  readonly role?: AccessRole;
}

/** Everybody whom the input names, by number. */
export interface Principals {
  readonly all: readonly Principal[];
  readonly ofSubject: (subject: AccessSubject) => Principal | undefined;
  readonly user: (name: string) => Principal;
  readonly group: (name: string) => Principal;
  readonly account: (namespace: string, name: string) => Principal;
  readonly boundRole: (role: AccessRole, scope: string) => Principal;
  /** The groups that somebody is surely in, the narrowest first, and theirs. */
  readonly groupsOf: (principal: Principal) => readonly Principal[];
}

/** Numbers principals as they come up; equal subjects are one principal. */
export function createPrincipals(): Principals {
  const all: Principal[] = [];
  const byKey = new Map<string, Principal>();
  const accounts = new Map<string, Map<string, Principal>>();
  const groupsById: (readonly Principal[] | undefined)[] = [];

  function intern(
    kind: Principal["kind"],
    namespace: string,
    name: string,
    role?: AccessRole,
  ): Principal {
    const key = `${kind}/${namespace}/${role?.namespace ?? ""}/${name}/${role?.kind ?? ""}`;
    const known = byKey.get(key);
    if (known) return known;
    const principal = numbered(kind, namespace, name, role);
    byKey.set(key, principal);
    return principal;
  }

  function numbered(
    kind: Principal["kind"],
    namespace: string,
    name: string,
    role?: AccessRole,
  ): Principal {
    const principal = { id: all.length, kind, namespace, name, ...(role ? { role } : {}) };
    all.push(principal);
    groupsById.push(undefined);
    return principal;
  }

  // Most are accounts, and bindings name them tens of thousands of times: no text is made to find one.
  const account: Principals["account"] = (namespace, name) => {
    const there = accounts.get(namespace) ?? new Map<string, Principal>();
    const known = there.get(name);
    if (known) return known;
    const principal = numbered("ServiceAccount", namespace, name);
    accounts.set(namespace, there.set(name, principal));
    return principal;
  };
  const group: Principals["group"] = (name) => intern("Group", "", name);
  const user: Principals["user"] = (name) => {
    const split = splitServiceAccountUsername(name);
    return split ? account(split.namespace, split.name) : intern("User", "", name);
  };

  function groupsOf(principal: Principal): readonly Principal[] {
    return (groupsById[principal.id] ??= groupNamesOf(principal).map(group));
  }

  return {
    all,
    user,
    group,
    account,
    groupsOf,
    boundRole: (role, scope) => intern("Role", scope, role.name, role),
    ofSubject: ({ kind, namespace, name }) => {
      if (kind === "Group") return group(name);
      if (kind === "User") return user(name);
      return kind === "ServiceAccount" && namespace !== "" ? account(namespace, name) : undefined;
    },
  };
}

/** Whoever has a right by a group has it too; which other groups a user is in the input does not say. */
function groupNamesOf({ kind, namespace, name }: Principal): readonly string[] {
  switch (kind) {
    case "ServiceAccount":
      return [
        `${SYSTEM_SERVICE_ACCOUNTS}:${namespace}`,
        SYSTEM_SERVICE_ACCOUNTS,
        SYSTEM_AUTHENTICATED,
      ];
    case "User":
      return [name === SYSTEM_ANONYMOUS ? SYSTEM_UNAUTHENTICATED : SYSTEM_AUTHENTICATED];
    case "Group":
      if (name === SYSTEM_AUTHENTICATED || name === SYSTEM_UNAUTHENTICATED) return [];
      return name.startsWith(`${SYSTEM_SERVICE_ACCOUNTS}:`)
        ? [SYSTEM_SERVICE_ACCOUNTS, SYSTEM_AUTHENTICATED]
        : [SYSTEM_AUTHENTICATED];
    case "Role":
      return [];
  }
}

/** A principal as the subject of a binding would name it. */
export function subjectOf({ kind, namespace, name }: Principal): AccessSubject {
  return kind === "ServiceAccount"
    ? { kind, apiGroup: "", name, namespace }
    : { kind, apiGroup: RBAC_GROUP, name, namespace: "" };
}

const PUBLIC_GROUPS = new Set([
  SYSTEM_AUTHENTICATED,
  SYSTEM_UNAUTHENTICATED,
  SYSTEM_SERVICE_ACCOUNTS,
]);

/** Whether a name belongs to Kubernetes' own components, by the prefix that it keeps for itself. */
export function isSystemName({ kind, name }: Principal): boolean {
  if (kind !== "User" && kind !== "Group") return false;
  if (PUBLIC_GROUPS.has(name) || name === SYSTEM_ANONYMOUS) return false;
  if (name.startsWith(`${SYSTEM_SERVICE_ACCOUNTS}:`)) return false;
  return name.startsWith("system:");
}

export function isMasters({ kind, name }: Principal): boolean {
  return kind === "Group" && name === SYSTEM_MASTERS;
}
