import type { Command } from "../../command.ts";
import { detect } from "./detect/declaration.ts";
import { incidents } from "./incidents/declaration.ts";
import { level } from "./level/declaration.ts";
import { policy } from "./policy/declaration.ts";

/** `watertight audit`. */
export const audit: Command = {
  name: "audit",
  summary: "Answer what an audit policy records, and what an audit log shows",
  usage: "audit VERB [OPTIONS] ...",
  options: [],
  examples: [
    ...detect.examples.slice(0, 2),
    ...incidents.examples.slice(0, 1),
    ...level.examples,
    ...policy.examples,
  ],
  subcommands: [detect, incidents, level, policy],
};
