import { describe, expect, it } from "vitest";
import { parseDocument } from "./parse-document.ts";

const valuesOf = (text: string): readonly unknown[] =>
  parseDocument(text).values.map(({ value }) => value);
const problemsOf = (text: string): readonly string[] =>
  parseDocument(text).problems.map(
    ({ severity, message, offset }) => `${severity} ${offset}: ${message}`,
  );

describe("parseDocument", () => {
  it("gives every value of a slice that holds several", () => {
    expect(valuesOf("a: 1\n...\n---\nb\n--- {c: 2}\n")).toEqual([{ a: 1 }, "b", { c: 2 }]);
  });

  it("keeps the values before a syntax error and says where it is", () => {
    expect(valuesOf("a: 1\n--- [\n")).toEqual([{ a: 1 }]);
    expect(problemsOf("a: 1\n--- [\n")).toEqual(["error 11: A value is missing here."]);
    expect(problemsOf("a: b: c")).toEqual([
      'error 4: A second ": " in one line is not allowed: quote the value.',
    ]);
    expect(problemsOf("a:\n\tb: 1")).toEqual([
      "error 3: A tab is used where the indentation must be spaces.",
    ]);
    expect(problemsOf("a: 1\nb\nc: 2")).toEqual([
      'error 5: This line should be a key followed by ": ".',
    ]);
  });

  it("reads a bracket that is closed at its key's column, as Kubernetes does", () => {
    expect(valuesOf('a: [\n  "b"\n]\nc: "d\ne"\n')).toEqual([{ a: ["b"], c: "d e" }]);
  });

  it("keeps large integers exact in YAML and in JSON", () => {
    expect(valuesOf("[9007199254740993, 18446744073709551616, -9223372036854775808]")).toEqual([
      [9007199254740993n, 18446744073709552000, -9223372036854775808n],
    ]);
    expect(valuesOf('{"a": 9007199254740993, "b": 18446744073709551616, "c": 1e2}')).toEqual([
      { a: 9007199254740993n, b: 18446744073709552000, c: 100 },
    ]);
  });

  it("warns of each duplicate key and takes the last value", () => {
    for (const text of ['{"a": 1, "b": {"a": 1}, "a": 2}', "{a: 1, 'b': {a: 1}, 'a': 2}"]) {
      expect(valuesOf(text)).toEqual([{ a: 2, b: { a: 1 } }]);
    }
    expect(problemsOf("a: 1\na: 2\nconstructor: 3\ntoString: 4")).toEqual([
      'warning 5: The key "a" is given twice: the last value counts.',
    ]);
    expect(problemsOf('{"a": 1, "a": 2}')).toEqual([
      'warning 9: The key "a" is given twice: the last value counts.',
    ]);
  });

  it("warns of a key that a merge behind it overrides, not of the other way round", () => {
    expect(problemsOf("a: &a {x: 1}\nb: {<<: *a, x: 2}")).toEqual([]);
    expect(problemsOf("a: &a {x: 1}\nb: {x: 2, <<: *a}")).toEqual([
      'warning 23: The merge "<<" overrides the key "x" that stands before it.',
    ]);
  });

  it("takes __proto__ for a key like any other", () => {
    for (const text of ["__proto__: {x: 1}", '{"__proto__": {"x": 1}}']) {
      const [value] = valuesOf(text);
      expect(Object.entries(value as object)).toEqual([["__proto__", { x: 1 }]]);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    }
  });

  it("refuses alias bombs, cycles and what is nested too deeply", () => {
    const lines = Array.from({ length: 9 }, (_, level) => {
      const item = level === 0 ? "x" : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array.from({ length: 9 }, () => item).join(", ")}]`;
    });
    expect(problemsOf(lines.join("\n")).map((text) => text.replace(/\d+/, "N"))).toEqual([
      "error N: The document consists of aliases nearly alone, and is not read.",
    ]);
    expect(problemsOf("a: &a {b: *a}")).toEqual(['error 10: The alias "*a" contains itself.']);
    const deep = "The document is nested more than 1000 levels deep, and is not read.";
    expect(problemsOf("[".repeat(100_000))).toEqual([
      "error 10000: The document is nested too deeply.",
    ]);
    expect(problemsOf("[".repeat(5000))).toEqual([`error 1001: ${deep}`]);
    expect(problemsOf('{"a":'.repeat(5000))).toEqual([`error 5005: ${deep}`]);
    expect(
      problemsOf(Array.from({ length: 5000 }, (_, level) => `${" ".repeat(level)}a:`).join("\n")),
    ).toHaveLength(1);
  });

  it("reads characters of JSON escapes, and half a character as U+FFFD", () => {
    expect(valuesOf('{"a": "\\ud83d\\ude00 \\ud83d"}')).toEqual([{ a: "😀 �" }]);
    expect(problemsOf("a: \ud83d")).toEqual([
      "error 3: The character U+D83D is not allowed in YAML.",
    ]);
  });

  it("reads JSON that is not quite JSON as YAML", () => {
    expect(valuesOf('{"a": yes, "b": [1,], // c\n}')).toEqual([{ a: true, b: [1], "// c": null }]);
  });
});
