import { builtInChecks, type Check } from "@watertight/core/checks";
import { createClusters } from "@watertight/core/cluster";
import type { Finding } from "@watertight/core/findings";
import { type PlacedFinding, type ScanOptions, scanPlaces } from "@watertight/core/scan";
import { isIncomplete, type Snapshot } from "@watertight/core/snapshot";
import type { Arguments } from "./command.ts";
import type { Configuration } from "./configuration/configuration.ts";
import { loadConfiguration } from "./configuration/load.ts";
import type { Context } from "./context.ts";
import { readIgnoreFiles } from "./foreign/ignore-files.ts";
import { readSnapshot } from "./reading.ts";
import { selectedChecks } from "./selected-checks.ts";

/** A scan that is ready to run. */
export interface Scanning {
  readonly configuration: Configuration;
  /** All checks, with the parameters of the configuration. */
  readonly catalogue: readonly Check[];
  /** The checks that run, in the order of the catalogue. */
  readonly checks: readonly Check[];
  readonly snapshot: Snapshot;
  /** Runs the checks; each call scans anew. */
  readonly findings: () => Generator<Finding>;
  /** The same of another snapshot of the input, each with the objects that show it. */
  readonly placesIn: (snapshot: Snapshot) => Generator<PlacedFinding>;
}

/** What a verb wants otherwise than its arguments say. */
interface Wish {
  /** In place of the operands. */
  readonly paths?: readonly string[];
  /** Of the checks that are selected. */
  readonly runs?: (check: Check) => boolean;
}

/** Reads configuration and input for a verb that declares `SCAN_OPTIONS`. */
export async function prepareScan(
  args: Arguments,
  context: Context,
  verb: string,
  { paths = args.operands, runs = () => true }: Wish = {},
): Promise<Scanning> {
  const configuration = await loadConfiguration({
    workingDirectory: context.workingDirectory,
    file: args.value("config"),
    none: args.flag("no-config"),
    checkIds: builtInChecks().map(({ id }) => id),
  });
  const catalogue = builtInChecks(configuration.parameters);
  const checks = selectedChecks(catalogue, args, configuration, verb).filter(runs);
  const foreign = args.flag("honour-foreign-exceptions");
  const ignoreFiles = foreign ? await readIgnoreFiles(context.workingDirectory, catalogue) : [];
  const snapshot = await readSnapshot({ ...args, operands: paths }, context, configuration);
  const options: ScanOptions = {
    severities: Object.fromEntries(configuration.checks.severity),
    exceptions: {
      today: context.today(),
      configured: [...configuration.exceptions, ...ignoreFiles],
      foreign,
      catalogue,
      running: new Set(checks.map(({ id }) => id)),
      complete: !isIncomplete(snapshot.coverage, snapshot.diagnostics),
    },
  };
  const placesIn = (input: Snapshot): Generator<PlacedFinding> =>
    scanPlaces(createClusters(input).judged, checks, options);
  return {
    configuration,
    catalogue,
    checks,
    snapshot,
    findings: function* () {
      for (const { finding } of placesIn(snapshot)) yield finding;
    },
    placesIn,
  };
}
