import type { Finding } from "@watertight/core/findings";
import type { ServerChanges, Snapshot } from "@watertight/core/snapshot";

/** A cluster as it is judged at a moment. */
export interface View {
  readonly snapshot: Snapshot;
  readonly findings: () => readonly Finding[];
}

/** What of a view is otherwise. */
export interface ViewChanges {
  readonly changes: ServerChanges;
  /** Of the findings that appeared, went or changed. */
  readonly fingerprints: ReadonlySet<string>;
}

/** Told of a source, one thing after another: the next is not begun before the promise of the last is kept. */
export interface SourceListener {
  /** All of it is known anew. */
  readonly onView: (view: View) => Promise<void>;
  readonly onChanges: (view: View, changed: ViewChanges) => Promise<void>;
}

/** Something that is watched: a running cluster, or files. */
export interface Source {
  /** What it is called, in addresses too. */
  readonly name: string;
  /** Where it is read from, in words. */
  readonly place: string;
  /** Follows it until the signal ends that; throws a sentence where it cannot be read at all. */
  readonly follow: (listener: SourceListener, signal: AbortSignal) => Promise<void>;
}
