import type { Edit } from "@watertight/core/kubernetes";
import { describe, expect, it } from "vitest";
import { add, edit, reasons, remove, replace } from "../../testing/edits.ts";

describe("refusing", () => {
  it.each<[string, string, Edit, string]>([
    [
      "a tag",
      "a: !!str 1\n",
      replace(["a"], 2),
      "a cannot be changed where it stands: the value has a tag.",
    ],
    [
      "a key behind a question mark",
      "? a\n: 1\n",
      replace(["a"], 2),
      'a cannot be changed where it stands: its key stands behind a "?".',
    ],
    [
      "a key given twice",
      "a: 1\na: 2\nb: 3\n",
      remove("a"),
      "a cannot be changed where it stands: its key is given twice.",
    ],
    [
      "a pair without braces",
      "a: [b: 1]\n",
      add(["a", 0, "c"], 2),
      "a[0] cannot be changed where it stands: the mapping stands in a list without braces.",
    ],
    [
      "the last key of a document",
      "a: 1\n",
      remove("a"),
      "the document cannot be changed where it stands: nothing would be left of the document.",
    ],
    ["what is not there", "a: 1\n", remove("b"), "There is no b to change."],
    [
      "what is inside a text",
      "a: |\n  b: 1\n",
      replace(["a", "b"], 2),
      "a is no object and no list.",
    ],
    [
      "line breaks of old",
      "a: 1\rb: 2\r",
      replace(["a"], 2),
      "The document has line breaks other than LF and CR LF, which are not edited.",
    ],
  ])("refuses %s", (_, text, each, reason) => {
    expect(reasons(text, each)).toEqual([reason]);
  });

  it("refuses the second of two fixes that differ, and takes the same one twice", () => {
    const edited = edit(
      "a: 1\n",
      [replace(["a"], 2)],
      [replace(["a"], 2)],
      [replace(["a"], 3)],
      [remove("a")],
    );
    expect(edited.text).toBe("a: 2\n");
    expect([...edited.refused]).toEqual([
      [2, "Another fix changes a in a different way."],
      [3, "Another fix changes a in a different way."],
    ]);
  });
});
