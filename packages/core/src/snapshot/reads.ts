import type { SnapshotObject } from "./snapshot-object.ts";

/*
 * Where a cluster is followed, what was computed of it has to be computed again only where it rests on what changed. So whatever is
 * remembered records what it read of the snapshot while it was made. What runs is one computation at a time, so a variable holds it.
 */

/** What a computation reads of each object, as plain data: what it makes is the same as long as this is. */
export type View = (entry: SnapshotObject) => unknown;

/** What a computation read of a snapshot, and what was remembered on its way. */
export interface Reads {
  everything: boolean;
  /** Which objects there are, whatever is in them. */
  members: boolean;
  readonly kinds: Set<string>;
  readonly namespaces: Set<string | undefined>;
  readonly views: Set<View>;
  /** Of other computations whose result it used. */
  readonly uses: Set<Reads>;
  /** What was made to remember by it. */
  readonly memories: Memory[];
}

/** What was remembered, by the function that made it. */
export type Memory = Map<unknown, Remembered>;

interface Remembered {
  readonly value: unknown;
  readonly reads: Reads;
}

let current: Reads | undefined;

export function noReads(): Reads {
  return {
    everything: false,
    members: false,
    kinds: new Set(),
    namespaces: new Set(),
    views: new Set(),
    uses: new Set(),
    memories: [],
  };
}

/** Runs a computation and adds to `reads` what it reads. Whatever runs around it is not told: `noteUse` tells that. */
export function recording<Value>(reads: Reads, compute: () => Value): Value {
  const outer = current;
  current = reads;
  try {
    return compute();
  } finally {
    current = outer;
  }
}

/** Runs a computation whose reads are nobody's: an index that is kept as the objects change. */
export function unrecorded<Value>(compute: () => Value): Value {
  const outer = current;
  current = undefined;
  try {
    return compute();
  } finally {
    current = outer;
  }
}

export function noteUse(reads: Reads): void {
  current?.uses.add(reads);
}

export function noteEverything(): void {
  if (current) current.everything = true;
}

export function noteMembers(): void {
  if (current) current.members = true;
}

export function noteKind(kind: string): void {
  current?.kinds.add(kind);
}

export function noteNamespace(namespace: string | undefined): void {
  current?.namespaces.add(namespace);
}

export function noteView(view: View): void {
  current?.views.add(view);
}

/** A new memory, which is forgotten with what made it. */
export function createMemory(): Memory {
  const memory: Memory = new Map();
  current?.memories.push(memory);
  return memory;
}
