import { expect, test } from "vitest";
import { closingLines, type EndedTest, isGood, type Need, recordOf } from "./test-summary.ts";

const ACCESS: Need = { name: "suite access", isHere: true, hint: "../shared/suites/access" };
const NETWORK: Need = { name: "suite network", isHere: true, hint: "../shared/suites/network" };
const HELM: Need = { name: "helm", isHere: true, hint: "install it" };

function absent(need: Need): Need {
  return { ...need, isHere: false };
}

function ended(name: string, state: EndedTest["state"], ...needs: readonly Need[]): EndedTest {
  return { name, state, needs };
}

function said(...tests: readonly EndedTest[]): readonly [boolean, ...string[]] {
  const records = [recordOf(tests)];
  return [isGood(records), ...closingLines(records)];
}

test("where all is here and passes, everything passed", () => {
  expect(said(ended("a", "passed"), ended("b", "passed", ACCESS, HELM))).toEqual([
    true,
    "Tested with helm, suite access.",
    "Everything passed.",
  ]);
});

test("what is absent is named with the tests that it costs, and not everything passed", () => {
  const tests = [
    ended("a", "passed", ACCESS),
    ended("b", "skipped", absent(NETWORK)),
    ended("c", "skipped", absent(NETWORK), absent(HELM)),
  ];
  expect(said(...tests)).toEqual([
    true,
    "Tested with suite access.",
    "Not here: helm (install it); 1 test left out.",
    "Not here: suite network (../shared/suites/network); 2 tests left out.",
    "What could be tested passed; the rest is named above.",
  ]);
});

test("a run that found no suite says so", () => {
  const tests = [ended("a", "passed", HELM), ended("b", "skipped", absent(ACCESS))];
  expect(said(...tests)).toEqual([
    true,
    "Tested with helm.",
    "Not here: suite access (../shared/suites/access); 1 test left out.",
    "What could be tested passed. No suite of upstream's cases was found: nothing is said about them.",
  ]);
});

test("a failure is one, whatever is absent", () => {
  const tests = [
    ended("a", "failed", ACCESS),
    ended("b", "passed"),
    ended("c", "skipped", absent(HELM)),
  ];
  expect(said(...tests)).toEqual([
    false,
    "Tested with suite access.",
    "Not here: helm (install it); 1 test left out.",
    "Not everything passed.",
  ]);
});

test("a test that is left out though all that it needs is here fails the run", () => {
  const tests = [ended("a", "passed"), ended("b > c", "skipped"), ended("d", "skipped", HELM)];
  expect(said(...tests)).toEqual([
    false,
    "Left out, and nothing says why: b > c",
    "Left out, and nothing says why: d",
    "Not everything passed.",
  ]);
});

test("a run without tests, and one in which all are left out, is no pass", () => {
  expect(said()).toEqual([false, "Not everything passed."]);
  expect(said(ended("a", "skipped", absent(HELM)))).toEqual([
    false,
    "Not here: helm (install it); 1 test left out.",
    "Not everything passed.",
  ]);
  expect(isGood([])).toBe(false);
  expect(closingLines([])).toEqual(["Not everything passed."]);
});

test("several runs are closed as one, and each has to be good", () => {
  const unit = recordOf([ended("a", "passed"), ended("b", "skipped", absent(HELM))]);
  const suites = recordOf([ended("c", "passed", ACCESS)]);
  expect([isGood([unit, suites]), ...closingLines([unit, unit, suites])]).toEqual([
    true,
    "Tested with suite access.",
    "Not here: helm (install it); 1 test left out.",
    "What could be tested passed; the rest is named above.",
  ]);
  const empty = recordOf([]);
  expect([isGood([unit, empty]), closingLines([unit, empty]).at(-1)]).toEqual([
    false,
    "Not everything passed.",
  ]);
});
