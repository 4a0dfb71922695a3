import type { Memory, Reads, View } from "./reads.ts";
import { kindOf } from "./snapshot.ts";
import type { SnapshotObject } from "./snapshot-object.ts";

/** An object before and after: undefined where it was not there, or is no more. */
export interface ObjectChange {
  readonly before: SnapshotObject | undefined;
  readonly after: SnapshotObject | undefined;
}

/** Tells whether a computation that read this has to be made again after some changes. */
export type IsAffected = (reads: Reads) => boolean;

export function affectedBy(changes: readonly ObjectChange[]): IsAffected {
  const entries = changes.flatMap(({ before, after }) => [before ?? [], after ?? []].flat());
  const kinds = new Set(entries.map(kindOf));
  const namespaces = new Set(entries.map(({ reference }) => reference.namespace));
  const hasOtherMembers = changes.some(({ before, after }) => !before || !after);
  const knownViews = new Map<View, boolean>();
  const isSeen = (view: View): boolean => {
    const known =
      knownViews.get(view) ??
      changes.some(({ before, after }) => !sameData(before && view(before), after && view(after)));
    knownViews.set(view, known);
    return known;
  };
  const known = new Map<Reads, boolean>();
  const isAffected: IsAffected = (reads) => {
    const found = known.get(reads);
    if (found !== undefined) return found;
    known.set(reads, false);
    const is =
      (reads.everything && changes.length > 0) ||
      (reads.members && hasOtherMembers) ||
      some(kinds, (kind) => reads.kinds.has(kind)) ||
      some(namespaces, (namespace) => reads.namespaces.has(namespace)) ||
      some(reads.views, isSeen) ||
      some(reads.uses, isAffected);
    known.set(reads, is);
    return is;
  };
  return isAffected;
}

/** Forgets what was remembered on the way of a computation and has to be made again. */
export function forgetAffected({ memories }: Reads, isAffected: IsAffected): void {
  for (const memory of memories) forgetIn(memory, isAffected);
}

function forgetIn(memory: Memory, isAffected: IsAffected): void {
  for (const [key, { reads }] of memory) {
    if (isAffected(reads)) memory.delete(key);
    else forgetAffected(reads, isAffected);
  }
}

function some<Item>(items: Iterable<Item>, holds: (item: Item) => boolean): boolean {
  for (const item of items) if (holds(item)) return true;
  return false;
}

/** Whether two values are the same plain data. */
function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const some = Object.entries(a);
  const others = new Map<string, unknown>(Object.entries(b));
  return (
    some.length === others.size &&
    some.every(([key, value]) => others.has(key) && sameData(value, others.get(key)))
  );
}
