import { RIGHTS_AND_SECRETS, SECRETS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import { canReach } from "./can-reach/declaration.ts";
import { connections } from "./connections/declaration.ts";
import { diff } from "./diff/declaration.ts";
import { exposure } from "./exposure/declaration.ts";
import { lint } from "./lint/declaration.ts";
import { synthesize } from "./synthesize/declaration.ts";

/** `watertight network`. */
export const network: Command = {
  name: "network",
  summary: "Answer which pods can connect to which, by the network policies in force",
  usage: "network VERB [OPTIONS] PATH...",
  options: [],
  examples: [
    ...connections.examples,
    ...canReach.examples,
    ...exposure.examples,
    ...lint.examples,
    ...synthesize.examples,
    ...diff.examples,
  ],
  subcommands: [connections, canReach, exposure, lint, synthesize, diff].map((command) => ({
    ...command,
    // Whose account has rights calls the API server, which its policies must allow.
    readsNot: command === synthesize ? SECRETS : RIGHTS_AND_SECRETS,
  })),
};
