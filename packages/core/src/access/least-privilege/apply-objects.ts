import {
  groupOf,
  namespaceOf,
  type ObjectReference,
  referenceOf,
} from "../../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import { RBAC_GROUP } from "../read-objects.ts";
import type { NarrowedObjects } from "./narrowed-objects.ts";

/** The snapshot as it is when roles and bindings have been applied and others deleted. */
export function applyObjects(snapshot: Snapshot, { apply, remove }: NarrowedObjects): Snapshot {
  const gone = new Set([...apply.map(referenceOf), ...remove].map(referenceKey));
  const removed = snapshot.objects.filter(
    (member) => groupOf(member.object) === RBAC_GROUP && gone.has(memberKey(member)),
  );
  const added = apply.map((object) => ({ object, origin: { from: "computed" } as const }));
  return snapshot.with({ removed: new Set(removed), added });
}

function referenceKey({ kind, namespace = "", name }: ObjectReference): string {
  return JSON.stringify([kind, namespace, name]);
}

function memberKey(member: SnapshotObject): string {
  const { kind, name } = member.reference;
  const namespace = kind.startsWith("Cluster") ? "" : namespaceOf(member.reference);
  return JSON.stringify([kind, namespace, name]);
}
