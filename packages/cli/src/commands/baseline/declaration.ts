import type { Command } from "../../command.ts";
import { check } from "./check/declaration.ts";
import { prune } from "./prune/declaration.ts";
import { write } from "./write/declaration.ts";

/** `watertight baseline`. */
export const baseline: Command = {
  name: "baseline",
  summary: "Keep a list of known findings, so that only new ones fail",
  usage: "baseline VERB [OPTIONS] PATH...",
  options: [],
  subcommands: [write, check, prune],
  examples: write.examples,
};
