import { describe, expect, it } from "vitest";
import type { LabelSelector } from "./api/types.ts";
import { compileSelector, selectsLabels } from "./selectors.ts";

const LABELS = { app: "shop", tier: "web", empty: "" };

describe("selectsLabels", () => {
  it("takes an absent selector for nothing and an empty one for everything", () => {
    expect(selectsLabels(undefined, LABELS)).toBe(false);
    expect(selectsLabels({}, LABELS)).toBe(true);
    expect(selectsLabels({ matchLabels: {}, matchExpressions: [] }, {})).toBe(true);
  });

  it.each<[LabelSelector, boolean]>([
    [{ matchLabels: { app: "shop", tier: "web" } }, true],
    [{ matchLabels: { app: "shop", tier: "db" } }, false],
    [{ matchLabels: { absent: "" } }, false],
    [{ matchLabels: { empty: "" } }, true],
    [{ matchExpressions: [{ key: "app", operator: "In", values: ["a", "shop"] }] }, true],
    [{ matchExpressions: [{ key: "absent", operator: "In", values: ["", "a"] }] }, false],
    [{ matchExpressions: [{ key: "app", operator: "NotIn", values: ["shop"] }] }, false],
    [{ matchExpressions: [{ key: "absent", operator: "NotIn", values: ["shop"] }] }, true],
    [{ matchExpressions: [{ key: "empty", operator: "Exists" }] }, true],
    [{ matchExpressions: [{ key: "absent", operator: "Exists" }] }, false],
    [{ matchExpressions: [{ key: "absent", operator: "DoesNotExist" }] }, true],
    [{ matchExpressions: [{ key: "app", operator: "DoesNotExist" }] }, false],
    [{ matchExpressions: [{ key: "constructor", operator: "Exists" }] }, false],
  ])("%j selects the labels: %s", (selector, selected) => {
    expect(selectsLabels(selector, LABELS)).toBe(selected);
  });
});

describe("compileSelector", () => {
  it.each<[LabelSelector, string]>([
    [{ matchLabels: { "a b": "x" } }, "matchLabels.a b is no valid label key"],
    [{ matchLabels: { "a/b/c": "x" } }, "matchLabels.a/b/c is no valid label key"],
    [{ matchLabels: { a: "-" } }, "matchLabels.a is no valid label value"],
    [
      { matchExpressions: [{ key: "a", operator: "in", values: ["b"] }] },
      "matchExpressions.0.operator must be In, NotIn, Exists or DoesNotExist",
    ],
    [
      { matchExpressions: [{ key: "a", operator: "NotIn" }] },
      "matchExpressions.0.values must not be empty with NotIn",
    ],
    [
      { matchExpressions: [{ key: "a", operator: "Exists", values: ["b"] }] },
      "matchExpressions.0.values must be empty with Exists",
    ],
  ])("refuses what the API server refuses, and selects nothing: %j", (selector, problem) => {
    const { problems, selects } = compileSelector(selector);
    expect(problems.map(({ path, message }) => `${path.join(".")} ${message}`)).toEqual([problem]);
    expect(selects({})).toBe(false);
  });

  it("takes keys with a prefix", () => {
    const { problems } = compileSelector({ matchLabels: { "app.kubernetes.io/name": "x" } });
    expect(problems).toEqual([]);
  });
});
