import { SCAN_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { FILE, PATHS } from "../options.ts";

/** `watertight baseline prune`. */
export const prune: Command = {
  name: "prune",
  summary: "Remove resolved findings from the baseline",
  usage: "baseline prune [OPTIONS] PATH...",
  operands: PATHS,
  options: [FILE, ...SCAN_OPTIONS],
  examples: [
    { command: "watertight baseline prune deploy/", description: "So that they cannot come back" },
  ],
  run: () => import("./run.ts"),
};
