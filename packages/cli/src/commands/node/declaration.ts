import type { Command } from "../../command.ts";
import { collect } from "./collect/declaration.ts";
import { malware } from "./malware/declaration.ts";

/** `watertight node`. */
export const node: Command = {
  name: "node",
  summary: "Read the facts of a node, and have its files looked through for malware",
  usage: "node VERB [OPTIONS]",
  options: [],
  examples: [...collect.examples, ...malware.examples],
  subcommands: [collect, malware],
};
