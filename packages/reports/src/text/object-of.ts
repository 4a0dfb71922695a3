import { type Finding, keyOf } from "@watertight/core/findings";
import { nameOfOrigin, type Snapshot, type SnapshotObject } from "@watertight/core/snapshot";

/** The object that a finding is about; of objects with the same name in one file the last that begins before the finding. */
export function createObjectOf(
  snapshot: Snapshot,
): (finding: Pick<Finding, "object" | "location">) => SnapshotObject | undefined {
  let objects: ReadonlyMap<string, readonly SnapshotObject[]> | undefined;
  return ({ object, location }) => {
    objects ??= objectsByName(snapshot);
    const candidates = objects.get(keyOf(object) + location.file) ?? [];
    return candidates.findLast(
      ({ origin }) => origin.from !== "file" || origin.line <= location.line,
    );
  };
}

function objectsByName(snapshot: Snapshot): Map<string, SnapshotObject[]> {
  const objects = new Map<string, SnapshotObject[]>();
  for (const object of snapshot.objects) {
    const key = keyOf(object.reference) + nameOfOrigin(object.origin);
    const known = objects.get(key);
    if (known) known.push(object);
    else objects.set(key, [object]);
  }
  return objects;
}
