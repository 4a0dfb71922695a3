import { applyEdits } from "../kubernetes/apply-edits.ts";
import { isKubernetesObject, type KubernetesObject } from "../kubernetes/object.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { ChannelFix } from "./model.ts";

/** A snapshot with these changes; what cannot be changed as it is written stays. */
export function closedBy(snapshot: Snapshot, fixes: readonly ChannelFix[]): Snapshot {
  const removed = new Set(
    fixes.flatMap((fix) => fix.removed.flatMap((reference) => snapshot.find(reference) ?? [])),
  );
  const all = fixes.flatMap((fix) =>
    fix.edits.flatMap(({ object, edit }) => {
      const entry = snapshot.find(object);
      return entry && !removed.has(entry) ? [{ entry, edit }] : [];
    }),
  );
  const replaced = new Map<SnapshotObject, KubernetesObject>();
  for (const [entry, edits] of groupedBy(all, (each) => each.entry)) {
    const changed = applyEdits(
      entry.object,
      edits.map(({ edit }) => edit),
    );
    if ("value" in changed && isKubernetesObject(changed.value)) replaced.set(entry, changed.value);
  }
  const origin = snapshot.objects[0]?.origin;
  const added = origin
    ? fixes.flatMap((fix) => fix.added.map((object) => ({ object, origin })))
    : [];
  return snapshot.with({ replaced, removed, added });
}
