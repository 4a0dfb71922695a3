import type { Command, OptionDeclaration } from "../command.ts";
import { BASELINE, BASELINE_FILE, FAIL_ON_OPTION, SCAN_OPTIONS } from "../options.ts";

const FILE: OptionDeclaration = {
  ...BASELINE,
  default: BASELINE_FILE,
  description: "Where the known findings are kept",
};
const PATHS = { placeholder: "PATH", minimum: 1, completes: "file" } as const;

const write: Command = {
  name: "write",
  summary: "Note all findings as known",
  usage: "baseline write [OPTIONS] PATH...",
  operands: PATHS,
  options: [FILE, ...SCAN_OPTIONS],
  examples: [
    {
      command: "watertight baseline write deploy/",
      description: "From now on only new findings fail",
    },
  ],
  run: () => import("./baseline/write.ts"),
};

const check: Command = {
  name: "check",
  summary: "Tell which findings are new and which are gone",
  usage: "baseline check [OPTIONS] PATH...",
  operands: PATHS,
  options: [FILE, FAIL_ON_OPTION, ...SCAN_OPTIONS],
  examples: [
    { command: "watertight baseline check deploy/", description: "Status 1 when some are new" },
  ],
  run: () => import("./baseline/check.ts"),
};

const prune: Command = {
  name: "prune",
  summary: "Take findings that are gone out of the baseline",
  usage: "baseline prune [OPTIONS] PATH...",
  operands: PATHS,
  options: [FILE, ...SCAN_OPTIONS],
  examples: [
    { command: "watertight baseline prune deploy/", description: "So that they cannot come back" },
  ],
  run: () => import("./baseline/prune.ts"),
};

/** `watertight baseline`. */
export const baseline: Command = {
  name: "baseline",
  summary: "Keep a list of known findings, so that only new ones fail",
  usage: "baseline VERB [OPTIONS] PATH...",
  options: [],
  subcommands: [write, check, prune],
  examples: write.examples,
};
