import type { Clock } from "./clock.ts";

/** Waits until the next request may go. */
export type Pace = (signal?: AbortSignal) => Promise<void>;

/**
 * A token bucket that holds one token: requests go in the order in which they ask, never two closer than the rate has it, so that
 * no second sees more than so many.
 */
export function createPace(perSecond: number, clock: Clock): Pace {
  const apart = 1000 / perSecond;
  let next = Number.NEGATIVE_INFINITY;
  return async (signal) => {
    const now = clock.now();
    const turn = Math.max(now, next);
    next = turn + apart;
    if (turn > now) await clock.sleep(turn - now, signal);
  };
}

/** Runs work, at most `limit` at a time; the rest waits in its order. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createGate(limit: number): Gate {
  let free = limit;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else
      await new Promise<void>((settle) => {
        waiting.push(settle);
      });
    try {
      return await work();
    } finally {
      // Whoever waits takes the place over.
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
