import type { Edge, Graph } from "./graph.ts";
import type { Principal } from "./principals.ts";
import { createQueue } from "./queue.ts";

/** What a step costs; one that is not sure costs more than any number of sure ones. */
export const STEP = 1;
export const UNKNOWN_STEP = 1000;

export function costOf({ technique, unknown }: Edge): number {
  return (technique === undefined ? 0 : STEP) + (unknown === undefined ? 0 : UNKNOWN_STEP);
}

export const UNREACHABLE = 0x7fffffff;

/**
 * For each fact the least cost from it to one of the goals, if whatever else an edge needs were there: a lower bound, by
 * which searches go straight to the goal and leave out what leads nowhere. Backwards from the goals, once for all starts.
 */
export function distancesTo(graph: Graph, goals: readonly number[]): Int32Array {
  const distances = new Int32Array(graph.facts.count()).fill(UNREACHABLE);
  const queue = createQueue<number>();
  for (const goal of goals) {
    distances[goal] = 0;
    queue.push(0, goal);
  }
  const settled = new Uint8Array(distances.length);
  for (let fact = queue.pop(); fact !== undefined; fact = queue.pop()) {
    if (settled[fact] === 1) continue;
    settled[fact] = 1;
    const base = distances[fact] ?? 0;
    for (const number of graph.to(fact)) {
      const edge = graph.edges[number];
      if (!edge) continue;
      const distance = base + costOf(edge);
      for (const premise of edge.premises) {
        if (distance >= (distances[premise] ?? 0)) continue;
        distances[premise] = distance;
        queue.push(distance, premise);
      }
    }
  }
  return distances;
}

/** Who comes to hold facts, all premises of all edges minded. */
export interface Reach {
  /** Whether somebody comes to hold a fact. */
  readonly holds: (principal: Principal, fact: number) => boolean;
  /** A test for whether somebody comes to hold any of these facts. */
  readonly anyOf: (facts: readonly number[]) => (principal: Principal) => boolean;
}

/**
 * Who comes to hold what, for all starts at once: a bit a start in each fact's row, and the rows of premises are
 * intersected. Nine tenths of a cluster's accounts lead nowhere and cost nothing afterwards.
 */
export function computeReach(graph: Graph, starts: readonly Principal[]): Reach {
  const words = Math.ceil((Math.max(0, ...starts.map(({ id }) => id)) + 1) / 32);
  const rows: (Uint32Array | undefined)[] = [];
  const queued = new Uint8Array(graph.facts.count());
  const worklist: number[] = [];
  for (const start of starts) {
    const fact = graph.facts.find({ kind: "identity", principal: start });
    if (fact === undefined) continue;
    const row = (rows[fact] ??= new Uint32Array(words));
    row[start.id >>> 5] = (row[start.id >>> 5] ?? 0) | (1 << (start.id & 31));
    worklist.push(fact);
    queued[fact] = 1;
  }
  for (let at = 0; at < worklist.length; at++) {
    const fact = worklist[at] ?? 0;
    queued[fact] = 0;
    for (const number of graph.from(fact)) {
      const edge = graph.edges[number];
      if (!edge || !flow(edge, rows, words) || queued[edge.conclusion] === 1) continue;
      queued[edge.conclusion] = 1;
      worklist.push(edge.conclusion);
    }
  }
  return {
    holds: (principal, fact) => hasBit(rows[fact], principal),
    anyOf: (facts) => {
      const union = new Uint32Array(words);
      for (const fact of facts) {
        const row = rows[fact];
        if (row) for (let word = 0; word < words; word++) union[word] = (union[word] ?? 0) | (row[word] ?? 0);
      }
      return (principal) => hasBit(union, principal);
    },
  };
}

function hasBit(row: Uint32Array | undefined, { id }: Principal): boolean {
  return (((row?.[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;
}

/** Adds to the conclusion's row what all premises' rows have; whether that was anything new. */
function flow(
  { premises, conclusion }: Edge,
  rows: (Uint32Array | undefined)[],
  words: number,
): boolean {
  const [first, ...others] = premises.map((premise) => rows[premise]);
  if (!first) return false;
  for (const other of others) if (!other) return false;
  const target = (rows[conclusion] ??= new Uint32Array(words));
  let changed = false;
  for (let word = 0; word < words; word++) {
    let bits = first[word] ?? 0;
    if (bits === 0) continue;
    for (const other of others) bits &= other?.[word] ?? 0;
    const before = target[word] ?? 0;
    const after = (before | bits) >>> 0;
    if (after === before) continue;
    target[word] = after;
    changed = true;
  }
  return changed;
}
