import { type ApiUse, apiUsesIn, byUrgency, metricUses } from "@watertight/core/versions";
import { counted } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { type Reading, readClusters } from "../../../reading.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { targetMinor } from "../target.ts";
import { type ReleaseUses, usesOfReleases } from "./helm-releases.ts";
import { deprecatedJson } from "./json.ts";
import { liveMetrics } from "./live-metrics.ts";
import { type CallSources, sortedPaths, usesOfAudit, usesOfMetrics } from "./sources.ts";
import { deprecatedText } from "./text.ts";

const VERB = { verb: "versions deprecated" };

/** What was asked and found. */
export interface DeprecatedUses {
  readonly target: number;
  readonly uses: readonly ApiUse[];
  readonly unread: ReleaseUses["unread"];
  /** Undefined where nothing but metrics and audit logs was given. */
  readonly reading: Reading | undefined;
  readonly gap: string | undefined;
  /** What is not known besides, in whole sentences. */
  readonly statements: readonly string[];
}

/** `versions deprecated`: who writes and who asks for versions of APIs that go. */
export const run: Run = async (args, context) => {
  const target = targetMinor(args, VERB.verb);
  const found = await findUses(target, args, context);
  writeAnswer(args, context.stdout, {
    json: () => deprecatedJson(found),
    text: () => deprecatedText(found),
  });
  return endingOf(found);
};

async function findUses(
  target: number,
  args: Arguments,
  context: Context,
): Promise<DeprecatedUses> {
  const sources = await sourcesOf(args, context);
  const { paths } = sources;
  const reading = paths.length === 0 ? undefined : await readClusters(args, context, { paths });
  const live = await liveMetrics(paths, args, context);
  const audit = await usesOfAudit(sources.audit, target, context);
  const objects = reading ? usesOfObjects(reading, target) : { uses: [], unread: [] };
  const { unread } = objects;
  const told = [
    ...(await usesOfMetrics(sources.metrics, target, context)),
    ...(live && "text" in live ? metricUses(live.text, target) : []),
    ...audit.uses,
  ];
  return {
    target,
    uses: [...objects.uses, ...told].sort(byUrgency),
    unread,
    reading,
    gap: reading?.gap ?? audit.gap,
    statements: [
      ...(live && "problem" in live ? [live.problem] : []),
      ...(unread.length > 0
        ? [
            `What ${counted(unread.length, "release")} of Helm deployed was not read: their Secrets hold it.`,
          ]
        : []),
    ],
  };
}

async function sourcesOf(args: Arguments, context: Context): Promise<CallSources> {
  const { paths, metrics, audit } = await sortedPaths(args.operands, context);
  const sources = {
    paths,
    metrics: [...args.values("metrics"), ...metrics],
    audit: [...args.values("audit"), ...audit],
  };
  if (Object.values(sources).every((each) => each.length === 0)) {
    throw new UsageError(
      "Give what is to be looked at: a PATH, --cluster, --metrics FILE or --audit FILE.",
      VERB,
    );
  }
  return sources;
}

function usesOfObjects({ snapshot }: Reading, target: number): ReleaseUses {
  const { uses, unread } = usesOfReleases(snapshot, target);
  return { uses: [...apiUsesIn({ snapshot, target }), ...uses], unread };
}

function endingOf({ uses, gap, target }: DeprecatedUses): Ending {
  if (gap !== undefined) return endedIncomplete(gap);
  const failing = uses.filter(
    ({ state, confidence }) => state === "removed" && confidence !== "low",
  );
  return failing.length === 0
    ? CLEAN
    : ended(
        `${counted(failing.length, "use")} of what 1.${target} does not serve ${failing.length === 1 ? "is" : "are"} left.`,
      );
}
