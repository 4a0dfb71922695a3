import { sameJson } from "../kubernetes/edit.ts";
import { storageGroupOf } from "../kubernetes/object.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import { groupedBy } from "./grouped-by.ts";
import type { Snapshot, SnapshotObject } from "./snapshot.ts";

/** One object of the cluster, as often as the input shows it, and what it controls. */
export interface OwnershipGroup {
  /** The same object, with the same content, in several files; the first in order of input is the one that findings name. */
  readonly members: readonly SnapshotObject[];
  /** Objects that it controls, directly or through others (ReplicaSets and Pods of a Deployment). */
  readonly owned: readonly SnapshotObject[];
}

/** Groups all objects under their outermost controller that the snapshot holds, in order of input. */
export function ownershipOf(snapshot: Snapshot): readonly OwnershipGroup[] {
  const { byIdentity, firsts } = firstsIn(snapshot);
  const groups = new Map<SnapshotObject, { members: SnapshotObject[]; owned: SnapshotObject[] }>();
  for (const member of snapshot.objects) {
    const first = member.reference.name === "" ? member : (firsts.get(member) ?? member);
    const root = rootOf(first, byIdentity);
    const group = groups.get(root) ?? { members: [], owned: [] };
    groups.set(root, group);
    (root === first ? group.members : group.owned).push(member);
  }
  return [...groups.values()];
}

/** The first object of each identity, and for each object the first that shows the same: two different ones are never taken for one. */
function firstsIn({ objects }: Snapshot): {
  readonly byIdentity: ReadonlyMap<string, SnapshotObject>;
  readonly firsts: ReadonlyMap<SnapshotObject, SnapshotObject>;
} {
  const byIdentity = new Map<string, SnapshotObject>();
  const firsts = new Map<SnapshotObject, SnapshotObject>();
  for (const [identity, those] of groupedBy(objects, identityOf)) {
    const distinct: SnapshotObject[] = [];
    for (const member of those) {
      const same = distinct.find((other) => showsSame(other, member));
      if (!same) distinct.push(member);
      firsts.set(member, same ?? member);
    }
    const [first] = distinct;
    if (first) byIdentity.set(identity, first);
  }
  return { byIdentity, firsts };
}

function rootOf(
  member: SnapshotObject,
  byIdentity: ReadonlyMap<string, SnapshotObject>,
): SnapshotObject {
  const visited = new Set<SnapshotObject>();
  let root = member;
  // Owner references are input: a cycle among them ends where it closes.
  while (!visited.has(root)) {
    visited.add(root);
    const owner = controllerOf(root, byIdentity);
    if (!owner) return root;
    root = owner;
  }
  return member;
}

/** The controller, if the snapshot holds it and it makes pods; namespaced owners own only in their namespace. */
function controllerOf(
  { object, reference }: SnapshotObject,
  byIdentity: ReadonlyMap<string, SnapshotObject>,
): SnapshotObject | undefined {
  const controller = controllerReferenceOf(object);
  if (!controller) return undefined;
  const { kind, name } = controller;
  const owner = byIdentity.get(
    identity(storageGroupOf(controller), kind, reference.namespace, name),
  );
  return owner && owner.podTemplates.length > 0 ? owner : undefined;
}

/** Whether two objects of one identity are the same, in whatever version of their group they are written. */
export function showsSame(a: SnapshotObject, b: SnapshotObject): boolean {
  if (a === b) return true;
  const { apiVersion, ...some } = a.object;
  const { apiVersion: other, ...others } = b.object;
  return a.object === b.object || sameJson(some, others);
}

/** Equal for what the API server takes for the same object, whatever version of its group it is written in. */
export function identityOf({ reference }: Pick<SnapshotObject, "reference">): string {
  return identity(storageGroupOf(reference), reference.kind, reference.namespace, reference.name);
}

function identity(
  group: string,
  kind: string,
  namespace: string | undefined,
  name: string,
): string {
  return JSON.stringify([group, kind, namespace ?? "", name]);
}
