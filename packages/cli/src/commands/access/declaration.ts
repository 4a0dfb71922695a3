import { ONLY_OBJECTS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import { canI } from "./can-i/declaration.ts";
import { covers } from "./covers/declaration.ts";
import { diff } from "./diff/declaration.ts";
import { escalate } from "./escalate/declaration.ts";
import { leastPrivilege } from "./least-privilege/declaration.ts";
import { matrix } from "./matrix/declaration.ts";
import { pipelines } from "./pipelines/declaration.ts";
import { rights } from "./rights/declaration.ts";
import { whoCan } from "./who-can/declaration.ts";

/** `watertight access`. */
export const access: Command = {
  name: "access",
  summary: "Answer who can do what by RBAC, exactly as the API server's authorizers decide",
  usage: "access VERB [OPTIONS]",
  options: [],
  examples: [...canI.examples.slice(0, 1), ...whoCan.examples.slice(0, 1)],
  readsNot: ONLY_OBJECTS,
  subcommands: [
    canI,
    whoCan,
    covers,
    escalate,
    rights,
    matrix,
    leastPrivilege,
    diff,
    pipelines,
  ].map((command) => ({ ...command, readsNot: ONLY_OBJECTS })),
};
