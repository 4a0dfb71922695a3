import type { Command } from "../../../command.ts";
import { diff } from "./diff/declaration.ts";
import { explain } from "./explain/declaration.ts";
import { lint } from "./lint/declaration.ts";

/** `watertight audit policy`. */
export const policy: Command = {
  name: "policy",
  summary: "Explain, examine and compare audit policies",
  usage: "audit policy VERB [OPTIONS] ...",
  options: [],
  examples: [...explain.examples, ...lint.examples, ...diff.examples],
  subcommands: [explain, lint, diff],
};
