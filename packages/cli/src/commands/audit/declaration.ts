import type { Command } from "../../command.ts";
import { level } from "./level/declaration.ts";
import { policy } from "./policy/declaration.ts";

/** `watertight audit`. */
export const audit: Command = {
  name: "audit",
  summary: "Answer what an audit policy records, and what an audit log shows",
  usage: "audit VERB [OPTIONS] ...",
  options: [],
  examples: [...level.examples, ...policy.examples],
  subcommands: [level, policy],
};
