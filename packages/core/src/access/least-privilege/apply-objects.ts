import {
  groupOf,
  type KubernetesObject,
  namespaceOf,
  type ObjectReference,
  referenceOf,
} from "../../kubernetes/object.ts";
import type { Location, Origin } from "../../snapshot/origin.ts";
import { createSnapshot, type Snapshot, type SnapshotObject } from "../../snapshot/snapshot.ts";
import { RBAC_GROUP } from "../read-objects.ts";
import type { NarrowedObjects } from "./narrowed-objects.ts";

/** The snapshot as it is when roles and bindings have been applied and others deleted. */
export function applyObjects(snapshot: Snapshot, { apply, remove }: NarrowedObjects): Snapshot {
  const gone = new Set([...apply.map(referenceOf), ...remove].map(referenceKey));
  const kept = snapshot.objects.filter(
    (member) => groupOf(member.object) !== RBAC_GROUP || !gone.has(memberKey(member)),
  );
  return createSnapshot({ ...snapshot, objects: [...kept, ...apply.map(newObject)] });
}

function referenceKey({ kind, namespace = "", name }: ObjectReference): string {
  return JSON.stringify([kind, namespace, name]);
}

function memberKey(member: SnapshotObject): string {
  const { kind, name } = member.reference;
  const namespace = kind.startsWith("Cluster") ? "" : namespaceOf(member.reference);
  return JSON.stringify([kind, namespace, name]);
}

function newObject(object: KubernetesObject): {
  readonly object: KubernetesObject;
  readonly origin: Origin;
} {
  return { object, origin: { file: "", document: 1, line: 1, locate: () => NOWHERE } };
}

// What was computed stands in no file yet.
const NOWHERE: Location = {
  file: "",
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  rendered: false,
};
