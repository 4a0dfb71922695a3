/** Wakes whoever waits for something to have been written. */
export interface Hub {
  readonly wake: () => void;
  /** Called at each `wake`, until the function that this gives is called. */
  readonly listen: (heard: () => void) => () => void;
  readonly listeners: () => number;
}

export function createHub(): Hub {
  const all = new Set<() => void>();
  return {
    wake: () => {
      for (const heard of all) heard();
    },
    listen: (heard) => {
      all.add(heard);
      return () => {
        all.delete(heard);
      };
    },
    listeners: () => all.size,
  };
}
