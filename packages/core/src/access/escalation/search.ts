import type { AccessBinding } from "../model.ts";
import type { Edge, Graph, Need } from "./graph.ts";
import type { Alternative } from "./holders.ts";
import { createQueue } from "./queue.ts";
import { costOf, UNKNOWN_STEP, UNREACHABLE } from "./reach.ts";
import { TECHNIQUES } from "./techniques.ts";

/** One way to a goal: its edges in order, each after those that give its premises. */
export interface Derivation {
  readonly edges: readonly Edge[];
  /** The fact of the goal that was reached. */
  readonly goal: number;
}

/** What to look for, from where, and how far. */
export interface Quest {
  readonly graph: Graph;
  readonly start: number;
  /** From `distancesTo` the goal. */
  readonly distances: Int32Array;
  readonly isGoal: (fact: number) => boolean;
  /** What tells apart goals that count as different ones. */
  readonly goalKey: (fact: number) => string;
  /** Whether the start comes to hold a fact at all, nothing removed. */
  readonly reaches: (fact: number) => boolean;
  /** From `distancesTo` being cluster-admin: who is that by right needs nothing else. */
  readonly toAdmin: Int32Array;
  /** Facts that are not gone through: what the start is already. */
  readonly avoided: ReadonlySet<number>;
  /** Bindings that are taken to be gone. */
  readonly without: ReadonlySet<AccessBinding>;
  /** How many derivations, each with another chain of techniques; absent: whether there is one at all, however much it takes to know. */
  readonly limit?: number;
  /** How many edges to look at. */
  readonly effort: number;
}

export interface Findings {
  readonly derivations: readonly Derivation[];
  /** There may be more. */
  readonly bounded: boolean;
}

/** Longer ways than the shortest by more than this are left out. */
const SLACK = 2;
/** Facts that are looked at for what stands beside a way. */
const SIDE_EFFORT = 2000;

/** A way so far, as a list from its end. */
interface Way {
  readonly fact: number;
  readonly cost: number;
  readonly chain: number;
  readonly edge?: Edge;
  /** The ways to the edge's other premises. */
  readonly beside: readonly Way[];
  readonly before?: Way;
}

/** A way that may be gone on with; whether the other premises are there is looked up when its turn comes. */
interface Candidate {
  readonly way: Way;
  readonly edge: Edge;
  /** What the other premises cost at least. */
  readonly beside: number;
}

/** The ways to a goal, best first, one for each chain of techniques. */
export function findDerivations(quest: Quest): Findings {
  const { graph, start, distances, limit = 1 } = quest;
  // To know whether there is any way each fact is looked at once, without a bound.
  const anyWay = quest.limit === undefined;
  const chains = createChains();
  const explore = createExplorer(quest, anyWay ? Infinity : SIDE_EFFORT);
  const queue = createQueue<Way | Candidate>();
  const seen = new Set<number>();
  const found: Derivation[] = [];
  const foundKeys = new Set<string>();
  let best = UNREACHABLE;
  let bounded = false;
  let effort = 0;
  const push = (cost: number, fact: number, item: Way | Candidate): void => {
    const distance = distances[fact] ?? UNREACHABLE;
    if (distance !== UNREACHABLE) queue.push(priorityOf(cost + distance, distance), item);
  };
  push(0, start, { fact: start, cost: 0, chain: 0, beside: [] });
  for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
    const way = isCandidate(item) ? extend(item, chains, explore) : item;
    if (way === undefined) continue;
    if (typeof way === "number") {
      // What stands beside costs more than was hoped: its turn comes later, or never.
      if (way === UNREACHABLE) bounded = true;
      else if (isCandidate(item))
        push(baseCost(item) + way, item.edge.conclusion, { ...item, beside: way });
      continue;
    }
    const key = anyWay ? way.fact : way.chain * graph.facts.count() + way.fact;
    if (seen.has(key)) continue;
    seen.add(key);
    if (
      !anyWay &&
      (isTooLong(way.cost + (distances[way.fact] ?? 0), best) || effort >= quest.effort)
    ) {
      bounded = true;
      break;
    }
    if (way.fact !== start && quest.isGoal(way.fact)) {
      best = Math.min(best, way.cost);
      const goalKey = `${way.chain} ${quest.goalKey(way.fact)}`;
      if (foundKeys.has(goalKey)) continue;
      foundKeys.add(goalKey);
      found.push({ edges: edgesOf(way), goal: way.fact });
      if (found.length < limit) continue;
      bounded = bounded || !anyWay;
      break;
    }
    const isAdmin = way.fact !== start && quest.toAdmin[way.fact] === 0 && quest.without.size === 0;
    for (const number of graph.from(way.fact)) {
      const edge = graph.edges[number];
      if (!edge || (isAdmin && quest.toAdmin[edge.conclusion] !== 0)) continue;
      if (distances[edge.conclusion] === UNREACHABLE) continue;
      if (!isOpen(edge, quest) || isOn(way, edge.conclusion)) continue;
      effort += 1;
      push(way.cost + costOf(edge), edge.conclusion, { way, edge, beside: 0 });
    }
  }
  return { derivations: found, bounded };
}

function isCandidate(item: Way | Candidate): item is Candidate {
  return "way" in item;
}

function baseCost({ way, edge }: Candidate): number {
  return way.cost + costOf(edge);
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

/** Whether an edge still holds: each need has an alternative that is not gone. */
function isOpen({ needs, conclusion }: Edge, { without, avoided }: Quest): boolean {
  if (avoided.has(conclusion)) return false;
  return without.size === 0 || needs.every((need) => wayOf(need, without) !== undefined);
}

/** The first alternative whose binding is there. */
export function wayOf(need: Need, without: ReadonlySet<AccessBinding>): Alternative | undefined {
  return need.find(({ binding }) => binding === undefined || !without.has(binding));
}

function isOn(way: Way, fact: number): boolean {
  for (let at: Way | undefined = way; at; at = at.before) if (at.fact === fact) return true;
  return false;
}

/** A way; or what it costs at least, more than was asked for, `UNREACHABLE` where looking was given up; or none. */
type Explored = Way | number | undefined;
type Explore = (fact: number, cost: number) => Explored;

function extend(
  { way, edge, beside: budget }: Candidate,
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

/** The cheapest way to a fact that another premise stands beside: forwards, going on from where it was for the last fact. */
function createExplorer(quest: Quest, effort: number): Explore {
  const { graph, start, without } = quest;
  const settled = new Map<number, Way>();
  const queue = createQueue<Way>();
  queue.push(0, { fact: start, cost: 0, chain: 0, beside: [] });

  function settle(way: Way): void {
    settled.set(way.fact, way);
    for (const number of graph.from(way.fact)) {
      const edge = graph.edges[number];
      if (!edge || settled.has(edge.conclusion)) continue;
      if (without.size > 0 && !edge.needs.every((need) => wayOf(need, without))) continue;
      const sides = edge.premises.map((premise) => settled.get(premise));
      if (sides.some((side) => side === undefined)) continue;
      const beside = sides.flatMap((side) => (side && side !== way ? [side] : []));
      const cost = beside.reduce((sum, side) => sum + side.cost, way.cost + costOf(edge));
      queue.push(cost, { fact: edge.conclusion, cost, chain: 0, edge, beside, before: way });
    }
  }

  return (target, most) => {
    if (!quest.reaches(target)) return undefined;
    for (;;) {
      const known = settled.get(target);
      if (known) return known.cost <= most ? known : known.cost;
      const way = queue.pop();
      if (!way) return undefined;
      if (way.cost > most || settled.size >= effort) {
        queue.push(way.cost, way);
        return settled.size >= effort ? UNREACHABLE : way.cost;
      }
      if (!settled.has(way.fact)) settle(way);
    }
  };
}

/** The edges of a way, each once, premises before conclusions. */
function edgesOf(way: Way): readonly Edge[] {
  const edges = new Set<Edge>();
  const collect = (one: Way): void => {
    const line: Way[] = [];
    for (let at: Way | undefined = one; at; at = at.before) line.push(at);
    for (const { edge, beside } of line.reverse()) {
      for (const side of beside) collect(side);
      if (edge) edges.add(edge);
    }
  };
  collect(way);
  return [...edges];
}

/** Chains of techniques by number; the same technique several times in a row counts once. */
interface Chains {
  readonly add: (chain: number, edge: Edge) => number;
}

// Whoever changes workloads mostly creates them too: one way of the two is enough to show.
const TECHNIQUE_NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.keys(TECHNIQUES).map((id, index, ids) => [
    id,
    id === "modify-workload" ? ids.indexOf("create-workload") : index,
  ]),
);

function createChains(): Chains {
  const byKey = new Map<number, number>();
  const last: number[] = [-1];
  return {
    add: (chain, { technique }) => {
      const number = technique === undefined ? undefined : TECHNIQUE_NUMBERS.get(technique);
      if (number === undefined || last[chain] === number) return chain;
      const key = chain * TECHNIQUE_NUMBERS.size + number;
      const known = byKey.get(key);
      if (known !== undefined) return known;
      const added = last.length;
      last.push(number);
      byKey.set(key, added);
      return added;
    },
  };
}
