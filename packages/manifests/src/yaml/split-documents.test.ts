import { describe, expect, it } from "vitest";
import { documentText, splitDocuments } from "./split-documents.ts";

const texts = (text: string): readonly string[] =>
  splitDocuments(text).map((slice) => text.slice(slice.start, slice.end));

describe("splitDocuments", () => {
  it("cuts at lines of three dashes", () => {
    expect(splitDocuments("a: 1\n---\nb: 2\nc: 3\n--- # next\nd: 4")).toEqual([
      { number: 1, start: 0, end: 5, line: 1 },
      { number: 2, start: 9, end: 19, line: 3 },
      { number: 3, start: 30, end: 34, line: 6 },
    ]);
  });

  it("counts empty documents without giving them", () => {
    expect(splitDocuments("---\na\n---\n---\nb\n")).toEqual([
      { number: 1, start: 4, end: 6, line: 2 },
      { number: 3, start: 14, end: 16, line: 5 },
    ]);
  });

  it("takes CR LF for a line break", () => {
    expect(texts("a\r\n---\r\nb\r\n")).toEqual(["a\r\n", "b\r\n"]);
  });

  it("leaves a line with text behind the dashes to the parser", () => {
    expect(texts("--- {a: 1}\n---x\n----\n ---\n")).toEqual(["--- {a: 1}\n---x\n----\n ---\n"]);
  });

  it("keeps directives with their document", () => {
    expect(texts("a\n---\n# c\n%YAML 1.1\n---\nb\n---\nc")).toEqual([
      "a\n",
      "# c\n%YAML 1.1\n---\nb\n",
      "c",
    ]);
  });

  it("gives nothing for an empty text", () => {
    expect(texts("")).toEqual([]);
  });

  it("ends the last line for the parser", () => {
    const [slice] = splitDocuments("a: |\n  b");
    expect(slice && documentText("a: |\n  b", slice)).toBe("a: |\n  b\n");
  });
});
