import { setTimeout as wait } from "node:timers/promises";

/** Time as a courier knows it. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Returns after so many milliseconds, or at once when the signal says so. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const LONGEST = 2 ** 31 - 1;

/** The clock of the machine. */
export const machineClock: Clock = {
  now: Date.now,
  sleep: async (milliseconds, signal) => {
    await wait(Math.min(milliseconds, LONGEST), undefined, { signal }).catch(() => undefined);
  },
};
