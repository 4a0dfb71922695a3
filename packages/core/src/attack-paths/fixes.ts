import { type Edit, headingTo, smallestCut } from "../hypergraph/index.ts";
import { applyEdits } from "../kubernetes/apply-edits.ts";
import { isKubernetesObject, type KubernetesObject } from "../kubernetes/object.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { blastRadius } from "./blast-radius.ts";
import { type AttackChange, type AttackGraph, isObjectChange } from "./model.ts";
import { type AttackPath, attackPaths } from "./paths.ts";

/** The edits that cut paths, and what is known of them. */
export interface AttackFixes {
  readonly edits: readonly (Edit<AttackChange> & {
    /** How many of the paths it is on. */
    readonly cuts: number;
  })[];
  readonly cost: number;
  /** `smallest`: no other set costs less, proven; `best`: none was found; `budget`: the most that it allows. */
  readonly kind: "best" | "budget" | "smallest";
  /** What any set that cuts all costs at least. */
  readonly atLeast: number;
  /** Pairs of an entry and a goal between which there is a way. */
  readonly pathsBefore: number;
  /** The same on the changed model, asked of all engines again. */
  readonly pathsAfter: number;
  /** Whether that is as it was promised. */
  readonly proven: boolean;
  /** A path that no edit breaks; then there is no cut. */
  readonly unbreakable?: AttackPath;
}

/** Makes the graph of a changed snapshot, with everything else as it was. */
export type Remake = (snapshot: Snapshot) => AttackGraph;

/** The cheapest edits that leave no way from an entry to a goal, or as much as a budget allows, proven on the changed model. */
export function attackFixes(
  graph: AttackGraph,
  snapshot: Snapshot,
  {
    remake,
    budget = Infinity,
    limit = 20,
  }: { readonly remake: Remake; readonly budget?: number; readonly limit?: number },
): AttackFixes {
  const paths = attackPaths(graph, limit).paths;
  const { edits, kind, atLeast, unbreakable } = chosen(graph, paths, budget);
  const pathsBefore = openPairs(graph);
  const changed = changedBy(
    snapshot,
    edits.map(({ change }) => change),
  );
  const pathsAfter = edits.length === 0 ? pathsBefore : openPairs(remake(changed));
  return {
    edits: edits.map((edit) => ({
      ...edit,
      cuts: paths.filter(({ steps }) =>
        steps.some(({ breaks }) => breaks.some(({ key }) => key === edit.key)),
      ).length,
    })),
    cost: edits.reduce((sum, { cost }) => sum + cost, 0),
    ...{ kind, atLeast, pathsBefore, pathsAfter },
    proven: kind === "budget" ? pathsAfter <= pathsBefore : pathsAfter === 0,
    ...(unbreakable && { unbreakable }),
  };
}

interface Chosen {
  readonly edits: readonly Edit<AttackChange>[];
  readonly kind: AttackFixes["kind"];
  readonly atLeast: number;
  readonly unbreakable?: AttackPath;
}

function chosen(graph: AttackGraph, paths: readonly AttackPath[], budget: number): Chosen {
  const cut = smallestCut<AttackPath["steps"][number]["edge"], never, AttackChange>({
    graph: graph as never,
    start: graph.everyEntry,
    heading: headingTo(graph, [graph.everyGoal]),
    isGoal: (vertex) => vertex === graph.everyGoal,
  });
  if (cut.isPossible) {
    const cost = cut.edits.reduce((sum, edit) => sum + edit.cost, 0);
    const kind = cut.isCheapest ? "smallest" : "best";
    if (cost <= budget) return { edits: cut.edits, kind, atLeast: cut.atLeast };
    return { ...greedy(paths, budget), atLeast: cut.atLeast };
  }
  const unbreakable = paths.find(({ steps }) => steps.every(({ breaks }) => breaks.length === 0));
  return { ...greedy(paths, budget), atLeast: Infinity, ...(unbreakable && { unbreakable }) };
}

/** Of the edits that each break a path alone, again and again the one that breaks most for its cost. */
function greedy(paths: readonly AttackPath[], budget: number): Pick<Chosen, "edits" | "kind"> {
  const edits: Edit<AttackChange>[] = [];
  let open = paths;
  let left = budget;
  for (;;) {
    const counts = new Map<string, { readonly edit: Edit<AttackChange>; count: number }>();
    for (const { steps } of open) {
      const own = new Map(steps.flatMap(({ breaks }) => breaks.map((edit) => [edit.key, edit])));
      for (const edit of own.values()) {
        const known = counts.get(edit.key);
        if (known) known.count += 1;
        else if (edit.cost <= left) counts.set(edit.key, { edit, count: 1 });
      }
    }
    const [best] = [...counts.values()].sort(
      (a, b) => b.count / b.edit.cost - a.count / a.edit.cost,
    );
    if (!best) return { edits, kind: "budget" };
    edits.push(best.edit);
    left -= best.edit.cost;
    open = open.filter(
      ({ steps }) => !steps.some(({ breaks }) => breaks.some(({ key }) => key === best.edit.key)),
    );
  }
}

/** How many goals each entry comes to. */
function openPairs(graph: AttackGraph): number {
  const goals = new Set(graph.goals.map(({ vertex }) => vertex));
  return graph.entries.reduce((sum, entry) => {
    const reached = new Set(reachedFrom(graph, entry));
    return sum + [...goals].filter((goal) => goal !== entry && reached.has(goal)).length;
  }, 0);
}

function reachedFrom(graph: AttackGraph, entry: number): readonly number[] {
  return blastRadius({ ...graph, isReal: () => true }, [entry]).map(({ id }) => id);
}

/** A snapshot with these changes; a binding goes as a whole. */
export function changedBy(snapshot: Snapshot, changes: readonly AttackChange[]): Snapshot {
  const removed = new Set<SnapshotObject>();
  const edits: {
    readonly entry: SnapshotObject;
    readonly change: Extract<AttackChange, { edits: unknown }>;
  }[] = [];
  const added: KubernetesObject[] = [];
  for (const change of changes) {
    if (!isObjectChange(change)) {
      const entry = snapshot.find(change.object.reference);
      if (entry) removed.add(entry);
      continue;
    }
    const entry = snapshot.find(change.object);
    if (entry && change.edits.length > 0) edits.push({ entry, change });
    if (change.added) added.push(change.added);
  }
  const replaced = new Map<SnapshotObject, KubernetesObject>();
  for (const [entry, own] of groupedBy(edits, (each) => each.entry)) {
    const result = applyEdits(
      entry.object,
      own.flatMap(({ change }) => change.edits),
    );
    if ("value" in result && isKubernetesObject(result.value)) replaced.set(entry, result.value);
  }
  const origin = snapshot.objects[0]?.origin;
  return snapshot.with({
    ...{ replaced, removed },
    added: origin ? added.map((object) => ({ object, origin })) : [],
  });
}
