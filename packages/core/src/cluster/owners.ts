import { stringMapOf } from "../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";

/** Whom to ask about an object in a namespace; "" where nothing says. */
export type OwnerOf = (object: SnapshotObject, namespace: string) => string;

/**
 * By the object's labels and annotations, else by those of its pods, else by its namespace's. `key`: whose value is the owner; without one,
 * the first label called team or owner, then the first such annotation.
 */
export function ownersIn(snapshot: Snapshot, key: string | undefined): OwnerOf {
  const valueIn = (values: Readonly<Record<string, string>>): string => {
    const own =
      key ??
      Object.keys(values)
        .sort()
        .find((each) => /^(?:.*\/)?(?:owner|team)$/.test(each));
    return own !== undefined && Object.hasOwn(values, own) ? (values[own] ?? "") : "";
  };
  const ofObject = ({ object }: SnapshotObject): string =>
    valueIn(stringMapOf(object, "labels")) || valueIn(stringMapOf(object, "annotations"));
  const ofNamespace = new Map(
    snapshot.ofKind("", "Namespace").map((entry) => [entry.reference.name, ofObject(entry)]),
  );
  return (entry, namespace) => {
    const { labels = {} } = entry.podTemplates[0]?.metadata ?? {};
    return ofObject(entry) || valueIn(labels) || (ofNamespace.get(namespace) ?? "");
  };
}
