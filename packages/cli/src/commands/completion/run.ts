import { builtInChecks } from "@watertight/core/checks";
import type { Command, Run } from "../../command.ts";
import { CLEAN } from "../../ending.ts";
import { completionScript } from "./script.ts";

/** Prints the completion script of a shell for these verbs; the ids of the checks are written into it. */
export function printsCompletionOf(commands: readonly Command[]): Run {
  return (args, { stdout }) => {
    const checkIds = builtInChecks().map(({ id }) => id);
    stdout.write(completionScript(args.operands[0] ?? "", commands, checkIds));
    return Promise.resolve(CLEAN);
  };
}
