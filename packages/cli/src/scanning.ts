import { builtInChecks, type Check } from "@watertight/core/checks";
import type { Clusters } from "@watertight/core/cluster";
import type { Configuration } from "@watertight/core/configuration";
import type { Finding } from "@watertight/core/findings";
import {
  notAssessableIn,
  type PlacedFinding,
  type ScanOptions,
  scanPlaces,
} from "@watertight/core/scan";
import type { Snapshot } from "@watertight/core/snapshot";
import type { NamespaceOfWorld } from "@watertight/reports";
import { type AttackRanking, attackRanking, UNRANKED } from "./attack-ranking.ts";
import type { Arguments } from "./command.ts";
import type { Context } from "./context.ts";
import { readIgnoreFiles } from "./foreign/ignore-files.ts";
import { readSurroundings } from "./live/read-snapshot.ts";
import { configurationFor, readClusters } from "./reading.ts";
import { selectedChecks } from "./selected-checks.ts";

/** A scan that is ready to run. */
export interface Scanning {
  readonly configuration: Configuration;
  /** All checks, with the parameters of the configuration. */
  readonly catalogue: readonly Check[];
  /** The checks that run, in the order of the catalogue. */
  readonly checks: readonly Check[];
  /** Its coverage has what the checks that run cannot tell. */
  readonly snapshot: Snapshot;
  /** Why a check cannot tell of something; undefined where it always can. */
  readonly unassessedBy: (check: string) => string | undefined;
  /** What should have been examined and was not, in a sentence; undefined where all was. */
  readonly gap: string | undefined;
  /** Where objects are taken to be that name no namespace, by world. */
  readonly namespaces: () => readonly NamespaceOfWorld[];
  /** What is known of paths of attack; those of no finding where the verb did not ask for them. */
  readonly ranking: AttackRanking;
  /** The worlds of the input, each made once. */
  readonly clusters: () => Clusters;
  /** Runs the checks; each call scans anew. */
  readonly findings: () => Generator<Finding>;
  /** The same of another snapshot of the input, each with the objects that show it. */
  readonly placesIn: (snapshot: Snapshot) => Generator<PlacedFinding>;
}

/** What a verb wants otherwise than its arguments say. */
interface Wish {
  /** In place of the operands. */
  readonly paths?: readonly string[];
  /** Where it has been read already. */
  readonly configuration?: Configuration;
  /** Findings are held against paths of attack; the verb declares `ATTACK_PATHS`. */
  readonly isRanked?: boolean;
  /** Of the checks that are selected. */
  readonly runs?: (check: Check) => boolean;
}

/** What a scan is to do, whatever its input is. */
export interface ScanPlan extends Pick<Scanning, "configuration" | "catalogue" | "checks"> {
  /** How it is done where this should have been examined and was not. */
  readonly optionsWith: (gap: string | undefined) => ScanOptions;
}

/** Reads the configuration for a verb that declares `SCAN_OPTIONS`. */
export async function scanPlan(
  args: Arguments,
  context: Context,
  verb: string,
  { paths = args.operands, configuration: known, runs = () => true }: Wish = {},
): Promise<ScanPlan> {
  const configuration = known ?? (await configurationFor(args, context, paths));
  const own = await ownChecks(args, context, configuration);
  const catalogue = [...builtInChecks(configuration.parameters), ...own];
  const checks = selectedChecks(catalogue, args, configuration, { verb, context }).filter(runs);
  const foreign = args.flag("honour-foreign-exceptions");
  const ignoreFiles = foreign ? await readIgnoreFiles(context.workingDirectory, catalogue) : [];
  const optionsWith: ScanPlan["optionsWith"] = (gap) => ({
    severities: Object.fromEntries(configuration.checks.severity),
    exceptions: {
      today: context.today(),
      configured: [...configuration.exceptions, ...ignoreFiles],
      foreign,
      catalogue,
      running: new Set(checks.map(({ id }) => id)),
      complete: gap === undefined,
    },
  });
  return { configuration, catalogue, checks, optionsWith };
}

/** Checks that are not built in: the policies of `--policies`, and images by `--images`; nothing is loaded where there are none. */
async function ownChecks(
  args: Arguments,
  context: Context,
  configuration: Configuration,
): Promise<readonly Check[]> {
  const policies = await checksOfPolicies(args, context, configuration);
  if (!args.flag("images")) return policies;
  const { imageChecks } = await import("./image-checks.ts");
  return [...policies, ...(await imageChecks(args, context, configuration))];
}

async function checksOfPolicies(
  args: Arguments,
  context: Context,
  configuration: Configuration,
): Promise<readonly Check[]> {
  const paths = args.values("policies");
  if (paths.length === 0) return [];
  const { policyChecks } = await import("@watertight/cel/policies");
  const { snapshot } = await readClusters(args, context, {
    ...{ paths, configuration, isAside: true },
  });
  return policyChecks(snapshot.objects.map(({ object }) => object));
}

/** Reads configuration and input for a verb that declares `SCAN_OPTIONS`. */
export async function prepareScan(
  args: Arguments,
  context: Context,
  verb: string,
  { paths = args.operands, configuration: known, runs = () => true, isRanked = false }: Wish = {},
): Promise<Scanning> {
  const wish = { paths, ...(known && { configuration: known }), runs };
  const { configuration, catalogue, checks, optionsWith } = await scanPlan(
    args,
    context,
    verb,
    wish,
  );
  const reading = await readClusters(args, context, {
    paths,
    configuration,
    remarks: "later",
    around: await readSurroundings(args, context),
  });
  const { snapshot: read, gap } = reading;
  const clustersOf = (input: Snapshot): Clusters =>
    reading.clustersOf(input === snapshot ? read : input);
  const unassessed = notAssessableIn(reading.clusters.judged, checks);
  const snapshot = withUnassessed(read, unassessed.parts);
  const options = optionsWith(gap);
  const ranking = isRanked ? await attackRanking(args, () => reading.clusters) : UNRANKED;
  const placesIn = (input: Snapshot): Generator<PlacedFinding> =>
    scanPlaces(clustersOf(input).judged, checks, options);
  return {
    configuration,
    catalogue,
    checks,
    snapshot,
    unassessedBy: unassessed.reasonOf,
    gap,
    namespaces: () =>
      clustersOf(snapshot).judged.flatMap(({ world, namespace }) =>
        namespace ? [{ world, namespace }] : [],
      ),
    ranking,
    clusters: () => clustersOf(snapshot),
    findings: function* () {
      for (const { finding } of placesIn(snapshot)) yield ranking.ranked(finding);
    },
    placesIn,
  };
}

/** The same snapshot, whose coverage names what checks cannot tell too. */
export function withUnassessed(
  snapshot: Snapshot,
  parts: Snapshot["coverage"]["notExamined"],
): Snapshot {
  if (parts.length === 0) return snapshot;
  const { coverage } = snapshot;
  return {
    ...snapshot,
    coverage: { ...coverage, notExamined: [...coverage.notExamined, ...parts] },
  };
}
