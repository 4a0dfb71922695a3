import { expect, test } from "vitest";
import type { Check } from "../checks/check.ts";
import { builtInChecks } from "../checks/index.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { withImplied } from "./implied.ts";

const [sample] = builtInChecks();
if (!sample) throw new Error("There is no check.");
const check = (id: string, impliedBy: readonly string[]): Check => ({ ...sample, id, impliedBy });
const above = check("above", []);
const below = check("below", ["above"]);
const lowest = check("lowest", ["below"]);

function placed(of: Check, container?: string, index = 0, template: FieldPath = []) {
  const path = [...template, "spec", ...(container === undefined ? [] : ["containers", index])];
  const violation = { path, message: of.id, ...(container === undefined ? {} : { container }) };
  return { check: of, violation, field: { path, template } };
}

function standing(violations: readonly ReturnType<typeof placed>[]): string[] {
  return withImplied(violations).map(({ item, implied }) =>
    [item, ...implied]
      .map(({ check: { id }, violation: { container = "" } }) => `${id} ${container}`.trim())
      .join(" > "),
  );
}

test("what another finding of the same container implies stands below it, through others too", () => {
  expect(standing([placed(lowest, "a"), placed(below, "a"), placed(above, "a")])).toEqual([
    "above a > lowest a > below a",
  ]);
});

test.each([
  ["another container", placed(above, "b", 1)],
  ["a container with the same name", placed(above, "a", 1)],
  ["the pod", placed(above)],
  ["another pod template", placed(above, "a", 0, ["spec", "template"])],
])("nothing is implied by a finding of %s", (_, other) => {
  expect(withImplied([placed(below, "a"), other]).map(({ implied }) => implied)).toEqual([[], []]);
});

test("a pod's finding implies what is said of the pod", () => {
  expect(standing([placed(above), placed(below), placed(below, "a")])).toEqual([
    "above > below",
    "below a",
  ]);
});

test("a finding of an object implies what is said of the pods that it describes, and nothing of their containers", () => {
  const template = ["spec", "template"];
  const [pod, container] = [placed(below, undefined, 0, template), placed(below, "a", 0, template)];
  expect(standing([placed(above), pod, container])).toEqual(["above > below", "below a"]);
});

test("implications in a circle lose nothing", () => {
  const one = check("one", ["two"]);
  const two = check("two", ["one"]);
  expect(standing([placed(one), placed(two)])).toEqual(["one", "two"]);
});
