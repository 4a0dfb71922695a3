import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { reportOf } from "./example-report.ts";
import { FORMAT_NAMES } from "./format-name.ts";
import { reporters } from "./index.ts";

const folder = new URL("golden/", import.meta.url);

test.each(FORMAT_NAMES)("a hostile report as %s", (name) => {
  expect(reportOf(reporters[name])).toBe(readFileSync(new URL(`${name}.golden`, folder), "utf8"));
});

test("each format has a golden file, and each golden file a format", () => {
  expect(readdirSync(folder)).toEqual([
    "csv.golden",
    "github.golden",
    "gitlab.golden",
    "html.golden",
    "json.golden",
    "junit.golden",
    "markdown.golden",
    "openreports.golden",
    "policyreport.golden",
    "pretty.golden",
    "sarif.golden",
  ]);
});

test.each(FORMAT_NAMES)("%s lets nothing through that a terminal obeys", (name) => {
  expect(reportOf(reporters[name])).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\p{Surrogate}\u202e]/u);
});

test.each(FORMAT_NAMES)("no line of %s begins with a command that the input brought", (name) => {
  expect(reportOf(reporters[name])).not.toMatch(/^\s*::error::/m);
});
