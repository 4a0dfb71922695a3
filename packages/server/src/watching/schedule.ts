import { type Log, reasonOf } from "../frame/log.ts";
import { repeat } from "../frame/repeat.ts";

/** Something that is done again and again while this server leads. */
export interface Task {
  readonly name: string;
  /** Milliseconds between two times. */
  readonly every: number;
  readonly run: () => Promise<void>;
}

/** When tasks were done last, by whichever server led. */
export interface TaskRecord {
  readonly lastRun: (name: string) => Promise<number>;
  readonly ran: (name: string, at: number, outcome: string) => Promise<void>;
}

/** Milliseconds between two looks at what is due. */
const LOOK = 30_000;

/** Does tasks when they are due, one after another, until it is stopped; when they were done last outlives the process. */
export function schedule(
  tasks: readonly Task[],
  {
    record,
    now,
    log,
    look = LOOK,
  }: {
    readonly record: TaskRecord;
    readonly now: () => number;
    readonly log: Log;
    readonly look?: number;
  },
): { readonly stop: () => void; readonly runDue: () => Promise<void> } {
  const runDue = async (): Promise<void> => {
    for (const { name, every, run } of tasks) {
      try {
        if (now() - (await record.lastRun(name)) < every) continue;
        await run();
        await record.ran(name, now(), "done");
        log.debug("a task was done", { task: name });
      } catch (error) {
        log.error("a task failed", { task: name, error: reasonOf(error) });
        await record.ran(name, now(), reasonOf(error)).catch(() => undefined);
      }
    }
  };
  return { runDue, ...repeat(look, runDue) };
}
