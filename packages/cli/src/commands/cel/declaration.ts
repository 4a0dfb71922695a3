import type { Command } from "../../command.ts";
import { evaluate } from "./eval/declaration.ts";

/** `watertight cel`. */
export const cel: Command = {
  name: "cel",
  summary: "Evaluate CEL expressions exactly as the API server does, costs included",
  usage: "cel VERB [OPTIONS]",
  options: [],
  examples: evaluate.examples.slice(0, 2),
  subcommands: [evaluate],
};
