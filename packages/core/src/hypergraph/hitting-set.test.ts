import fc from "fast-check";
import { expect, test } from "vitest";
import { cheapestHit } from "./hitting-set.ts";

const MEMBERS = 7;
const anySets = fc.array(fc.uniqueArray(fc.nat(MEMBERS - 1), { minLength: 1, maxLength: 4 }), {
  maxLength: 9,
});
const anyCosts = fc.array(fc.integer({ min: 1, max: 6 }), {
  minLength: MEMBERS,
  maxLength: MEMBERS,
});

/** By trying every set of members. */
function leastCost(sets: readonly (readonly number[])[], costs: readonly number[]): number {
  let least = Infinity;
  for (let subset = 0; subset < 2 ** MEMBERS; subset++) {
    const has = (member: number): boolean => Math.floor(subset / 2 ** member) % 2 === 1;
    if (!sets.every((set) => set.some(has))) continue;
    least = Math.min(
      least,
      costs.reduce((sum, cost, member) => sum + (has(member) ? cost : 0), 0),
    );
  }
  return least;
}

test("the cheapest set that meets all is the cheapest of all sets, with few branches or many", () => {
  fc.assert(
    fc.property(anySets, anyCosts, fc.constantFrom(1, 3, 10_000), (sets, costs, effort) => {
      const { members, cost, isCheapest } = cheapestHit(sets, costs, effort);
      const least = leastCost(sets, costs);
      expect(sets.every((set) => set.some((member) => members.includes(member)))).toBe(true);
      expect(members.reduce((sum, member) => sum + (costs[member] ?? 0), 0)).toBe(cost);
      if (isCheapest) expect(cost).toBe(least);
      if (effort === 10_000) expect(isCheapest).toBe(true);
      expect(cost).toBeGreaterThanOrEqual(least);
    }),
  );
});

test("what is known is kept where nothing is cheaper", () => {
  const sets = [
    [0, 1],
    [1, 2],
  ];
  expect(cheapestHit(sets, [1, 2, 1], 100, { members: [0, 2], cost: 2 })).toEqual({
    members: [0, 2],
    cost: 2,
    isCheapest: true,
    branches: 1,
  });
  expect(cheapestHit(sets, [1, 1, 1], 100, { members: [0, 2], cost: 2 })).toMatchObject({
    members: [1],
    cost: 1,
    isCheapest: true,
  });
});
