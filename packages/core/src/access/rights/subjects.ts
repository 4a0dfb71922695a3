import type { AccessSubject } from "../model.ts";
import { RBAC_GROUP } from "../read-objects.ts";
import {
  type AccessUser,
  authenticatedUser,
  SYSTEM_ANONYMOUS,
  SYSTEM_AUTHENTICATED,
  SYSTEM_SERVICE_ACCOUNTS,
  SYSTEM_UNAUTHENTICATED,
  serviceAccountUser,
  splitServiceAccountUsername,
} from "../user.ts";

/** Name of a member of a group of whom nothing else is known: no subject can have it, for it is no text that a file can hold. */
const ANY_MEMBER = "\ud800";

/** Who acts as a subject: the user, the account, or a member of the group of whom nothing else is known. */
export function userOfSubject({ kind, namespace, name }: AccessSubject): AccessUser {
  if (kind === "ServiceAccount") return serviceAccountUser(namespace, name);
  if (kind === "User") return authenticatedUser(name);
  return { name: ANY_MEMBER, groups: [name, ...groupsOfMembers(name)] };
}

/** The groups that every member of a group is in besides. */
function groupsOfMembers(group: string): readonly string[] {
  if (group === SYSTEM_AUTHENTICATED || group === SYSTEM_UNAUTHENTICATED) return [];
  if (group.startsWith(`${SYSTEM_SERVICE_ACCOUNTS}:`)) {
    return [SYSTEM_SERVICE_ACCOUNTS, SYSTEM_AUTHENTICATED];
  }
  return [SYSTEM_AUTHENTICATED];
}

/** The groups to which a subject belongs by what it is, itself left out. */
export function impliedGroupsOf(subject: AccessSubject): readonly string[] {
  const { groups } = userOfSubject(subject);
  return subject.kind === "Group" ? groups.filter((group) => group !== subject.name) : groups;
}

/** A user whose name is that of a service account is that account. */
export function canonicalSubject(subject: AccessSubject): AccessSubject {
  const account = subject.kind === "User" ? splitServiceAccountUsername(subject.name) : undefined;
  return account ? { kind: "ServiceAccount", apiGroup: "", ...account } : subject;
}

export function groupSubject(name: string): AccessSubject {
  return { kind: "Group", apiGroup: RBAC_GROUP, name, namespace: "" };
}

/** Whether a subject is a group that everybody is in, or who is anonymous; not the accounts of one namespace. */
export function isOpenGroup({ kind, name }: AccessSubject): boolean {
  return kind === "Group" ? EVERYBODY.includes(name) : name === SYSTEM_ANONYMOUS;
}

const EVERYBODY: readonly string[] = [
  SYSTEM_AUTHENTICATED,
  SYSTEM_UNAUTHENTICATED,
  SYSTEM_SERVICE_ACCOUNTS,
];
const OPEN_GROUPS = /^system:(?:authenticated|unauthenticated|serviceaccounts(?::.*)?)$/;

/**
 * Whether a subject is a part of Kubernetes, so that people have not chosen to trust it. The groups that everybody is in,
 * and who is anonymous, are not.
 */
export function isPartOfKubernetes({ kind, name, namespace }: AccessSubject): boolean {
  if (kind === "ServiceAccount") return namespace === "kube-system";
  if (kind === "Group") return name.startsWith("system:") && !OPEN_GROUPS.test(name);
  const isAccount = name.startsWith("system:serviceaccount:");
  return name.startsWith("system:") && !isAccount && name !== SYSTEM_ANONYMOUS;
}
