import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "./json.ts";
import { jsonPatchBetween, type PatchOperation } from "./json-patch.ts";

describe("jsonPatchBetween", () => {
  it("tests the names of items that it goes into, adds what is missing whole and works from behind", () => {
    const before = {
      hostPID: true,
      containers: [
        { name: "a", securityContext: null },
        { name: "b", add: ["X", "Y", "Z"] },
        { name: "c" },
      ],
    };
    const after = {
      containers: [
        { name: "a", securityContext: { runAsNonRoot: true } },
        { name: "b", add: ["Y"] },
        { name: "c" },
      ],
      metadata: { labels: { x: 1 } },
    };
    expect(jsonPatchBetween(before, after)).toEqual([
      { op: "test", path: "/containers/0/name", value: "a" },
      { op: "test", path: "/containers/1/name", value: "b" },
      { op: "remove", path: "/hostPID" },
      { op: "replace", path: "/containers/0/securityContext", value: { runAsNonRoot: true } },
      { op: "remove", path: "/containers/1/add/2" },
      { op: "remove", path: "/containers/1/add/1" },
      { op: "replace", path: "/containers/1/add/0", value: "Y" },
      { op: "add", path: "/metadata", value: { labels: { x: 1 } } },
    ]);
  });

  it("keeps what is the same at both ends of a list", () => {
    expect(jsonPatchBetween(["a", "b", "c"], ["a", "c"])).toEqual([{ op: "remove", path: "/1" }]);
    expect(jsonPatchBetween(["a", "c"], ["a", "b", "c"])).toEqual([
      { op: "add", path: "/1", value: "b" },
    ]);
  });

  it("escapes what RFC 6901 escapes", () => {
    expect(jsonPatchBetween({ "a/b~c": 1 }, {})).toEqual([{ op: "remove", path: "/a~1b~0c" }]);
  });

  it("makes the one value of the other", () => {
    const values = fc.jsonValue({ maxDepth: 4, depthSize: "small" });
    fc.assert(
      fc.property(values, values, fc.boolean(), (a, b, similar) => {
        const before = [{ x: a, y: [a, 1, b] }] as JsonValue;
        const after = (similar ? [{ x: b, y: [1, b] }] : b) as JsonValue;
        expect(patched(before, jsonPatchBetween(before, after))).toEqual(after);
      }),
    );
  });
});

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
