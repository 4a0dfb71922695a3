import type { Command } from "../../command.ts";
import { test } from "./test/declaration.ts";

/** `watertight notify`. */
export const notify: Command = {
  name: "notify",
  summary: "Try the channels by which the server tells what changed",
  usage: "notify VERB [OPTIONS]",
  options: [],
  examples: test.examples,
  subcommands: [test],
};
