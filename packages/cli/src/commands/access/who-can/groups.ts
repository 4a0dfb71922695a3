import { type Authorizer, serviceAccountUser, usernameOf } from "@watertight/core/access";
import { namespaceOf } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";

/** Who is known to be in a group. */
export interface Groups {
  /** Usernames, sorted; only of the groups whose members Kubernetes itself decides. */
  readonly membersOf: (group: string) => readonly string[];
}

/** Members by the service accounts of the input and of its bindings, and by the users that bindings name. */
export function createGroups(snapshot: Snapshot, authorizer: Authorizer): Groups {
  const members = new Map<string, Set<string>>();
  const add = (group: string, name: string): void => {
    const names = members.get(group) ?? new Set();
    members.set(group, names.add(name));
  };
  const addAccount = (namespace: string, name: string): void => {
    const user = serviceAccountUser(namespace, name);
    for (const group of user.groups) add(group, user.name);
  };
  for (const { reference } of snapshot.ofKind("", "ServiceAccount")) {
    addAccount(namespaceOf(reference), reference.name);
  }
  for (const subject of authorizer.bindings.flatMap(({ subjects }) => subjects)) {
    const username = usernameOf(subject);
    if (subject.kind === "ServiceAccount" && subject.namespace !== "") {
      addAccount(subject.namespace, subject.name);
    } else if (username === "system:anonymous") add("system:unauthenticated", username);
    else if (username !== undefined) add("system:authenticated", username);
  }
  for (const { reference } of snapshot.ofKind("", "Node")) {
    add("system:nodes", `system:node:${reference.name}`);
  }
  return { membersOf: (group) => [...(members.get(group) ?? [])].sort() };
}
