import type { Change } from "../change.ts";

/** A change that is to leave by one channel. */
export interface NewLetter {
  /** Name of the channel. */
  readonly channel: string;
  readonly change: Change;
}

/** A letter that waits in the outbox. */
export interface Letter extends NewLetter {
  /** Of the outbox's own making, unique in it. */
  readonly id: string;
  /** Milliseconds since 1970 at which it was put. */
  readonly put: number;
  /** How often it was tried without success. */
  readonly tries: number;
}

/** A letter that was given up. */
export interface DeadLetter extends Letter {
  /** A clause without secrets. */
  readonly because: string;
  /** Milliseconds since 1970. */
  readonly died: number;
}

/** Why a letter was never sent and is not kept: the outbox or its dead letters were full. */
export type DropReason = "full" | "dead-letters-full";

/** What an outbox holds for one channel, and what it has lost for it since it was made. */
export interface LetterCounts {
  readonly waiting: number;
  readonly dead: number;
  readonly dropped: Readonly<Record<DropReason, number>>;
}

/** What became of letters that were put. */
export interface PutResult {
  readonly taken: number;
  /** Of which the outbox has, or had, one with the same channel and `change.key`. */
  readonly doubled: number;
  /** Others that had to go, or these themselves, since there is no room. */
  readonly dropped: number;
}

/**
 * Letters between whoever finds changes and the courier, which alone takes them out. What was put lasts as long as the outbox does: on a
 * database, over the end of the process. A letter is gone after `done` or `drop`; until then it is due again, so that a process that is
 * killed between sending and `done` sends the same key again and never loses it. Every time is milliseconds since 1970.
 */
export interface Outbox {
  /**
   * Puts letters. Of the same `channel` and `change.key` there is one, ever: the key of a letter that was sent is remembered for as long as the
   * same change could be put again. On a database this is what belongs into the transaction that stores the finding.
   */
  readonly put: (letters: readonly NewLetter[], now: number) => Promise<PutResult>;
  /**
   * At most `limit` letters of a channel whose next try is at `now` or before: earliest next try first, then in the order in which they were put.
   * Of letters about one thing (`change.cluster` and `change.subject`) only the first that waits: nothing is resolved before it was opened.
   */
  readonly due: (channel: string, now: number, limit: number) => Promise<readonly Letter[]>;
  /** The earliest next try of those letters of a channel that `due` would give at some time; undefined where none waits. */
  readonly nextDue: (channel: string) => Promise<number | undefined>;
  /** They were taken by the receiver. */
  readonly done: (ids: readonly string[]) => Promise<void>;
  /** They were not taken: counts a try more, keeps the clause, and has them due again at `nextTry`. */
  readonly failed: (
    ids: readonly string[],
    failure: { readonly because: string; readonly nextTry: number },
  ) => Promise<void>;
  /** They are given up and kept apart; the oldest dead letter goes where there is no room. */
  readonly bury: (
    ids: readonly string[],
    death: { readonly because: string; readonly now: number },
  ) => Promise<void>;
  /** Dead letters, latest first. */
  readonly deadLetters: (channel: string, limit: number) => Promise<readonly DeadLetter[]>;
  /** Has dead letters due at `now`, as if they had never been tried; how many. */
  readonly revive: (channel: string, now: number) => Promise<number>;
  readonly counts: (channel: string) => Promise<LetterCounts>;
}
