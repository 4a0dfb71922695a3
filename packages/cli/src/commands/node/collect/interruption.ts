const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Does work that has to clean up: an interruption ends it by its signal, and the process only when it has ended. */
export async function untilInterrupted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const interrupt = (): void => {
    controller.abort(new Error("It was interrupted; what it had started on the nodes is removed."));
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}
