import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesBetween, linesOf, type TextPair, unifiedDiff } from "./unified-diff.ts";

function diff(pair: TextPair): string {
  return [...unifiedDiff(pair)].map(({ text }) => `${text}\n`).join("");
}

const TEN = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";

describe("unifiedDiff", () => {
  it("shows three lines around a change", () => {
    expect(diff({ file: "a.yaml", before: TEN, after: TEN.replace("5\n", "five\nand\n") })).toBe(
      `--- a/a.yaml
+++ b/a.yaml
@@ -2,7 +2,8 @@
 2
 3
 4
-5
+five
+and
 6
 7
 8
`,
    );
  });

  it("joins changes that are near, and parts those that are far", () => {
    const before = linesOf(TEN + TEN);
    const near = before.map((line, index) => (index === 1 || index === 8 ? "x\n" : line)).join("");
    const far = before.map((line, index) => (index === 1 || index === 9 ? "x\n" : line)).join("");
    const hunks = (after: string): string[] =>
      diff({ file: "f", before: TEN + TEN, after }).match(/^@@.*/gm) ?? [];
    expect(hunks(near)).toEqual(["@@ -1,12 +1,12 @@"]);
    expect(hunks(far)).toEqual(["@@ -1,5 +1,5 @@", "@@ -7,7 +7,7 @@"]);
  });

  it("says where the last line has no line break", () => {
    expect(diff({ file: "f", before: "a\nb", after: "a\nb\n" })).toBe(
      "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n",
    );
  });

  it("makes a new file of nothing", () => {
    expect(diff({ file: "f", before: undefined, after: "a\n" })).toBe(
      "--- /dev/null\n+++ b/f\n@@ -0,0 +1,1 @@\n+a\n",
    );
  });

  it("writes names as git does", () => {
    expect(diff({ file: 'a "b"\n.yaml', before: "", after: "a\n" })).toContain(
      '+++ "b/a \\"b\\"\\012.yaml"\n',
    );
    expect(diff({ file: "a b.yaml", before: "", after: "a\n" })).toContain("+++ b/a b.yaml\t\n");
    expect(diff({ file: "/srv/a.yaml", before: "", after: "a\n" })).toContain("--- /srv/a.yaml\n");
  });

  it("is empty where nothing changed", () => {
    expect(diff({ file: "f", before: "a\n", after: "a\n" })).toBe("");
  });
});

describe("changesBetween", () => {
  const lines = fc.array(fc.constantFrom("a\n", "b\n", "c\n"), { maxLength: 30 });

  it("leads from the one text to the other", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const changes = changesBetween(before, after);
        let made: string[] = [];
        let at = 0;
        for (const { from, to, newFrom, newTo } of changes) {
          made = [...made, ...before.slice(at, from), ...after.slice(newFrom, newTo)];
          at = to;
        }
        expect([...made, ...before.slice(at)]).toEqual(after);
      }),
    );
  });

  it("takes texts that have nothing in common for different as a whole", () => {
    const before = Array.from({ length: 5000 }, (_, index) => `a${index}\n`);
    const after = before.map((line) => `b${line}`);
    expect(changesBetween(before, after)).toEqual([{ from: 0, to: 5000, newFrom: 0, newTo: 5000 }]);
  });

  it("finds one change in a hundred thousand lines, and thousands of them", () => {
    const many = Array.from({ length: 100_000 }, (_, index) => `${index}\n`);
    const changed = many.flatMap((line, index) => (index % 20 === 7 ? [line, "new\n"] : [line]));
    expect(changesBetween(many, many.toSpliced(5, 1))).toEqual([
      { from: 5, to: 6, newFrom: 5, newTo: 5 },
    ]);
    expect(changesBetween(many, changed)).toHaveLength(5000);
  });
});
