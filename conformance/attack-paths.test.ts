import {
  type AttackEdge,
  type AttackGraph,
  attackPaths,
  createAttackGraph,
  cutOfPaths,
} from "@watertight/core/attack-paths";
import { createCluster } from "@watertight/core/cluster";
import { seeded } from "@watertight/core/testing";
import { expect, test } from "vitest";
import { wholeSnapshotOf } from "../packages/core/testing/snapshot.ts";
import { randomAttacked } from "./random-attacked.ts";

const CLUSTERS = 1000;
const SEED = 20_261_130;
/** Sets of edits that are tried are two to the power of this. */
const MOST_EDITS = 12;

test(`the cut of ${CLUSTERS} random clusters costs what trying all sets of edits finds, and needs each edit`, () => {
  const random = seeded(SEED);
  const counted = { cut: 0, unbreakable: 0, closed: 0, tooMany: 0, edits: 0, paths: 0 };
  for (let round = 0; round < CLUSTERS; round++) {
    const graph = createAttackGraph(createCluster(wholeSnapshotOf(randomAttacked(random))), {
      assumeBreach: true,
    });
    const naive = naiveOf(graph);
    const cut = cutOfPaths(graph);
    counted.paths += attackPaths(graph, 3).paths.length;
    if (!cut.isPossible) {
      counted.unbreakable += 1;
      expect([round, naive.isOpen(new Set(naive.costs.keys()))]).toEqual([round, true]);
      continue;
    }
    const keys = cut.edits.map(({ key }) => key);
    expect([round, naive.isOpen(new Set(keys))]).toEqual([round, false]);
    for (const key of keys) {
      const others = new Set(keys.filter((other) => other !== key));
      expect([round, key, naive.isOpen(others)]).toEqual([round, key, true]);
    }
    counted[keys.length === 0 ? "closed" : "cut"] += 1;
    counted.edits += keys.length;
    if (naive.costs.size > MOST_EDITS) {
      counted.tooMany += 1;
      continue;
    }
    const cost = cut.edits.reduce((sum, edit) => sum + edit.cost, 0);
    const least = leastCost(naive);
    expect([round, cut.isCheapest ? cost : cut.atLeast <= least]).toEqual([
      round,
      cut.isCheapest ? least : true,
    ]);
  }
  process.stdout.write(`seed ${SEED}: ${JSON.stringify(counted)}\n`);
  expect(counted.cut).toBeGreaterThan(CLUSTERS / 4);
  expect(counted.tooMany).toBeLessThan(CLUSTERS / 4);
}, 300_000);

interface Naive {
  /** What each edit costs on which something between entries and goals rests. */
  readonly costs: ReadonlyMap<string, number>;
  /** Whether an entry comes to a goal when edits are made. */
  readonly isOpen: (made: ReadonlySet<string>) => boolean;
}

/** From the edges alone, round by round. */
function naiveOf({ edges, everyEntry, everyGoal }: AttackGraph): Naive {
  const reached = fixpoint(edges, everyEntry, new Set());
  const useful = edges.filter(({ premises }) => premises.every((each) => reached.has(each)));
  const costs = new Map<string, number>();
  for (const { edit } of towards(useful, everyGoal).flatMap(({ needs }) => needs.flat()))
    if (edit) costs.set(edit.key, edit.cost);
  return { costs, isOpen: (made) => fixpoint(useful, everyEntry, made).has(everyGoal) };
}

/** The edges from which a goal may be come to. */
function towards(edges: readonly AttackEdge[], goal: number): readonly AttackEdge[] {
  const leading = new Set([goal]);
  for (let size = 0; size < leading.size; ) {
    size = leading.size;
    const last = edges.filter(({ conclusion }) => leading.has(conclusion));
    for (const premise of last.flatMap(({ premises }) => premises)) leading.add(premise);
  }
  return edges.filter(({ conclusion }) => leading.has(conclusion));
}

function fixpoint(
  edges: readonly AttackEdge[],
  start: number,
  made: ReadonlySet<string>,
): ReadonlySet<number> {
  const reached = new Set([start]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const { premises, conclusion, needs } of edges) {
      const isMet = needs.every((need) =>
        need.some(({ edit }) => edit === undefined || !made.has(edit.key)),
      );
      if (isMet && premises.every((each) => reached.has(each))) reached.add(conclusion);
    }
  }
  return reached;
}

function leastCost({ costs, isOpen }: Naive): number {
  const all = [...costs];
  const sets = Array.from({ length: 2 ** all.length }, (_, bits) =>
    all.filter((_, index) => (bits >> index) % 2 === 1),
  ).map((edits) => ({ edits, cost: edits.reduce((sum, [, cost]) => sum + cost, 0) }));
  sets.sort((a, b) => a.cost - b.cost);
  const found = sets.find(({ edits }) => !isOpen(new Set(edits.map(([key]) => key))));
  return found?.cost ?? Infinity;
}
