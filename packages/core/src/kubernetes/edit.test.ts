import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "./apply-edits.ts";
import { type Edit, sameJson } from "./edit.ts";
import type { JsonValue } from "./json.ts";
import { jsonPatchOf, type PatchOperation } from "./json-patch.ts";

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

describe("jsonPatchOf", () => {
  it("tests names, adds missing parents whole and works from behind", () => {
    const edits: Edit[] = [
      { op: "remove", path: ["spec", "containers", 1, "ports", 0] },
      { op: "remove", path: ["spec", "containers", 1, "ports", 2] },
      { op: "add", path: [...CONTAINER, "securityContext", "runAsNonRoot"], value: true },
      { op: "add", path: ["metadata", "labels", "a/b~c"], value: "x" },
    ];
    expect(jsonPatchOf(POD, edits)).toEqual([
      { op: "test", path: "/spec/containers/1/name", value: "b" },
      { op: "test", path: "/spec/containers/0/name", value: "a" },
      { op: "remove", path: "/spec/containers/1/ports/2" },
      { op: "remove", path: "/spec/containers/1/ports/0" },
      { op: "replace", path: "/spec/containers/0/securityContext", value: { runAsNonRoot: true } },
      { op: "add", path: "/metadata", value: { labels: { "a/b~c": "x" } } },
    ]);
    expect(jsonPatchOf(POD, [{ op: "remove", path: ["none"] }])).toBe(undefined);
  });

  it("escapes what RFC 6901 escapes", () => {
    const edit: Edit = { op: "remove", path: ["a/b~c"] };
    expect(jsonPatchOf({ "a/b~c": 1 }, [edit])).toEqual([{ op: "remove", path: "/a~1b~0c" }]);
  });

  it("does what applyEdits does", () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (json, picks) => {
          const value = { root: json } as JsonValue;
          const edits = editsOf(value, picks);
          const edited = applyEdits(value, edits);
          const patch = jsonPatchOf(value, edits);
          if ("problem" in edited) expect(patch).toBe(undefined);
          else expect(patched(value, patch ?? [])).toEqual(edited.value);
        },
      ),
    );
  });
});

/** Some edits of places that the value has, steered by numbers. */
function editsOf(value: JsonValue, picks: readonly number[]): Edit[] {
  const places: (string | number)[][] = [];
  const walk = (at: JsonValue, path: (string | number)[]): void => {
    if (path.length > 0) places.push(path);
    if (typeof at !== "object" || at === null) return;
    if (Array.isArray(at))
      at.forEach((item: JsonValue, index) => {
        walk(item, [...path, index]);
      });
    else for (const [key, member] of Object.entries(at)) walk(member, [...path, key]);
  };
  walk(value, []);
  return picks.flatMap((pick): Edit[] => {
    const path = places[pick % Math.max(places.length, 1)];
    if (!path) return [];
    if (pick % 3 === 0) return [{ op: "remove", path }];
    return [
      {
        op: pick % 3 === 1 ? "replace" : "add",
        path: pick % 2 ? path : [...path, "new"],
        value: pick,
      },
    ];
  });
}

/** RFC 6902 as plainly as can be. */
function patched(value: JsonValue, patch: readonly PatchOperation[]): unknown {
  const root = structuredClone({ document: value }) as Record<string, unknown>;
  for (const operation of patch) {
    const keys = operation.path
      .split("/")
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    keys[0] = "document";
    const last = keys.pop() ?? "";
    let at: unknown = root;
    for (const key of keys) at = (at as Record<string, unknown>)[key];
    if (Array.isArray(at)) {
      const index = Number(last);
      if (operation.op === "remove") at.splice(index, 1);
      else if (operation.op === "replace") at[index] = operation.value;
      else if (operation.op === "add") at.splice(index, 0, operation.value);
      else expect(at[index]).toEqual(operation.value);
    } else {
      const members = at as Record<string, unknown>;
      if (operation.op === "remove") Reflect.deleteProperty(members, last);
      else if (operation.op === "test") expect(members[last]).toEqual(operation.value);
      else
        Object.defineProperty(members, last, {
          value: operation.value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
    }
  }
  return root["document"];
}
