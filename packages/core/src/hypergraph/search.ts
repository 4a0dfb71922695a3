import { type Chains, createChains } from "./chains.ts";
import { boundedCost, costOf, UNKNOWN_STEP, UNREACHABLE } from "./costs.ts";
import { isMet, type Made, NOTHING_MADE } from "./edits.ts";
import {
  createExplorer,
  createOwnRights,
  type Explore,
  type Explored,
  GIVEN_UP,
} from "./explorer.ts";
import type { Edge } from "./hypergraph.ts";
import type { Quest, SearchBounds, Way } from "./quest.ts";
import { createQueue } from "./queue.ts";
import { edgesOf, isOn, type Trail, trailFrom } from "./trail.ts";

/** What a search has found. */
export interface FoundWays<E extends Edge = Edge> {
  /** The cheapest first. */
  readonly ways: readonly Way<E>[];
  /** There may be more. */
  readonly isBounded: boolean;
}

/** Longer ways than the shortest by more than this are left out. */
const SLACK = 2;
/** Vertices that are looked at for what stands beside a way. */
const SIDE_EFFORT = 2000;

/** The ways to a goal within bounds, the sure and short ones first, one for each chain of steps. */
export function findWays<E extends Edge>(quest: Quest<E>, bounds: SearchBounds): FoundWays<E> {
  const explore = bounds.isThorough
    ? createExplorer(quest, NOTHING_MADE, SIDE_EFFORT)
    : createOwnRights(quest);
  const frontier = createFrontier(quest, { bounds, explore, isOpen: leavesIn(quest) });
  const collection = createCollection(quest);
  const { found } = collection;
  for (let trail = frontier.next(); trail !== undefined; trail = frontier.next()) {
    const least = frontier.least(trail);
    if (bounds.isSure === true ? least >= UNKNOWN_STEP : isTooLong(least, collection.best()))
      return { ways: found, isBounded: bounds.isSure !== true || frontier.isGivenUp() };
    if (!isArrived(trail, quest)) frontier.expand(trail);
    else if (collection.add(trail) && found.length === bounds.ways) break;
  }
  const isFull = found.length === bounds.ways;
  return { ways: found, isBounded: isFull || frontier.isGivenUp() };
}

/**
 * A cheapest way, whatever it takes to find it: it costs no more than any whose premises are each paid for by themselves.
 * Undefined where there is none, but through what the quest leaves out.
 */
export function cheapestWay<E extends Edge>(quest: Quest<E>): Way<E> | undefined {
  const explore = createExplorer(quest, NOTHING_MADE, Infinity);
  return firstOf(quest, createFrontier(quest, { explore, isOpen: leavesIn(quest) }));
}

/** A cheapest way that is left when some edits are made, whatever the quest leaves out; undefined where there is none. */
export function wayWithout<E extends Edge>(quest: Quest<E>, made: Made): Way<E> | undefined {
  const explore = createExplorer(quest, made, Infinity);
  return firstOf(quest, createFrontier(quest, { explore, isOpen: (_, edge) => isMet(edge, made) }));
}

/** Each vertex is gone on from once. */
function firstOf<E extends Edge>(quest: Quest<E>, frontier: Frontier<E>): Way<E> | undefined {
  for (let trail = frontier.next(); trail !== undefined; trail = frontier.next()) {
    if (isArrived(trail, quest)) return { edges: edgesOf(trail), goal: trail.vertex };
    frontier.expand(trail);
  }
  return undefined;
}

function isArrived({ vertex }: Trail, { start, isGoal }: Quest): boolean {
  return vertex !== start && isGoal(vertex);
}

/** The ways that were found, one for each chain and goal. */
function createCollection<E extends Edge>({
  goalKey,
}: Quest<E>): {
  readonly found: readonly Way<E>[];
  readonly add: (trail: Trail<E>) => boolean;
  /** What the cheapest costs. */
  readonly best: () => number;
} {
  const found: Way<E>[] = [];
  const keys = new Set<string>();
  let best = Infinity;
  return {
    found,
    best: () => best,
    add: (trail) => {
      best = Math.min(best, trail.cost);
      const key = `${trail.chain} ${goalKey?.(trail.vertex) ?? ""}`;
      if (keys.has(key)) return false;
      keys.add(key);
      // Chains count what stands beside a way each time, and a way tells each edge once.
      const edges = edgesOf(trail);
      if (found.some((way) => areEqual(way.edges, edges))) return false;
      found.push({ edges, goal: trail.vertex });
      return true;
    },
  };
}

function areEqual(a: readonly Edge[], b: readonly Edge[]): boolean {
  return a.length === b.length && a.every((edge, index) => edge === b[index]);
}

/**
 * A trail that may be gone on with along an edge, and along those that stand after it in order of promise: they come up one by
 * one, for some vertices have tens of thousands. Whether an edge's other premises are there is looked up when its turn comes.
 */
interface Candidate<E extends Edge> {
  readonly trail: Trail<E>;
  readonly edges: Int32Array;
  readonly at: number;
  /** What the other premises cost at least. */
  readonly beside: number;
}

const NO_EDGES = new Int32Array(0);

/** The trails that may be gone on with, the most promising first. */
interface Frontier<E extends Edge> {
  readonly next: () => Trail<E> | undefined;
  readonly expand: (trail: Trail<E>) => void;
  /** What a trail costs at least by the time that it is at the goal. */
  readonly least: (trail: Trail<E>) => number;
  /** Whether something was left out for want of effort. */
  readonly isGivenUp: () => boolean;
}

interface Looking<E extends Edge> {
  /** Absent: each vertex is gone on from once, and all of them. */
  readonly bounds?: SearchBounds;
  readonly explore: Explore<E>;
  /** Whether a trail may be gone on with along an edge. */
  readonly isOpen: (trail: Trail<E>, edge: E) => boolean;
}

function createFrontier<E extends Edge>(
  { graph, start, heading, kindOfStep }: Quest<E>,
  { bounds, explore, isOpen }: Looking<E>,
): Frontier<E> {
  const { distances, onwards } = heading;
  const chains = createChains(kindOfStep ?? (({ step }) => step));
  const queue = createQueue<Candidate<E>>();
  const seen = new Set<number>();
  let effort = 0;
  let givenUp = false;
  const first = distances[start] ?? UNREACHABLE;
  // The start is what comes before any edge.
  if (first !== UNREACHABLE)
    queue.push(0, { trail: trailFrom(start), edges: NO_EDGES, at: -1, beside: 0 });

  function isNew({ vertex, chain }: Trail): boolean {
    const key = bounds ? chain * graph.size() + vertex : vertex;
    const before = seen.size;
    return seen.add(key).size > before;
  }

  function push(trail: Trail<E>, edges: Int32Array, at: number, beside: number): void {
    const edge = graph.edges[edges[at] ?? -1];
    if (!edge) return;
    const distance = distances[edge.conclusion] ?? UNREACHABLE;
    const cost = trail.cost + costOf(edge) + beside;
    queue.push(priorityOf(cost + distance, distance), { trail, edges, at, beside });
  }

  /** The candidate as a trail; what stands beside it may cost more than was hoped: its turn comes later, or never. */
  function trailBy(item: Candidate<E>): Trail<E> | undefined {
    const { trail: before, edges, at, beside } = item;
    if (at < 0) return before;
    if (beside === 0) push(before, edges, at + 1, 0);
    const edge = graph.edges[edges[at] ?? -1];
    if (!edge || isOn(before, edge.conclusion) || !isOpen(before, edge)) return undefined;
    const trail = extend(item, edge, chains, explore);
    if (typeof trail !== "number") return trail;
    if (trail === GIVEN_UP) givenUp = true;
    else push(before, edges, at, trail);
    return undefined;
  }

  return {
    next: () => {
      for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
        effort += 1;
        if (bounds && effort > bounds.effort) {
          givenUp = true;
          return undefined;
        }
        const trail = trailBy(item);
        if (trail && isNew(trail)) return trail;
      }
      return undefined;
    },
    expand: (trail) => {
      push(trail, onwards(trail.vertex), 0, 0);
    },
    least: ({ cost, vertex }) => cost + (distances[vertex] ?? 0),
    isGivenUp: () => givenUp,
  };
}

// Of equal trails the one that is nearer to its end first: straight to the goal.
function priorityOf(cost: number, distance: number): number {
  return cost * 0x10000 + Math.min(distance, 0xffff);
}

// An unsure way may be one unsure step worse than the best, and a few steps longer.
function isTooLong(cost: number, best: number): boolean {
  if (best === Infinity) return false;
  const steps = (cost % UNKNOWN_STEP) - (best % UNKNOWN_STEP);
  const unknowns = Math.floor(cost / UNKNOWN_STEP) - Math.floor(best / UNKNOWN_STEP);
  return steps > SLACK || unknowns > 1;
}

/** Leaves out what the quest leaves out: what is avoided, and what gives something to whoever has everything. */
function leavesIn({ start, avoided, hasEverything }: Quest): Looking<Edge>["isOpen"] {
  return ({ vertex }, { conclusion }) => {
    if (avoided?.has(conclusion) === true) return false;
    if (!hasEverything || vertex === start) return true;
    return !hasEverything(vertex) || hasEverything(conclusion);
  };
}

const NOTHING: readonly never[] = [];

function extend<E extends Edge>(
  { trail, beside: budget }: Candidate<E>,
  edge: E,
  chains: Chains,
  explore: Explore<E>,
): Explored<E> {
  let { chain } = trail;
  // Most edges have one premise, and whoever goes along has it.
  if (edge.premises.length === 1) {
    const cost = boundedCost(trail.cost + costOf(edge));
    const { conclusion: vertex } = edge;
    return { vertex, cost, chain: chains.add(chain, edge), edge, beside: NOTHING, before: trail };
  }
  let left = budget;
  const beside: Trail<E>[] = [];
  for (const premise of edge.premises) {
    if (isOn(trail, premise)) continue;
    const side = explore(premise, left);
    if (side === undefined) return undefined;
    if (typeof side === "number") return budget - left + side;
    beside.push(side);
    left -= side.cost;
    for (const each of edgesOf(side)) chain = chains.add(chain, each);
  }
  chain = chains.add(chain, edge);
  const cost = boundedCost(
    beside.reduce((sum, side) => sum + side.cost, trail.cost + costOf(edge)),
  );
  return { vertex: edge.conclusion, cost, chain, edge, beside, before: trail };
}
