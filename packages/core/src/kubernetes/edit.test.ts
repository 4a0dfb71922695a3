import { describe, expect, it } from "vitest";
import { applyEdits } from "./apply-edits.ts";
import { type Edit, sameJson } from "./edit.ts";
import type { JsonValue } from "./json.ts";

const POD: JsonValue = {
  spec: {
    hostPID: true,
    containers: [
      { name: "a", securityContext: null },
      { name: "b", ports: [1, 2, 3] },
    ],
  },
};
const CONTAINER = ["spec", "containers", 0] as const;

describe("applyEdits", () => {
  it("creates missing parents once for all edits that need them", () => {
    const edited = applyEdits(POD, [
      { op: "add", path: [...CONTAINER, "securityContext", "runAsNonRoot"], value: true },
      {
        op: "add",
        path: [...CONTAINER, "securityContext", "capabilities", "drop"],
        value: ["ALL"],
      },
      { op: "remove", path: ["spec", "hostPID"] },
      { op: "add", path: ["spec", "volumes", 0, "name"], value: "x" },
    ]);
    expect(edited).toEqual({
      value: {
        spec: {
          containers: [
            { name: "a", securityContext: { runAsNonRoot: true, capabilities: { drop: ["ALL"] } } },
            { name: "b", ports: [1, 2, 3] },
          ],
          volumes: [{ name: "x" }],
        },
      },
    });
  });

  it("takes every index as it was before", () => {
    const edits: Edit[] = [
      { op: "remove", path: [0] },
      { op: "replace", path: [1], value: "B" },
      { op: "add", path: [2], value: "new" },
      { op: "add", path: [3], value: "last" },
    ];
    const expected = { value: ["B", "new", "c", "last"] };
    expect(applyEdits(["a", "b", "c"], edits)).toEqual(expected);
    expect(applyEdits(["a", "b", "c"], edits.toReversed())).toEqual(expected);
  });

  it("takes the same edit twice for one, and refuses two that differ", () => {
    const edit: Edit = { op: "replace", path: ["a"], value: { x: 1, y: [2] } };
    const same: Edit = { op: "replace", path: ["a"], value: { y: [2], x: 1 } };
    expect(applyEdits({ a: 0 }, [edit, same])).toEqual({ value: { a: { x: 1, y: [2] } } });
    const problem = "Two edits change a in different ways.";
    expect(applyEdits({ a: 0 }, [edit, { op: "remove", path: ["a"] }])).toEqual({ problem });
  });

  it.each<[Edit, string]>([
    [{ op: "remove", path: ["b"] }, "There is no b to change."],
    [{ op: "replace", path: ["b", "c"], value: 1 }, "There is no b.c to change."],
    [{ op: "add", path: ["a", "c"], value: 1 }, "a is no object and no list."],
    [{ op: "add", path: ["l", 2], value: 1 }, "There is no l[2] to change."],
    [{ op: "add", path: ["l", "x"], value: 1 }, "There is no l.x to change."],
    [{ op: "add", path: [0], value: 1 }, "the object is an object and has no item 0."],
  ])("says why %j cannot be done", (edit, problem) => {
    expect(applyEdits({ a: "text", l: [1] }, [edit])).toEqual({ problem });
  });

  it("keeps a member called __proto__ a member", () => {
    const edited = applyEdits({}, [{ op: "add", path: ["__proto__"], value: 1 }]);
    expect(JSON.stringify(edited)).toBe('{"value":{"__proto__":1}}');
  });
});

describe("sameJson", () => {
  it("compares by content, with integers of any size", () => {
    expect(sameJson({ a: [1, { b: 2n }], c: null }, { c: null, a: [1, { b: 2n }] })).toBe(true);
    expect(sameJson({ a: 1 }, { b: 1 })).toBe(false);
    expect(sameJson([1], [1, null])).toBe(false);
    expect(sameJson({}, [])).toBe(false);
    expect(sameJson({ a: null }, { b: 1, a: null })).toBe(false);
    expect(sameJson({ toString: 1 }, { valueOf: 1 })).toBe(false);
  });
});
