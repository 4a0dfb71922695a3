import type { Change } from "./change.ts";

/** What became of one change. `because` is a clause without secrets. */
export type Outcome =
  | { readonly is: "sent" }
  /** Another time it may be taken; not before so many milliseconds, where the receiver says so. */
  | { readonly is: "later"; readonly because: string; readonly after?: number }
  /** It will never be taken as it is. */
  | { readonly is: "refused"; readonly because: string };

/** A way by which changes leave. */
export interface Channel {
  readonly name: string;
  /** As the configuration calls it: `webhook`, `kafka`, … */
  readonly kind: string;
  /** For people: where it leads, without credentials. */
  readonly target: string;
  /** How many changes are sent together where nothing else is configured. */
  readonly batch: number;
  /** Sends changes, of which there is at least one: an outcome for each, in their order. Gives up when the signal says so; whatever it throws is tried again later. */
  readonly send: (changes: readonly Change[], signal: AbortSignal) => Promise<readonly Outcome[]>;
  readonly close: () => Promise<void>;
}

export const SENT: Outcome = { is: "sent" };

/** The same outcome for every change. */
export function forAll(changes: readonly Change[], outcome: Outcome): readonly Outcome[] {
  return changes.map(() => outcome);
}

/** For channels that keep nothing open. */
export function nothingToClose(): Promise<void> {
  return Promise.resolve();
}
