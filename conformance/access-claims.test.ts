import { expect, test } from "vitest";
import { judgeClaims } from "../packages/core/testing/access/judge-claims.ts";

const CLUSTERS = 10_000;

test(`what the checks say of ${CLUSTERS} random clusters about access the engine bears out`, () => {
  const { untrue, judged } = judgeClaims(1, CLUSTERS);
  expect(untrue.slice(0, 5)).toEqual([]);
  expect([...judged.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(CLUSTERS);
});
