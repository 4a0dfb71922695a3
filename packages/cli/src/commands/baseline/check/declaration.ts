import { SCAN_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { FAIL_ON_OPTION } from "../../../options.ts";
import { FILE, PATHS } from "../options.ts";

/** `watertight baseline check`. */
export const check: Command = {
  name: "check",
  summary: "Tell which findings are new and which are gone",
  usage: "baseline check [OPTIONS] PATH...",
  operands: PATHS,
  options: [FILE, FAIL_ON_OPTION, ...SCAN_OPTIONS],
  examples: [
    { command: "watertight baseline check deploy/", description: "Status 1 when some are new" },
  ],
  run: () => import("./run.ts"),
};
