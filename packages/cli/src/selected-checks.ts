import type { Check } from "@watertight/core/checks";
import type { Configuration } from "@watertight/core/configuration";
import { didYouMean } from "@watertight/core/vocabulary";
import type { Arguments } from "./command.ts";
import { UsageError } from "./usage-error.ts";

/** Those of the checks that `--check`, `--skip-check` and the configuration leave, for a verb that declares `CHECK_OPTIONS`. */
export function selectedChecks(
  checks: readonly Check[],
  args: Arguments,
  configuration: Configuration,
  verb: string,
): readonly Check[] {
  const ids = checks.map(({ id }) => id);
  for (const id of [...args.values("check"), ...args.values("skip-check")]) {
    if (ids.includes(id)) continue;
    throw new UsageError(`There is no check "${id}"${didYouMean(id, ids)}`, { verb });
  }
  const only = args.values("check").length > 0 ? args.values("check") : configuration.checks.only;
  const skipped = [...args.values("skip-check"), ...configuration.checks.skip];
  return checks.filter(({ id }) => (only?.includes(id) ?? true) && !skipped.includes(id));
}
