import type { Snapshot } from "@watertight/core/snapshot";
import { type Change, changeSnapshot } from "@watertight/core/what-if";
import { sanitize } from "@watertight/reports/text";
import type { Arguments, Command, Run } from "../../command.ts";
import type { Context } from "../../context.ts";
import { CLEAN, told } from "../../ending.ts";
import { EXIT_STATUS } from "../../exit-status.ts";
import { invoke } from "../../invoke.ts";
import { UsageError } from "../../usage-error.ts";
import { changesOfFile, deletionOf } from "./read-changes.ts";
import { demandChangeable } from "./verbs.ts";

const VERB = "what-if";

/** `what-if`: reads the changes, and asks the verb, which finds them made in whatever it reads. */
export function asksWith(commands: readonly Command[]): Run {
  return async (args, context) => {
    const verb = demandChangeable(args.operands, commands);
    const changes = await changesIn(args, context);
    if (changes.length === 0)
      throw new UsageError("Nothing is to change: give --apply, --put or --delete.", {
        verb: VERB,
      });
    const made: ReturnType<typeof changeSnapshot>[] = [];
    const status = await invoke(args.operands, commands, {
      ...context,
      change: (snapshot) => {
        const result = changeSnapshot(snapshot, changes);
        made.push(result);
        return changed(result, args.flag("quiet") ? undefined : context);
      },
    });
    if (made.length === 0)
      throw new UsageError(`"${verb}" read no objects, so that nothing was changed.`);
    return status === EXIT_STATUS.findings || status === EXIT_STATUS.incomplete
      ? told(status)
      : CLEAN;
  };
}

async function changesIn(args: Arguments, context: Context): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const file of args.values("apply"))
    changes.push(...(await changesOfFile(file, "apply", context)));
  for (const file of args.values("put"))
    changes.push(...(await changesOfFile(file, "put", context)));
  changes.push(...args.values("delete").map(deletionOf));
  return changes;
}

function changed(made: ReturnType<typeof changeSnapshot>, teller: Context | undefined): Snapshot {
  if ("problem" in made) throw new UsageError(sanitize(made.problem));
  for (const statement of made.statements) teller?.stderr.write(`${sanitize(statement)}\n`);
  return made.snapshot;
}
