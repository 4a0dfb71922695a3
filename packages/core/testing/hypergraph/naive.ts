import type { PlainEdge, PlainHypergraph } from "./plain.ts";

/** Where a start comes to when some edits are made: all edges over and over, until nothing new comes. */
export function naiveReach(
  { edges }: PlainHypergraph,
  start: number,
  made: ReadonlySet<number> = new Set(),
): ReadonlySet<number> {
  const found = new Set([start]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const edge of edges) {
      if (edge.premises.every((premise) => found.has(premise)) && holds(edge, made)) {
        found.add(edge.conclusion);
      }
    }
  }
  return found;
}

/** Whether each need has an alternative that no edit has taken away. */
function holds({ needs }: PlainEdge, made: ReadonlySet<number>): boolean {
  return needs.every((need) => need.some((one) => one === "fixed" || !made.has(one)));
}

/** Whether edges, in their order, lead from a start to a goal when some edits are made. */
export function isDerivation(
  edges: readonly PlainEdge[],
  [start, goal]: readonly [start: number, goal: number],
  made: ReadonlySet<number> = new Set(),
): boolean {
  const found = new Set([start]);
  for (const edge of edges) {
    if (!edge.premises.every((premise) => found.has(premise)) || !holds(edge, made)) return false;
    found.add(edge.conclusion);
  }
  return found.has(goal);
}

/** What edges cost together: a step 1, an unsure one 1,000 more. */
export function naiveCost(edges: Iterable<PlainEdge>): number {
  let cost = 0;
  for (const { isStep, isSure } of edges) cost += (isStep ? 1 : 0) + (isSure ? 0 : 1000);
  return cost;
}

/** For each vertex what the cheapest way costs whose premises are each paid for by themselves; none where there is no way. */
export function naiveDistances(
  { edges }: PlainHypergraph,
  start: number,
): ReadonlyMap<number, number> {
  const found = new Map([[start, 0]]);
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const edge of edges) {
      if (edge.needs.some((need) => need.length === 0)) continue;
      const costs = edge.premises.map((premise) => found.get(premise) ?? Infinity);
      const cost = costs.reduce((sum, each) => sum + each, naiveCost([edge]));
      if (cost >= (found.get(edge.conclusion) ?? Infinity)) continue;
      found.set(edge.conclusion, cost);
      isNew = true;
    }
  }
  return found;
}

/** What the cheapest edits cost that leave no way to any goal, by trying all; Infinity where none do. */
export function naiveCutCost(
  graph: PlainHypergraph,
  start: number,
  goals: readonly number[],
): number {
  const { costs } = graph;
  let best = Infinity;
  for (let subset = 0; subset < 2 ** costs.length; subset++) {
    const made = new Set(
      [...costs.keys()].filter((edit) => Math.floor(subset / 2 ** edit) % 2 === 1),
    );
    const reached = naiveReach(graph, start, made);
    if (goals.some((goal) => reached.has(goal))) continue;
    best = Math.min(best, costOfEdits(graph, made));
  }
  return best;
}

/** What edits cost together. */
export function costOfEdits({ costs }: PlainHypergraph, edits: Iterable<number>): number {
  let cost = 0;
  for (const edit of edits) cost += costs[edit] ?? 0;
  return cost;
}
