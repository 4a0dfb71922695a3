import { sanitize } from "@watertight/reports/text";
import type { Context } from "../context.ts";

const QUIET_BEFORE_MS = 500;
const BETWEEN_MS = 100;
const ERASE_LINE = "\r\u001b[K";

/** How far a long piece of work is, told on standard error. */
export interface Progress {
  /** `label` may come from input. */
  readonly update: (done: number, total: number, label: string) => void;
  /** Takes the line away; to be called before anything else is written to the terminal. */
  readonly clear: () => void;
}

/** Shows nothing in the first half second, nothing when standard error is no terminal, and nothing when `quiet`. */
export function createProgress(
  { stderr, now, environment }: Pick<Context, "stderr" | "now" | "environment">,
  { quiet }: { readonly quiet: boolean },
): Progress {
  if (quiet || !stderr.isTerminal || environment["TERM"] === "dumb") {
    return { update: () => undefined, clear: () => undefined };
  }
  let next = now() + QUIET_BEFORE_MS;
  let shown = false;
  return {
    update: (done, total, label) => {
      const time = now();
      if (time < next) return;
      next = time + BETWEEN_MS;
      shown = true;
      const line = `${done}/${total} ${sanitize(label)}`;
      stderr.write(`${ERASE_LINE}${line.slice(0, Math.max(1, stderr.columns - 1))}`);
    },
    clear: () => {
      if (shown) stderr.write(ERASE_LINE);
      shown = false;
    },
  };
}
