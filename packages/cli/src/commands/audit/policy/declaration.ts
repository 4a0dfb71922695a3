import type { Command } from "../../../command.ts";
import { diff } from "./diff/declaration.ts";
import { estimate } from "./estimate/declaration.ts";
import { explain } from "./explain/declaration.ts";
import { generate } from "./generate/declaration.ts";
import { lint } from "./lint/declaration.ts";

/** `watertight audit policy`. */
export const policy: Command = {
  name: "policy",
  summary: "Explain, examine, write and compare audit policies",
  usage: "audit policy VERB [OPTIONS] ...",
  options: [],
  examples: [
    ...explain.examples,
    ...lint.examples,
    ...generate.examples,
    ...estimate.examples,
    ...diff.examples,
  ],
  subcommands: [explain, lint, generate, estimate, diff],
};
