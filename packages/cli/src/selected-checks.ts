import type { Check } from "@watertight/core/checks";
import type { Configuration } from "@watertight/core/configuration";
import type { Arguments } from "./command.ts";
import type { Context } from "./context.ts";
import { findChecks } from "./find-checks.ts";

/**
 * Those of the checks that `--check`, `--skip-check` and the configuration leave, for a verb that declares `CHECK_OPTIONS`. The
 * options take every name that `explain` takes; what another tool's name came to is remarked.
 */
export function selectedChecks(
  checks: readonly Check[],
  args: Arguments,
  configuration: Configuration,
  { verb, context }: { readonly verb: string; readonly context: Pick<Context, "stderr"> },
): readonly Check[] {
  const idsOf = (option: string): readonly string[] =>
    args.values(option).flatMap((name) => {
      const ids = findChecks(name, checks, verb).map(({ id }) => id);
      if (!ids.includes(name) && !args.flag("quiet")) {
        context.stderr.write(`--${option} ${name} is here ${ids.join(", ")}.\n`);
      }
      return ids;
    });
  const asked = idsOf("check");
  const only = asked.length > 0 ? asked : configuration.checks.only;
  const skipped = new Set([...idsOf("skip-check"), ...configuration.checks.skip]);
  return checks.filter(({ id }) => (only?.includes(id) ?? true) && !skipped.has(id));
}
