import type { Edit } from "@watertight/core/kubernetes";
import { describe, expect, it } from "vitest";
import { add, after, remove } from "../../testing/edits.ts";

describe("removing", () => {
  it.each<[string, string, Edit, string]>([
    ["takes the line with its comment", "a: 1\nb: 2 # x\nc: 3\n", remove("b"), "a: 1\nc: 3\n"],
    [
      "takes the comment above and leaves the one that stands apart",
      "x:\n  a: 1\n  # apart\n\n  # of b\n  # too\n  b: 2\n  # of c\n  c: 3\n",
      remove("x", "b"),
      "x:\n  a: 1\n  # apart\n\n  # of c\n  c: 3\n",
    ],
    [
      "leaves what is said of the whole document",
      "# all\na: 1\nb: 2\n",
      remove("a"),
      "# all\nb: 2\n",
    ],
    [
      "takes all lines below it",
      "a:\n  b:\n    c: 1\n    # x\n  # y\n  d: 1\n",
      remove("a", "b"),
      "a:\n  # y\n  d: 1\n",
    ],
    ["keeps a missing line break at the end", "a: 1\nb: 2", remove("b"), "a: 1"],
    ["keeps CR LF", "a: 1\r\nb: 2\r\nc: 3\r\n", remove("b"), "a: 1\r\nc: 3\r\n"],
    [
      "leaves empty braces where nothing is left",
      "a: # x\n  b: 1\nc: 2\n",
      remove("a", "b"),
      "a: {} # x\nc: 2\n",
    ],
    [
      "leaves empty brackets where nothing is left",
      "a:\n- b # x\nc: 2\n",
      remove("a", 0),
      "a: []\nc: 2\n",
    ],
    [
      "leaves empty braces behind a dash",
      "a:\n- b: 1 # x\n- c\n",
      remove("a", 0, "b"),
      "a:\n- {}\n- c\n",
    ],
    [
      "moves the next key to the dash",
      "a:\n- b: 1 # x\n  c: 2 # y\n",
      remove("a", 0, "b"),
      "a:\n- c: 2 # y\n",
    ],
    [
      "leaves the dash alone where the next key has comments",
      "a:\n- b: 1\n  # of c\n  c: 2\n",
      remove("a", 0, "b"),
      "a:\n-\n  # of c\n  c: 2\n",
    ],
    ["moves the next item to the dash", "a:\n- - x\n  - y\n", remove("a", 0, 0), "a:\n- - y\n"],
    [
      "takes an item with its lines",
      "a:\n- b: 1\n  c: 2\n# of d\n- d: 3\n",
      remove("a", 0),
      "a:\n# of d\n- d: 3\n",
    ],
    ["takes the first in braces", "a: {b: 1, c: 2}\n", remove("a", "b"), "a: {c: 2}\n"],
    ["takes the last in braces", "a: { b: 1, c: 2 }\n", remove("a", "c"), "a: { b: 1 }\n"],
    ["takes the only one in braces", "a: { b: 1 }\n", remove("a", "b"), "a: {}\n"],
    ["takes one in the middle of brackets", "a: [x, y, z]\n", remove("a", 1), "a: [x, z]\n"],
    [
      "takes a line in braces",
      "a: {\n  b: 1, # x\n  # of c\n  c: 2,\n}\n",
      remove("a", "b"),
      "a: {\n  # of c\n  c: 2,\n}\n",
    ],
    [
      "takes the last line in braces",
      "a: {\n  b: 1, # x\n  # of c\n  c: 2 # y\n}\n",
      remove("a", "c"),
      "a: {\n  b: 1, # x\n}\n",
    ],
    ["takes an alias", "a: &x 1\nb: *x\nc: 1\n", remove("b"), "a: &x 1\nc: 1\n"],
    ["takes a block text", "a: 1\nb: |+\n  x\n\nc: 1\n", remove("b"), "a: 1\nc: 1\n"],
  ])("%s", (_, text, each, expected) => {
    expect(after(text, each)).toBe(expected);
  });

  it("takes several items by the numbers that they had", () => {
    const text = "add:\n- A # a\n- B\n- C\n";
    expect(after(text, remove("add", 0), remove("add", 2))).toBe("add:\n- B\n");
    expect(after("add: [A, B, C]\n", remove("add", 2), remove("add", 1))).toBe("add: [A]\n");
    expect(after(text, remove("add", 0), remove("add", 1), remove("add", 2))).toBe("add: []\n");
  });

  it("works beside additions", () => {
    expect(after("a:\n  b: 1\n  c: 2\n", remove("a", "c"), add(["a", "d"], 3))).toBe(
      "a:\n  b: 1\n  d: 3\n",
    );
    expect(after("a:\n  b: 1\n", remove("a", "b"), add(["a", "d"], 3))).toBe("a:\n  d: 3\n");
    expect(after("a: {b: 1, c: 2}\n", remove("a", "c"), add(["a", "d"], 3))).toBe(
      "a: {b: 1, d: 3}\n",
    );
    expect(after("a:\n- b: 1\n", remove("a", 0, "b"), add(["a", 0, "d"], 3))).toBe("a:\n- d: 3\n");
    expect(after("a:\n  b: 1\n  c: 2", remove("a", "c"), add(["a", "d"], 3))).toBe(
      "a:\n  b: 1\n  d: 3",
    );
  });
});
