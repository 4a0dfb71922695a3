import { listAt, textAt } from "../kubernetes/json-fields.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { AccessBinding } from "./model.ts";
import { roleKey } from "./read-objects.ts";
import { type AccessUser, serviceAccountUsername } from "./user.ts";

/** A role or binding of the input that the API server does not take, with the clause that says why. */
export interface RefusedObject {
  readonly entry: SnapshotObject;
  readonly reason: string;
}

/** What refused objects were to give somebody. */
export interface Refusals {
  /** Clauses on the refused bindings that name a user or a group of theirs, however their kind is spelled. */
  readonly bindingsOf: (user: AccessUser) => readonly string[];
  /** The clause on the role that a binding refers to, where it is refused. */
  readonly roleOf: (binding: AccessBinding) => string | undefined;
}

export function createRefusals(refused: readonly RefusedObject[]): Refusals {
  const roles = new Map<string, string>();
  const bindings: RefusedObject[] = [];
  for (const each of refused) {
    const { kind, name } = each.entry.reference;
    if (kind === "ClusterRole" || kind === "Role") {
      const namespace = kind === "Role" ? namespaceOf(each.entry.reference) : "";
      roles.set(roleKey(kind, namespace, name), clauseOf(each));
    } else bindings.push(each);
  }
  return {
    bindingsOf: (user) =>
      bindings.filter(({ entry }) => names(entry, user)).map((each) => clauseOf(each)),
    roleOf: ({ roleRef: { kind, name }, namespace }) =>
      kind === "ClusterRole" || (kind === "Role" && namespace !== "")
        ? roles.get(roleKey(kind, namespace, name))
        : undefined,
  };
}

function clauseOf({ entry, reason }: RefusedObject): string {
  return `the API server rejects ${entry.reference.kind} ${entry.reference.name}: ${reason}`;
}

function names({ object, reference }: SnapshotObject, user: AccessUser): boolean {
  const own = reference.kind === "RoleBinding" ? namespaceOf(reference) : "";
  return listAt(object, "subjects").some((subject) => {
    const name = textAt(subject, "name");
    if (name === "") return false;
    const account = serviceAccountUsername(textAt(subject, "namespace") || own, name);
    return [name, account].includes(user.name) || user.groups.includes(name);
  });
}
