import type { Command } from "../../command.ts";
import { canRun } from "./can-run/declaration.ts";
import { dedicated } from "./dedicated/declaration.ts";
import { nodes } from "./nodes/declaration.ts";
import { pods } from "./pods/declaration.ts";

/** `watertight placement`. */
export const placement: Command = {
  name: "placement",
  summary: "Answer which nodes a pod may run on and which pods a node may get, and why",
  usage: "placement VERB [OPTIONS] PATH...",
  options: [],
  examples: [...nodes.examples, ...pods.examples, ...canRun.examples, ...dedicated.examples],
  subcommands: [nodes, pods, canRun, dedicated],
};
