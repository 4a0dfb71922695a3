import { expect, it } from "vitest";
import { improvementsOf } from "../../../testing/improvable.ts";

it("a policy more, or a field set as a fix does, makes nothing worse than the worst there was", () => {
  const found = Array.from({ length: 12 }, (_, seed) => improvementsOf(seed, 25)).flat();
  expect(found).toHaveLength(300);
  expect(new Set(found.map(({ change }) => change)).size).toBeGreaterThan(15);
  expect(found.filter(({ worse }) => worse.length > 0)).toEqual([]);
});
