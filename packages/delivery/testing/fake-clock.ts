import type { Clock } from "@watertight/delivery";

/** A clock that stands still while something is done, and jumps ahead whenever all wait. */
export interface FakeClock extends Clock {
  /** Milliseconds of every sleep that was not cut short. */
  readonly slept: readonly number[];
}

/** A clock that begins at a time, and on which sleeping takes no time at all. */
export function fakeClock(start = 1_000_000): FakeClock {
  const slept: number[] = [];
  let now = start;
  return {
    slept,
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((settle) => {
        if (signal.aborted) {
          settle();
          return;
        }
        // An idle courier looks again after so long: here it waits until it is cut short, or it would never stand still.
        const timer =
          milliseconds === IDLE
            ? undefined
            : setImmediate(() => {
                now += milliseconds;
                slept.push(milliseconds);
                settle();
              });
        signal.addEventListener("abort", () => {
          if (timer) clearImmediate(timer);
          settle();
        });
      }),
  };
}

const IDLE = 60_000;
