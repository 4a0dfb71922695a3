import { type Chains, createChains } from "./chains.ts";
import { createExplorer, createOwnRights, type Explore, type Explored } from "./explorer.ts";
import type { Edge, Graph } from "./graph.ts";
import { createQueue } from "./queue.ts";
import { costOf, UNKNOWN_STEP, UNREACHABLE } from "./reach.ts";
import { edgesOf, isOn, type Quest, type Way, wayOf } from "./way.ts";

/** One way to a goal: its edges in order, each after those that give its premises. */
export interface Derivation {
  readonly edges: readonly Edge[];
  /** The fact of the goal that was reached. */
  readonly goal: number;
}

/** What a search has found. */
export interface Findings {
  readonly derivations: readonly Derivation[];
  /** There may be more. */
  readonly bounded: boolean;
}

/** Longer ways than the shortest by more than this are left out. */
const SLACK = 2;
/** Facts that are looked at for what stands beside a way. */
const SIDE_EFFORT = 2000;

/**
 * A way that may be gone on with along an edge, and along those that stand after it in order of promise: they come up one by
 * one, for some facts have tens of thousands. Whether an edge's other premises are there is looked up when its turn comes.
 */
interface Candidate {
  readonly way: Way;
  readonly edges: Int32Array;
  readonly at: number;
  /** What the other premises cost at least. */
  readonly beside: number;
}

type Item = Way | Candidate;

/** The ways to a goal, best first, one for each chain of techniques. */
export function findDerivations(quest: Quest): Findings {
  const { limit = 1 } = quest;
  const frontier = createFrontier(quest);
  const collection = createCollection(quest);
  for (let way = frontier.next(); way !== undefined; way = frontier.next()) {
    if (isTooLong(frontier.least(way), collection.best)) {
      return { derivations: collection.found, bounded: true };
    }
    const isGoal = way.fact !== quest.start && quest.isGoal(way.fact);
    if (!isGoal) frontier.expand(way);
    else if (collection.add(way) && collection.found.length === limit) break;
  }
  const isFull = quest.limit !== undefined && collection.found.length === limit;
  return { derivations: collection.found, bounded: isFull || frontier.isGivenUp() };
}

/** The ways that were found, one for each chain and goal. */
function createCollection({ goalKey }: Quest): {
  readonly found: readonly Derivation[];
  readonly add: (way: Way) => boolean;
  readonly best: number;
} {
  const found: Derivation[] = [];
  const keys = new Set<string>();
  let best = UNREACHABLE;
  return {
    found,
    get best() {
      return best;
    },
    add: (way) => {
      best = Math.min(best, way.cost);
      const key = `${way.chain} ${goalKey(way.fact)}`;
      if (keys.has(key)) return false;
      keys.add(key);
      found.push({ edges: edgesOf(way), goal: way.fact });
      return true;
    },
  };
}

/** The ways that may be gone on with, the most promising first. */
interface Frontier {
  readonly next: () => Way | undefined;
  readonly expand: (way: Way) => void;
  /** What a way costs at least by the time that it is at the goal. */
  readonly least: (way: Way) => number;
  /** Whether something was left out for want of effort. */
  readonly isGivenUp: () => boolean;
}

function createFrontier(quest: Quest): Frontier {
  const { graph, start, distances, onwards } = quest;
  // To know whether there is any way each fact is looked at once, without a bound.
  const anyWay = quest.limit === undefined;
  const chains = createChains();
  const explore = exploreFor(quest, anyWay);
  const queue = createQueue<Item>();
  const seen = new Set<number>();
  let effort = 0;
  let givenUp = false;
  const first = distances[start] ?? UNREACHABLE;
  if (first !== UNREACHABLE) queue.push(0, { fact: start, cost: 0, chain: 0, beside: [] });

  function isNew({ fact, chain }: Way): boolean {
    const key = anyWay ? fact : chain * graph.facts.count() + fact;
    const before = seen.size;
    return seen.add(key).size > before;
  }

  function push(candidate: Candidate): void {
    const edge = edgeOf(candidate, graph);
    if (!edge) return;
    const distance = distances[edge.conclusion] ?? UNREACHABLE;
    const cost = candidate.way.cost + costOf(edge) + candidate.beside;
    queue.push(priorityOf(cost + distance, distance), candidate);
  }

  /** The candidate as a way; what stands beside it may cost more than was hoped: its turn comes later, or never. */
  function wayFrom(item: Item): Way | undefined {
    if (!isCandidate(item)) return item;
    if (item.beside === 0) push({ ...item, at: item.at + 1 });
    const edge = edgeOf(item, graph);
    if (!edge || !isOpen(item.way, edge, quest)) return undefined;
    const way = extend(item, edge, chains, explore);
    if (typeof way !== "number") return way;
    if (way === UNREACHABLE) givenUp = true;
    else push({ ...item, beside: way });
    return undefined;
  }

  return {
    next: () => {
      for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
        effort += 1;
        if (!anyWay && effort > quest.effort) {
          givenUp = true;
          return undefined;
        }
        const way = wayFrom(item);
        if (way && isNew(way)) return way;
      }
      return undefined;
    },
    expand: (way) => {
      push({ way, edges: onwards(way.fact), at: 0, beside: 0 });
    },
    least: ({ cost, fact }) => cost + (distances[fact] ?? 0),
    isGivenUp: () => givenUp,
  };
}

function exploreFor(quest: Quest, anyWay: boolean): Explore {
  if (anyWay) return createExplorer(quest, Infinity);
  return quest.thorough ? createExplorer(quest, SIDE_EFFORT) : createOwnRights(quest);
}

function isCandidate(item: Item): item is Candidate {
  return "way" in item;
}

function edgeOf({ edges, at }: Candidate, { edges: all }: Graph): Edge | undefined {
  const number = edges[at];
  return number === undefined ? undefined : all[number];
}

// Of equal ways the one that is nearer to its end first: straight to the goal.
function priorityOf(cost: number, distance: number): number {
  return cost * 0x10000 + Math.min(distance, 0xffff);
}

// An unsure way may be one unsure step worse than the best, and a few steps longer.
function isTooLong(cost: number, best: number): boolean {
  if (best === UNREACHABLE) return false;
  const steps = (cost % UNKNOWN_STEP) - (best % UNKNOWN_STEP);
  const unknowns = Math.floor(cost / UNKNOWN_STEP) - Math.floor(best / UNKNOWN_STEP);
  return steps > SLACK || unknowns > 1;
}

/** Whether an edge may be gone along: each need has an alternative that is not gone, and it leads somewhere new. */
function isOpen(way: Way, { needs, conclusion }: Edge, quest: Quest): boolean {
  const { without, avoided, toAdmin, start } = quest;
  if (avoided.has(conclusion) || isOn(way, conclusion)) return false;
  if (without.size > 0) return needs.every((need) => wayOf(need, without) !== undefined);
  // Who is cluster-admin by right needs nothing else.
  return way.fact === start || toAdmin[way.fact] !== 0 || toAdmin[conclusion] === 0;
}

function extend(
  { way, beside: budget }: Candidate,
  edge: Edge,
  chains: Chains,
  explore: Explore,
): Explored {
  let cost = way.cost + costOf(edge);
  let { chain } = way;
  let left = budget;
  const beside: Way[] = [];
  for (const premise of edge.premises) {
    if (isOn(way, premise)) continue;
    const side = explore(premise, left);
    if (side === undefined) return undefined;
    if (typeof side === "number") return side === UNREACHABLE ? side : budget - left + side;
    beside.push(side);
    cost += side.cost;
    left -= side.cost;
    for (const each of edgesOf(side)) chain = chains.add(chain, each);
  }
  chain = chains.add(chain, edge);
  return { fact: edge.conclusion, cost, chain, edge, beside, before: way };
}
