import {
  type AttackEnds,
  type AttackPath,
  type AttackSettings,
  type AttackVertex,
  attackPaths,
  blastRadius,
  createAttackGraph,
  textOfVertex,
} from "@watertight/core/attack-paths";
import type { Cluster, Clusters } from "@watertight/core/cluster";
import type { Snapshot } from "@watertight/core/snapshot";
import { missingIn } from "@watertight/reports/attack-paths";

/** What an attacker can do in one input: paths to what is not to fall, and what else falls. */
export interface Attacks {
  /** By their steps. */
  readonly paths: ReadonlyMap<string, ComparedPath>;
  readonly reached: ReadonlyMap<string, Reached>;
  /** There may be more paths. */
  readonly truncated: boolean;
  /** Why a path may be missing. */
  readonly missing: readonly string[];
}

/** A path with the input that its lines are in. */
export interface ComparedPath {
  readonly path: AttackPath;
  readonly snapshot: Snapshot;
}

/** What falls from some entry, surely or not. */
export interface Reached {
  readonly vertex: AttackVertex;
  readonly certainty: "unknown" | "yes";
}

/** What a change does for an attacker. */
export interface AttackDifference {
  /** Paths that were not there, or were not sure. */
  readonly opened: readonly ComparedPath[];
  readonly closed: readonly ComparedPath[];
  /** What falls now and did not, or not surely. */
  readonly gained: readonly Reached[];
  readonly lost: readonly Reached[];
  readonly truncated: boolean;
  readonly missing: readonly string[];
}

/** Most paths between an entry and a goal; `paths` has as many. */
const MOST = 10;

/** The attacks in every world of an input. */
export function attacksIn(
  { widest }: Clusters,
  settings: AttackSettings,
  ends: AttackEnds,
): Attacks {
  const paths = new Map<string, ComparedPath>();
  const reached = new Map<string, Reached>();
  let truncated = false;
  for (const cluster of widest) {
    const graph = createAttackGraph(cluster, settings, ends);
    const found = attackPaths(graph, MOST);
    truncated ||= found.truncated;
    for (const path of found.paths)
      takeSurest(paths, keyOf(path), { path, snapshot: cluster.snapshot });
    for (const { vertex, certainty } of blastRadius(graph, graph.entries)) {
      const key = textOfVertex(vertex);
      const known = reached.get(key);
      if (known?.certainty !== "yes") reached.set(key, { vertex, certainty });
    }
  }
  return { paths, reached, truncated, missing: widest.flatMap((each: Cluster) => missingIn(each)) };
}

function takeSurest(paths: Map<string, ComparedPath>, key: string, found: ComparedPath): void {
  if (paths.get(key)?.path.certainty !== "yes") paths.set(key, found);
}

/** Equal for the same steps over the same things, however sure. */
function keyOf({ from, steps }: AttackPath): string {
  return [textOfVertex(from), ...steps.map(({ edge, to }) => `${edge} ${textOfVertex(to)}`)].join(
    "\n",
  );
}

/** What changes from one input to the other. */
export function compareAttacks(before: Attacks, after: Attacks): AttackDifference {
  return {
    opened: beyond(after.paths, before.paths, ({ path }) => path.certainty),
    closed: beyond(before.paths, after.paths, ({ path }) => path.certainty),
    gained: beyond(after.reached, before.reached, ({ certainty }) => certainty),
    lost: beyond(before.reached, after.reached, ({ certainty }) => certainty),
    truncated: before.truncated || after.truncated,
    missing: [...new Set([...before.missing, ...after.missing])],
  };
}

/** What one has that the other has not, or not so surely. */
function beyond<Value>(
  one: ReadonlyMap<string, Value>,
  other: ReadonlyMap<string, Value>,
  certaintyOf: (value: Value) => "unknown" | "yes",
): readonly Value[] {
  return [...one].flatMap(([key, value]) => {
    const known = other.get(key);
    const isMore =
      known === undefined || (certaintyOf(value) === "yes" && certaintyOf(known) === "unknown");
    return isMore ? [value] : [];
  });
}
