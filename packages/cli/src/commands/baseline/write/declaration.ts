import { SCAN_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { FILE, PATHS } from "../options.ts";

/** `watertight baseline write`. */
export const write: Command = {
  name: "write",
  summary: "Record all findings as known",
  usage: "baseline write [OPTIONS] PATH...",
  operands: PATHS,
  options: [FILE, ...SCAN_OPTIONS],
  examples: [
    {
      command: "watertight baseline write deploy/",
      description: "From now on only new findings fail",
    },
  ],
  run: () => import("./run.ts"),
};
