import {
  cheapestWay,
  createBreakers,
  type Edge,
  type Edit,
  findWays,
  type Heading,
  headingTo,
  UNREACHABLE,
  type Way,
} from "../hypergraph/index.ts";
import { closureOf } from "./closure.ts";
import type { AttackChange, AttackEdge, AttackGoal, AttackGraph, AttackVertex } from "./model.ts";
import { type AttackStep, editsOfStep, stepsOf } from "./steps-of.ts";

/** One way from an entry to something that is not to fall. */
export interface AttackPath {
  readonly from: AttackVertex;
  readonly to: AttackVertex;
  readonly certainty: "unknown" | "yes";
  /** Why it is not sure; none where it is. */
  readonly reasons: readonly string[];
  /** How many steps it takes, those that are not sure a thousand times. */
  readonly cost: number;
  readonly steps: readonly (AttackStep & { readonly breaks: readonly Edit<AttackChange>[] })[];
  readonly edges: readonly AttackEdge[];
}

export interface AttackPaths {
  /** The cheapest first. */
  readonly paths: readonly AttackPath[];
  /** There may be more than these. */
  readonly truncated: boolean;
}

/** Edges that are looked at for an entry and a goal, for each path that is wanted, and at most. */
const EFFORT_EACH = 2000;
const EFFORT = 20_000;
const UNKNOWN_STEP = 1000;

/** The paths from each entry to each goal, each with another chain of steps, and none with one to spare or through another goal. */
export function attackPaths(
  graph: AttackGraph,
  limit: number,
  {
    isSure = false,
  }: {
    /** Each on which all is sure, however long, and not one for each chain of steps. */ readonly isSure?: boolean;
  } = {},
): AttackPaths {
  const breakersOf = createBreakers(graph);
  let truncated = false;
  const found: AttackPath[] = [];
  for (const goal of graph.goals) {
    const heading = headingTo(graph, [goal.vertex]);
    for (const entry of graph.entries) {
      if (entry === goal.vertex) continue;
      const { ways, isBounded } = waysBetween(graph, { entry, goal, heading }, { limit, isSure });
      truncated ||= isBounded;
      found.push(...ways.map((way) => pathOf(graph, entry, way, breakersOf)));
    }
  }
  const told = oncePerSteps(found.filter(({ steps }) => steps.length > 0));
  return { paths: told.sort((a, b) => a.cost - b.cost), truncated };
}

/** What only what is on the way tells apart is one path. */
function oncePerSteps(paths: readonly AttackPath[]): AttackPath[] {
  const keyOf = ({ from, steps, certainty }: AttackPath): string =>
    JSON.stringify([from, certainty, ...steps.map(({ edge, to }) => [edge, to])]);
  const byKey = new Map<string, AttackPath>();
  for (const path of paths) if (!byKey.has(keyOf(path))) byKey.set(keyOf(path), path);
  return [...byKey.values()];
}

interface Pair {
  readonly entry: number;
  readonly goal: AttackGoal;
  readonly heading: Heading;
}

function waysBetween(
  graph: AttackGraph,
  pair: Pair,
  { limit, isSure }: { readonly limit: number; readonly isSure: boolean },
): { readonly ways: readonly Way<AttackEdge>[]; readonly isBounded: boolean } {
  const { entry, goal, heading } = pair;
  const quest = {
    ...{ graph, start: entry, heading },
    // Whoever is cluster-admin has everything else: that is told by itself.
    hasEverything: (vertex: number) => graph.vertexAt(vertex).kind === "cluster-admin",
    isGoal: (vertex: number) => vertex === goal.vertex,
    ...(isSure && { kindOfStep: placeOf(graph) }),
  };
  const effort = isSure ? EFFORT : Math.min(EFFORT, limit * EFFORT_EACH);
  const bounds = { ways: limit, effort, isThorough: true, isSure };
  const { ways, isBounded } = findWays(quest, bounds);
  if (ways.length === 0 && isBounded && !isSure) {
    // One whose search was given up is found whatever it takes.
    const way = cheapestWay(quest);
    return { ways: way ? [way] : [], isBounded };
  }
  const minimal = ways.filter((way) => isMinimal(way, pair, graph));
  // Where only longer forms were looked at, there is a way all the same.
  return { ways: minimal.length > 0 || isSure ? minimal : ways.slice(0, 1), isBounded };
}

/** Ways are told apart by whom they go through, and by what. */
function placeOf(graph: AttackGraph): (edge: Edge) => string | undefined {
  return ({ step, conclusion }) => {
    const isPlace = graph.isReal(conclusion);
    if (!isPlace && step === undefined) return undefined;
    return `${String(step)} ${isPlace ? conclusion : ""}`;
  };
}

/** Whether no edge of a way can be spared, and nobody on it be left out by what is sure. */
function isMinimal(
  { edges, goal }: Way<AttackEdge>,
  { entry, heading }: Pair,
  graph: AttackGraph,
): boolean {
  const isSparing = edges.some((spared) =>
    leads(
      edges.filter((edge) => edge !== spared),
      entry,
      goal,
    ),
  );
  if (isSparing) return false;
  const own = new Set(edges);
  const along = new Set(edges.map(({ conclusion }) => conclusion).filter(graph.isReal));
  along.delete(goal);
  return [...along].every((spared) => {
    const isOpen = ({ conclusion }: AttackEdge): boolean =>
      conclusion !== spared &&
      (along.has(conclusion) || conclusion === goal || !graph.isReal(conclusion)) &&
      (heading.distances[conclusion] ?? UNREACHABLE) < UNREACHABLE;
    return !closureOf(
      graph,
      [entry],
      (edge) => isOpen(edge) && (edge.unknown === undefined || own.has(edge)),
    ).has(goal);
  });
}

function leads(edges: readonly AttackEdge[], start: number, goal: number): boolean {
  const reached = new Set([start]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const { premises, conclusion } of edges)
      if (premises.every((premise) => reached.has(premise))) reached.add(conclusion);
  }
  return reached.has(goal);
}

function pathOf(
  graph: AttackGraph,
  entry: number,
  { edges, goal }: Way<AttackEdge>,
  breakersOf: ReturnType<typeof createBreakers<AttackChange>>,
): AttackPath {
  const breakers = breakersOf(edges);
  const steps = stepsOf(edges, graph).map((step) => ({
    ...step,
    breaks: editsOfStep(step, breakers),
  }));
  const reasons = [...new Set(steps.flatMap(({ unknown }) => unknown))];
  const end = steps.at(-1)?.to;
  const target = graph.vertexAt(goal);
  return {
    from: graph.vertexAt(entry),
    // Any node is told as the one that it is.
    to: target.kind === "Any" && end ? end : target,
    certainty: reasons.length === 0 ? "yes" : "unknown",
    reasons,
    cost: steps.length + UNKNOWN_STEP * steps.filter(({ unknown }) => unknown.length > 0).length,
    steps,
    edges,
  };
}
