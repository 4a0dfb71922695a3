import type { Clock } from "./clock.ts";

/** Waits until the next request may go. */
export type Pace = (signal?: AbortSignal) => Promise<void>;

/**
 * A token bucket that holds one token: requests go in the order in which they ask, never two closer than the rate has it, so that
 * no second sees more than so many, not even after one in which nothing could go.
 */
export function createPace(perSecond: number, clock: Clock): Pace {
  const apart = 1000 / perSecond;
  let last = Number.NEGATIVE_INFINITY;
  let before: Promise<unknown> = Promise.resolve();
  const turn = async (signal?: AbortSignal): Promise<void> => {
    const earliest = last + apart;
    const now = clock.now();
    if (earliest > now) await clock.sleep(earliest - now, signal);
    last = Math.max(earliest, clock.now());
  };
  return (signal) => {
    const mine = before.then(() => turn(signal));
    // Whoever gives up waiting holds nobody up.
    before = mine.catch(() => undefined);
    return mine;
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
