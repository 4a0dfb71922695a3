import type { Command } from "../../command.ts";
import { collect } from "./collect/declaration.ts";

/** `watertight node`. */
export const node: Command = {
  name: "node",
  summary: "Read the facts of a node that benchmarks are judged by",
  usage: "node VERB [OPTIONS]",
  options: [],
  examples: [...collect.examples],
  subcommands: [collect],
};
