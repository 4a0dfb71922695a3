import { improvementsOf } from "@watertight/core/testing";
import { expect, it } from "vitest";

it("10,000 random objects: no improvement makes anything worse than the worst there was", {
  timeout: 300_000,
}, () => {
  const found = Array.from({ length: 400 }, (_, seed) => improvementsOf(1000 + seed, 25)).flat();
  expect(found).toHaveLength(10_000);
  expect(found.filter(({ worse }) => worse.length > 0)).toEqual([]);
});
