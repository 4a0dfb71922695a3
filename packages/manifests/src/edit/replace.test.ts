import type { JsonValue } from "@watertight/core/kubernetes";
import { describe, expect, it } from "vitest";
import { after, replace } from "../../testing/edits.ts";

describe("replacing a scalar", () => {
  it.each<[string, string, JsonValue, string]>([
    ["keeps what stands behind it", "a: true # why\nb: 2\n", false, "a: false # why\nb: 2\n"],
    ["keeps double quotes", 'a: "x"\n', "y", 'a: "y"\n'],
    ["keeps single quotes", "a: 'x'\n", "it's", "a: 'it''s'\n"],
    ["quotes what would be read as something else", "a: x\n", "yes", 'a: "yes"\n'],
    ["quotes what is no plain text", "a: x\n", "b: c # d", 'a: "b: c # d"\n'],
    ["keeps CR LF", "a: 1\r\nb: 2\r\n", 3, "a: 3\r\nb: 2\r\n"],
    ["keeps a missing line break at the end", "b: 2\na: 1", 3, "b: 2\na: 3"],
    ["keeps spaces around", "a:   1   # x\n", 10001, "a:   10001   # x\n"],
    ["fills an empty value before its comment", "a: # x\nb: 1\n", true, "a: true # x\nb: 1\n"],
    ["fills an empty value in braces", "{b: 1, a: }\n", true, "{b: 1, a: true }\n"],
    ["gives a key in braces a value", "{a, b: 1}\n", true, "{a: true, b: 1}\n"],
    ["replaces a block text", "a: |\n  x\n  y\nb: 1\n", "z", "a: z\nb: 1\n"],
    ["keeps an anchor that nothing uses", "a: &x 1\n", 2, "a: &x 2\n"],
    ["replaces an alias itself", "b: &x 1\na: *x\n", 2, "b: &x 1\na: 2\n"],
    ["replaces the last of two equal keys", "a: 1\na: 2\n", 3, "a: 1\na: 3\n"],
    ["writes a collection in its place", "a: 1\n", { b: [true] }, "a: {b: [true]}\n"],
    ["follows JSON", '{"a": 1}', "x", '{"a": "x"}'],
    ["follows large integers", "a: 1\n", 9007199254740993n, "a: 9007199254740993\n"],
    ["takes a text over several lines as one", "a: x\n  y\nb: 1\n", "z", "a: z\nb: 1\n"],
    ["quotes what turns the direction of writing", "a: x\n", "\u202ey", 'a: "\\u202ey"\n'],
    ["keeps the tab before a comment", "a: 1\t# x\n", 2, "a: 2\t# x\n"],
  ])("%s", (_, text, value, expected) => {
    expect(after(text, replace(["a"], value))).toBe(expected);
  });

  it("keeps quotes of items", () => {
    expect(after("a: [ 'x', y ]\n", replace(["a", 0], "z"))).toBe("a: [ 'z', y ]\n");
    expect(after("a:\n  - x # one\n  - y\n", replace(["a", 0], "ALL"))).toBe(
      "a:\n  - ALL # one\n  - y\n",
    );
  });
});

describe("replacing a collection", () => {
  it("changes only what differs in it", () => {
    expect(
      after("a:\n  # drop\n  - NET_RAW # raw\n  - CHOWN # own\nb: 1\n", replace(["a"], ["ALL"])),
    ).toBe("a:\n  # drop\n  - ALL # raw\nb: 1\n");
    expect(after("a: {x: 1, w: 2}\n", replace(["a"], { w: 2, z: 3 }))).toBe("a: {w: 2, z: 3}\n");
    expect(after("a: [x]\n", replace(["a"], ["x", "w", "z"]))).toBe("a: [x, w, z]\n");
  });

  it("writes a scalar in the place of lines", () => {
    expect(after("a: # why\n  b: 1\n  c: 2\nd: 3\n", replace(["a"], false))).toBe(
      "a: false # why\nd: 3\n",
    );
    expect(after("- b: 1\n  c: 2\n- d\n".replace(/^/, "l:\n"), replace(["l", 0], "x"))).toBe(
      "l:\n- x\n- d\n",
    );
  });
});
