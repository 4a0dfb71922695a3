import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Programs that do not outlive the test: `guard.mjs` ends them when it is told to, or when the test dies. */
export interface Guarded {
  /** Starts a program, whose output goes to `NAME.log` in the folder; its process id. */
  readonly start: (name: string, command: string, args: readonly string[]) => Promise<number>;
  /** Throws an `Error` with its last words where one of the programs has ended. */
  readonly check: () => void;
  /** Settles once all are gone, and the folder with them. */
  readonly stop: () => Promise<void>;
}

interface GuardEvent {
  readonly name: string;
  readonly pid?: number;
  readonly status?: number | string;
}

export function guarded(folder: string): Guarded {
  const guard = spawn(process.execPath, [join(import.meta.dirname, "guard.mjs"), folder], {
    stdio: ["pipe", "pipe", "inherit"],
    // A key that ends the test at the terminal is not for the guard.
    detached: true,
  });
  const ended = new Map<string, number | string>();
  const started = new Map<string, (pid: number) => void>();
  createInterface({ input: guard.stdout }).on("line", (line) => {
    const { name, pid, status } = JSON.parse(line) as GuardEvent;
    if (status !== undefined) ended.set(name, status);
    else started.get(name)?.(pid ?? 0);
  });
  const gone = new Promise<void>((settle) => {
    guard.on("exit", () => {
      settle();
    });
  });
  return {
    start: (name, command, args) =>
      new Promise((settle) => {
        started.set(name, settle);
        const log = join(folder, `${name}.log`);
        guard.stdin.write(`${JSON.stringify({ name, command, args, log })}\n`);
      }),
    check: () => {
      const [[name, status] = []] = ended;
      if (name === undefined) return;
      throw new Error(`${name} has ended (${status}): ${lastWords(join(folder, `${name}.log`))}`);
    },
    stop: async () => {
      guard.stdin.end();
      await gone;
    },
  };
}

function lastWords(log: string): string {
  return readFileSync(log, "utf8").slice(-3000);
}
