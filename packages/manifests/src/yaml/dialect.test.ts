import { readFileSync } from "node:fs";
import { stringifyJson } from "@watertight/core/kubernetes";
import { describe, expect, it } from "vitest";
import { parseDocument } from "./parse-document.ts";

/** What sigs.k8s.io/yaml makes of a text; `json` is canonical text so that large integers stay exact. */
interface Row {
  readonly yaml: string;
  readonly json?: string;
  readonly error?: true;
  /** How many warnings we give; upstream's strict reading refuses the text. */
  readonly warnings?: number;
}

const rows = JSON.parse(
  readFileSync(new URL("dialect.test.json", import.meta.url), "utf8"),
) as readonly Row[];

describe("the dialect of sigs.k8s.io/yaml", () => {
  it("has all its rows", () => {
    expect(rows.length).toBe(201);
  });

  it.each(rows)("reads $yaml", ({ yaml, json, error, warnings = 0 }) => {
    const { values, problems } = parseDocument(yaml);
    expect(problems.map(({ severity }) => severity)).toEqual(
      error ? ["error"] : Array.from({ length: warnings }, () => "warning"),
    );
    expect(values.map(({ value }) => stringifyJson(value))).toEqual(error ? [] : [json]);
  });
});
