import type { Command } from "../../command.ts";

/** `watertight help`; `invoke.ts` answers it without loading more. */
export const help: Command = {
  name: "help",
  summary: "Show the help of a verb",
  usage: "help [VERB [SUBVERB]]",
  operands: { placeholder: "VERB", minimum: 0, maximum: 2 },
  options: [],
  examples: [{ command: "watertight help scan", description: "Options and examples of one verb" }],
};
