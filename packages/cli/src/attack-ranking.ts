import type { PathOfWeakness } from "@watertight/core/attack-paths";
import type { Clusters } from "@watertight/core/cluster";
import type { Finding } from "@watertight/core/findings";
import type { Arguments } from "./command.ts";

/** More objects would make a scan wait: the graph grows with them. */
const MOST_OBJECTS = 2000;
/** Paths between an entry and a goal, as `paths` has them. */
const MOST_PATHS = 10;

/** What is known of the paths that findings are on. */
export interface AttackRanking {
  readonly pathsOf: (finding: Finding) => readonly PathOfWeakness[];
  /** The same finding, with the number of its paths where it is on any. */
  readonly ranked: (finding: Finding) => Finding;
  /** What a report says of it, in whole sentences. */
  readonly statements: readonly string[];
}

/** Where nobody looked for paths. */
export const UNRANKED: AttackRanking = {
  pathsOf: () => [],
  ranked: (finding) => finding,
  statements: [],
};

/** Why nobody looks for paths of attack by `--attack-paths`: a sentence; undefined where somebody does. */
export function notLookedFor(
  args: Arguments,
  inputs: readonly Pick<Clusters, "widest">[],
): string | undefined {
  const when = args.value("attack-paths") ?? "auto";
  if (when === "never") return "Paths of attack were not looked for, as --attack-paths never says.";
  const sizes = inputs.map(({ widest }) =>
    widest.reduce((sum, { snapshot }) => sum + snapshot.objects.length, 0),
  );
  const size = Math.max(0, ...sizes);
  if (when !== "auto" || size <= MOST_OBJECTS) return undefined;
  return `Paths of attack were not looked for in ${size} objects; --attack-paths always does.`;
}

/** Looks for paths of attack where `--attack-paths` says so; nothing is loaded where it does not. */
export async function attackRanking(
  args: Arguments,
  clusters: () => Clusters,
): Promise<AttackRanking> {
  if (args.value("attack-paths") === "never") return UNRANKED;
  const { widest } = clusters();
  const tooMany = notLookedFor(args, [{ widest }]);
  if (tooMany !== undefined) return { ...UNRANKED, statements: [tooMany] };
  const { weaknessesIn } = await import("@watertight/core/attack-paths");
  const { pathsOf, truncated } = weaknessesIn(widest, {}, MOST_PATHS);
  return {
    pathsOf,
    ranked: (finding) => {
      const paths = pathsOf(finding);
      if (paths.length === 0) return finding;
      const sure = paths.filter(({ path }) => path.certainty === "yes").length;
      return { ...finding, onPaths: { count: paths.length, sure } };
    },
    statements: truncated
      ? [
          "Findings may be on more paths of attack: ten were looked for between an entry and a goal.",
        ]
      : [],
  };
}
