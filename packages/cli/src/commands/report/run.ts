import { basename } from "node:path";
import { createClusterPage } from "@watertight/reports/cluster-page";
import type { Arguments, Run } from "../../command.ts";
import type { Context } from "../../context.ts";
import { chosenWorld, settingsOf } from "../../reading.ts";
import { prepareScan, type Scanning } from "../../scanning.ts";
import { tenantSettings } from "../../tenants.ts";
import { attackSettingsOf } from "../paths/settings.ts";
import { reportScan } from "../scan/report-scan.ts";
import { givenDocuments } from "./given-documents.ts";
import { findingsSince } from "./since.ts";

const VERB = "report";

/** More objects would make a page wait for paths, as they would make a scan. */
const MOST_OBJECTS = 2000;

/** `report`: a scan, and what every engine says, in one page. */
export const run: Run = async (args, context) => {
  const given = await givenDocuments(args.values("document"), context);
  const scanning = await prepareScan(args, context, VERB, { isRanked: true });
  const { configuration, catalogue, unassessedBy } = scanning;
  const cluster = oneWorldOf(scanning, args);
  if (!cluster && !args.flag("quiet")) context.stderr.write(SEVERAL);
  const page = createClusterPage({
    source: sourceOf(args, context),
    time: timeOf(context),
    ...{ cluster, catalogue, unassessedBy, given },
    attacks: attackSettingsOf(args, configuration, VERB),
    looksForPaths: looksForPaths(args, scanning),
    tenants: tenantSettings(args, configuration),
    ownerKey: args.value("owner-label") ?? configuration.images.ownerLabel,
    settings: isOnlyWorld(scanning) ? settingsOf(args, configuration) : undefined,
    since: await findingsSince(args, context, scanning),
  });
  return reportScan(scanning, args, context, { page });
};

const SEVERAL =
  "The input holds different objects of the same name, so that the page has no answers on the network, access, tenants and paths; --world or --one-world says which is meant.\n";

/** The world that questions are about; undefined where the input is several and nobody says which. */
function oneWorldOf(scanning: Scanning, args: Arguments) {
  const clusters = scanning.clusters();
  const world = args.value("world");
  const [only, ...others] = clusters.widest;
  if (world !== undefined) return chosenWorld(clusters, world);
  return others.length === 0 ? only : undefined;
}

/** Of several worlds the page has the objects of all, and cannot make one again. */
function isOnlyWorld(scanning: Scanning): boolean {
  return scanning.clusters().widest.length === 1;
}

function looksForPaths(args: Arguments, { snapshot }: Scanning): boolean {
  const when = args.value("attack-paths") ?? "auto";
  return when === "always" || (when === "auto" && snapshot.objects.length <= MOST_OBJECTS);
}

function sourceOf(args: Arguments, { workingDirectory }: Context): string {
  const paths = args.operands
    .map((path) => (/^\.\/?$/.test(path) ? basename(workingDirectory) : path))
    .join(" ");
  return paths.length <= 200 ? paths : `${paths.slice(0, 199)}…`;
}

/** The day is all that a verb is told of the time; where nobody has set one the second is known too. */
function timeOf({ today }: Context): string {
  const now = new Date().toISOString();
  return now.startsWith(today()) ? `${now.slice(0, 19)}Z` : `${today()}T00:00:00Z`;
}
