import { builtInChecks } from "@watertight/core/checks";
import { expect, test } from "vitest";
import { gateWayOf, mayDeny } from "./gate-checks.ts";

test("what claims that something else is missing may warn, and never refuse", () => {
  const gated = builtInChecks().filter((check) => gateWayOf(check) !== undefined);
  expect(gated.length).toBeGreaterThan(300);
  const telling = gated.filter((check) => !mayDeny(check)).map(({ id }) => id);
  expect(telling).toEqual([
    "secret-in-environment",
    "namespace-limit-range-missing",
    "namespace-pod-security-labels-missing",
    "namespace-quota-missing",
  ]);
  const absent = gated.filter(
    (check) => (check.claimsAbsenceOf ?? []).length > 0 && mayDeny(check),
  );
  expect(absent).toEqual([]);
});

test("checks that rest on the rest of the cluster are not asked", () => {
  const left = builtInChecks().filter(
    (check) => check.on !== "exception" && gateWayOf(check) === undefined,
  );
  expect(left.map(({ id }) => id)).toContain("no-network-policy-selects-pod");
  expect(left.every((check) => check.on !== "exception" && check.evaluate.length >= 2)).toBe(true);
});
