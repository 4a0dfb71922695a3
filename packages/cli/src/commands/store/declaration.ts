import type { Command } from "../../command.ts";
import { backup } from "./backup/declaration.ts";
import { restore } from "./restore/declaration.ts";

/** `watertight store`. */
export const store: Command = {
  name: "store",
  summary: "Back up and restore what a server remembers",
  usage: "store VERB [OPTIONS] FILE",
  options: [],
  examples: [...backup.examples, ...restore.examples],
  subcommands: [backup, restore],
};
