import { sameJson } from "../kubernetes/edit.ts";
import { type ObjectReference, referenceOf } from "../kubernetes/object.ts";
import { affectedBy, forgetAffected, type IsAffected, type ObjectChange } from "./affected.ts";
import { noReads, recording } from "./reads.ts";
import { type Snapshot, type SnapshotInput, snapshotOfEntries } from "./snapshot.ts";
import { type SnapshotObject, type SourceObject, snapshotObjectOf } from "./snapshot-object.ts";

/** What an API server tells of its objects: those that are there now or are otherwise, and those that are there no more. */
export interface ServerChanges {
  readonly put: readonly SourceObject[];
  readonly removed: readonly ObjectReference[];
}

/** A snapshot of a cluster that is followed. */
export interface FollowedSnapshot {
  readonly snapshot: Snapshot;
  /** Brings the snapshot up to date; what was put as it was before is no change. */
  readonly apply: (changes: ServerChanges) => AppliedChanges;
}

interface AppliedChanges {
  readonly changed: readonly ObjectChange[];
  /** Tells what rests on it; what the snapshot itself remembered of that is forgotten. */
  readonly isAffected: IsAffected;
}

/**
 * The one snapshot that changes: an object that the server changes stays the same entry, so that what was computed of the others and
 * leads to it still holds. Whoever follows it has to forget what rests on what changed (`forgetAffected`) before asking again.
 */
export function followSnapshot(input: SnapshotInput): FollowedSnapshot {
  const entries = input.objects.map(snapshotObjectOf);
  const byName = new Map(entries.map((entry) => [nameOf(entry.reference), entry]));
  const put = (source: SourceObject): ObjectChange | undefined => {
    const anew = snapshotObjectOf(source);
    const name = nameOf(anew.reference);
    const entry = byName.get(name);
    if (!entry) {
      entries.push(anew);
      byName.set(name, anew);
      return { before: undefined, after: anew };
    }
    const before = { ...entry };
    const isSame = sameJson(before.object, anew.object);
    // Answers are about the reference that was there first.
    Object.assign(entry, anew, { reference: before.reference });
    return isSame ? undefined : { before, after: entry };
  };
  const remove = (reference: ObjectReference): ObjectChange | undefined => {
    const name = nameOf(reference);
    const entry = byName.get(name);
    if (!entry) return undefined;
    byName.delete(name);
    entries.splice(entries.indexOf(entry), 1);
    return { before: entry, after: undefined };
  };
  const reads = noReads();
  return {
    snapshot: recording(reads, () => snapshotOfEntries(input, entries)),
    apply: (changes) => {
      const changed = merged(
        [...changes.put.map(put), ...changes.removed.map(remove)].flatMap((each) => each ?? []),
      );
      const isAffected = affectedBy(changed);
      forgetAffected(reads, isAffected);
      return { changed, isAffected };
    },
  };
}

function nameOf(reference: ObjectReference): string {
  const { apiVersion, kind, namespace = "", name } = reference;
  return `${apiVersion}/${kind}/${namespace}/${name}`;
}

/** Several changes of one object as one, from what it was at first. */
function merged(changes: readonly ObjectChange[]): readonly ObjectChange[] {
  const known = new Map<string, ObjectChange>();
  for (const change of changes) {
    const entry: SnapshotObject | undefined = change.after ?? change.before;
    if (!entry) continue;
    const name = nameOf(referenceOf(entry.object));
    const first = known.get(name);
    known.set(name, first ? { before: first.before, after: change.after } : change);
  }
  return [...known.values()].filter(({ before, after }) => before !== after);
}
