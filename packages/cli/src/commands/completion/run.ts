import { builtInChecks } from "@watertight/core";
import type { Run } from "../../command.ts";
import { completionScript } from "../../completion.ts";
import { EXIT_STATUS } from "../../exit-status.ts";
import { COMMANDS } from "../../registry.ts";

/** Prints the completion script of a shell; the ids of the checks are written into it. */
export const run: Run = (args, { stdout }) => {
  const checkIds = builtInChecks().map(({ id }) => id);
  stdout.write(completionScript(args.operands[0] ?? "", COMMANDS, checkIds));
  return Promise.resolve(EXIT_STATUS.clean);
};
