import { expect, it } from "vitest";
import { selectsLabels } from "./label-selector.ts";

const labels = { app: "web", tier: "front" };

it.each([
  ["an absent selector", undefined, false],
  ["a null selector", null, false],
  ["an empty selector", {}, true],
  ["a label that is equal", { matchLabels: { app: "web" } }, true],
  ["a label that differs", { matchLabels: { app: "web", tier: "back" } }, false],
  ["a name that every object has", { matchLabels: { constructor: "" } }, false],
  ["In", { matchExpressions: [{ key: "app", operator: "In", values: ["api", "web"] }] }, true],
  [
    "In of an absent key",
    { matchExpressions: [{ key: "a", operator: "In", values: ["b"] }] },
    false,
  ],
  ["NotIn", { matchExpressions: [{ key: "app", operator: "NotIn", values: ["web"] }] }, false],
  [
    "NotIn of an absent key",
    { matchExpressions: [{ key: "a", operator: "NotIn", values: ["b"] }] },
    true,
  ],
  ["Exists", { matchExpressions: [{ key: "tier", operator: "Exists" }] }, true],
  ["DoesNotExist", { matchExpressions: [{ key: "tier", operator: "DoesNotExist" }] }, false],
  [
    "DoesNotExist of an absent key",
    { matchExpressions: [{ key: "a", operator: "DoesNotExist", values: [] }] },
    true,
  ],
  ["In without values", { matchExpressions: [{ key: "app", operator: "In" }] }, undefined],
  [
    "Exists with values",
    { matchExpressions: [{ key: "app", operator: "Exists", values: ["x"] }] },
    undefined,
  ],
  [
    "an unknown operator",
    { matchExpressions: [{ key: "app", operator: "Gt", values: ["1"] }] },
    undefined,
  ],
  ["a label that is a number", { matchLabels: { app: 1 } }, undefined],
])("decides %s", (_, selector, expected) => {
  expect(selectsLabels(selector, labels)).toBe(expected);
});
