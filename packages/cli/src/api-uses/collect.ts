import type { Snapshot } from "@watertight/core/snapshot";
import { type ApiUse, apiUsesIn, byUrgency, metricUses } from "@watertight/core/versions";
import { counted } from "@watertight/reports/text";
import type { Arguments } from "../command.ts";
import type { Context } from "../context.ts";
import { type ReleaseUses, usesOfReleases } from "./helm-releases.ts";
import { liveMetrics } from "./live-metrics.ts";
import { liveReleaseUses } from "./live-releases.ts";
import { type CallSources, sortedPaths, usesOfAudit, usesOfMetrics } from "./sources.ts";

/** Uses of APIs that go, by everything that was given. */
export interface CollectedUses {
  /** The most urgent first. */
  readonly uses: readonly ApiUse[];
  readonly unread: ReleaseUses["unread"];
  /** What was given and holds something else than it should. */
  readonly gap: string | undefined;
  /** What is not known besides, in whole sentences. */
  readonly statements: readonly string[];
  /** Whether an API server or its audit log said what is asked for. */
  readonly knowsCallers: boolean;
}

/** What of the operands and options says who asks for APIs; the rest are paths of objects. */
export async function callSources(args: Arguments, context: Context): Promise<CallSources> {
  const { paths, metrics, audit } = await sortedPaths(args.operands, context);
  return {
    paths,
    metrics: [...args.values("metrics"), ...metrics],
    audit: [...args.values("audit"), ...audit],
  };
}

/** Collects uses by objects, releases of Helm, metrics and audit logs. */
export async function collectUses(
  { target, snapshot }: { readonly target: number; readonly snapshot: Snapshot | undefined },
  sources: CallSources,
  args: Arguments,
  context: Context,
): Promise<CollectedUses> {
  const live = await liveMetrics(sources.paths, args, context);
  const audit = await usesOfAudit(sources.audit, target, context);
  const objects = snapshot ? usesOfObjects(snapshot, target) : { uses: [], unread: [] };
  const releases = await liveReleaseUses({ paths: sources.paths, target }, args, context);
  // Whatever a cluster's Secrets do not show, its releases were asked for by themselves.
  const unread = releases === undefined ? objects.unread : [];
  const isAnswered = live !== undefined && "text" in live;
  const told = [
    ...(await usesOfMetrics(sources.metrics, target, context)),
    ...(isAnswered ? metricUses(live.text, target) : []),
    ...audit.uses,
  ];
  return {
    uses: [...objects.uses, ...(releases?.uses ?? []), ...told].sort(byUrgency),
    unread,
    gap: audit.gap ?? releases?.notRead[0],
    statements: statementsOf(live, unread),
    knowsCallers: isAnswered || sources.metrics.length + sources.audit.length > 0,
  };
}

function statementsOf(
  live: Awaited<ReturnType<typeof liveMetrics>>,
  { length }: ReleaseUses["unread"],
): readonly string[] {
  const unread = `What ${counted(length, "release")} of Helm deployed was not read: their Secrets hold it.`;
  return [...(live && "problem" in live ? [live.problem] : []), ...(length > 0 ? [unread] : [])];
}

function usesOfObjects(snapshot: Snapshot, target: number): ReleaseUses {
  const { uses, unread } = usesOfReleases(snapshot, target);
  return { uses: [...apiUsesIn({ snapshot, target }), ...uses], unread };
}
