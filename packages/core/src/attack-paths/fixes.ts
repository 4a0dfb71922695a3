import type { AccessBinding } from "../access/model.ts";
import { type Cut, type Edit, headingTo, smallestCut } from "../hypergraph/index.ts";
import { applyEdits } from "../kubernetes/apply-edits.ts";
import { isKubernetesObject, type KubernetesObject } from "../kubernetes/object.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import {
  type AttackChange,
  type AttackEdge,
  type AttackGraph,
  isObjectChange,
  type ObjectChange,
} from "./model.ts";
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
      cuts: paths.filter((path) => isBrokenBy(path, edit.key)).length,
    })),
    cost: edits.reduce((sum, { cost }) => sum + cost, 0),
    ...{ kind, atLeast, pathsBefore, pathsAfter },
    proven: kind === "budget" ? pathsAfter <= pathsBefore : pathsAfter === 0,
    ...(unbreakable && { unbreakable }),
  };
}

/** The cheapest edits that leave no way from an entry to a goal, or a way that none breaks; the edits are not made yet. */
export function cutOfPaths(graph: AttackGraph): Cut<AttackEdge, AttackChange> {
  const reaches = graph.reaches(graph.everyEntry);
  return smallestCut({
    ...{ graph, start: graph.everyEntry, reaches },
    heading: headingTo(graph, [graph.everyGoal]),
    isGoal: (vertex) => vertex === graph.everyGoal,
  });
}

interface Chosen {
  readonly edits: readonly Edit<AttackChange>[];
  readonly kind: AttackFixes["kind"];
  readonly atLeast: number;
  readonly unbreakable?: AttackPath;
}

function chosen(graph: AttackGraph, paths: readonly AttackPath[], budget: number): Chosen {
  const cut = cutOfPaths(graph);
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
  for (let best = bestOf(open, left); best !== undefined; best = bestOf(open, left)) {
    const { key, cost } = best;
    edits.push(best);
    left -= cost;
    open = open.filter((path) => !isBrokenBy(path, key));
  }
  return { edits, kind: "budget" };
}

function bestOf(paths: readonly AttackPath[], budget: number): Edit<AttackChange> | undefined {
  const all = paths.flatMap(({ steps }) => steps.flatMap(({ breaks }) => breaks));
  const edits = [...new Map(all.map((edit) => [edit.key, edit])).values()];
  const worth = ({ key, cost }: Edit): number =>
    paths.filter((path) => isBrokenBy(path, key)).length / cost;
  return edits.filter(({ cost }) => cost <= budget).sort((a, b) => worth(b) - worth(a))[0];
}

function isBrokenBy({ steps }: AttackPath, key: string): boolean {
  return steps.some(({ breaks }) => breaks.some((edit) => edit.key === key));
}

/** How many goals each entry comes to. */
function openPairs(graph: AttackGraph): number {
  const goals = new Set(graph.goals.map(({ vertex }) => vertex));
  return graph.entries.reduce((sum, entry) => {
    const reaches = graph.reaches(entry);
    return sum + [...goals].filter((goal) => goal !== entry && reaches(goal)).length;
  }, 0);
}

/** A snapshot with these changes; a binding goes as a whole. */
function changedBy(snapshot: Snapshot, changes: readonly AttackChange[]): Snapshot {
  const objectChanges = changes.filter(isObjectChange);
  const bindings = changes.filter((change): change is AccessBinding => !isObjectChange(change));
  const origin = snapshot.objects[0]?.origin;
  const added = objectChanges.flatMap((change) => change.added ?? []);
  return snapshot.with({
    removed: new Set(bindings.flatMap(({ object }) => snapshot.find(object.reference) ?? [])),
    replaced: replacedBy(snapshot, objectChanges),
    added: origin ? added.map((object) => ({ object, origin })) : [],
  });
}

function replacedBy(
  snapshot: Snapshot,
  changes: readonly ObjectChange[],
): ReadonlyMap<SnapshotObject, KubernetesObject> {
  const replaced = new Map<SnapshotObject, KubernetesObject>();
  const found = changes.flatMap((change) => {
    const entry = snapshot.find(change.object);
    return entry && change.edits.length > 0 ? [{ entry, change }] : [];
  });
  for (const [entry, own] of groupedBy(found, (each) => each.entry)) {
    const edits = own.flatMap(({ change }) => change.edits);
    const result = applyEdits(entry.object, edits);
    if ("value" in result && isKubernetesObject(result.value)) replaced.set(entry, result.value);
  }
  return replaced;
}
