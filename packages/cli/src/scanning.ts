import {
  builtInChecks,
  type Check,
  type Finding,
  isIncomplete,
  type Snapshot,
  scan,
} from "@watertight/core";
import type { Arguments } from "./command.ts";
import type { Configuration } from "./configuration/configuration.ts";
import { loadConfiguration } from "./configuration/load.ts";
import type { Context } from "./context.ts";
import { readIgnoreFiles } from "./foreign/ignore-files.ts";
import { readSnapshot } from "./reading.ts";
import { didYouMean } from "./suggest.ts";
import { UsageError } from "./usage-error.ts";

/** A scan that is ready to run. */
export interface Scanning {
  readonly configuration: Configuration;
  /** The checks that run, in the order of the catalogue. */
  readonly checks: readonly Check[];
  readonly snapshot: Snapshot;
  /** Runs the checks; each call scans anew. */
  readonly findings: () => Generator<Finding>;
}

/** Reads configuration and input for a verb that declares `SCAN_OPTIONS`; `paths` takes the place of its operands. */
export async function prepareScan(
  args: Arguments,
  context: Context,
  verb: string,
  paths: readonly string[] = args.operands,
): Promise<Scanning> {
  const configuration = await loadConfiguration({
    workingDirectory: context.workingDirectory,
    file: args.value("config"),
    none: args.flag("no-config"),
    checkIds: builtInChecks().map(({ id }) => id),
  });
  const catalogue = builtInChecks(configuration.parameters);
  const checks = selectedChecks(catalogue, args, configuration, verb);
  const foreign = args.flag("honour-foreign-exceptions");
  const ignoreFiles = foreign ? await readIgnoreFiles(context.workingDirectory, catalogue) : [];
  const snapshot = await readSnapshot({ ...args, operands: paths }, context, configuration);
  return {
    configuration,
    checks,
    snapshot,
    findings: () =>
      scan(snapshot, checks, {
        severities: Object.fromEntries(configuration.checks.severity),
        exceptions: {
          today: context.today(),
          configured: [...configuration.exceptions, ...ignoreFiles],
          foreign,
          catalogue,
          running: new Set(checks.map(({ id }) => id)),
          complete: !isIncomplete(snapshot.coverage, snapshot.diagnostics),
        },
      }),
  };
}

function selectedChecks(
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
