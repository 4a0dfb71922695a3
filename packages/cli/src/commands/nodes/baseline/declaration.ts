import type { Command } from "../../../command.ts";
import { check } from "./check/declaration.ts";
import { write } from "./write/declaration.ts";

/** `watertight nodes baseline`. */
export const baseline: Command = {
  name: "baseline",
  summary: "Keep what the files of a node are, and tell what changed without being audited",
  usage: "nodes baseline VERB [OPTIONS]",
  options: [],
  examples: [...write.examples, ...check.examples],
  subcommands: [write, check],
};
