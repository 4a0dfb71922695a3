import type { Command } from "../../command.ts";
import { evaluate } from "./evaluate/declaration.ts";

/** `watertight policy`. */
export const policy: Command = {
  name: "policy",
  summary: "Evaluate admission policies exactly as the API server does, anywhere",
  usage: "policy VERB [OPTIONS] PATH...",
  options: [],
  examples: evaluate.examples,
  subcommands: [evaluate],
};
