import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createSnapshot, type Finding, type FixSafety, type JsonValue } from "@watertight/core";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { CLEAN, CONTEXT, FINDINGS, NOTHING_FOUND, reportOf } from "./example-report.ts";
import type { ReportContext } from "./reporter.ts";
import { createSarifReporter } from "./sarif.ts";
import { artifactLocation } from "./sarif-locations.ts";

const require = createRequire(import.meta.url);
const schemaFile = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
// The official schema says draft-04 but uses only what later drafts kept, apart from `id`.
const { $schema, id, ...schema } = JSON.parse(readFileSync(schemaFile, "utf8")) as Record<
  string,
  unknown
>;
const validate = new Ajv({
  allErrors: true,
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(schema);

function errorsOf(log: unknown): unknown {
  validate(log);
  return validate.errors;
}

interface Log {
  readonly runs: readonly {
    readonly results: readonly {
      readonly fixes?: readonly unknown[];
      readonly suppressions?: readonly { readonly kind: string }[];
    }[];
    readonly invocations: readonly { readonly executionSuccessful: boolean }[];
  }[];
}

function runOf(findings: readonly Finding[], context: ReportContext): Log["runs"][number] {
  const log = JSON.parse(reportOf(createSarifReporter, findings, context)) as Log;
  expect(errorsOf(log)).toBe(null);
  const [run] = log.runs;
  if (!run) throw new Error("The log has no run.");
  return run;
}

test("the schema is the official one and rejects what is not SARIF", () => {
  expect([$schema, typeof id]).toEqual(["http://json-schema.org/draft-04/schema#", "string"]);
  expect(errorsOf({ version: "2.1.0", runs: [{ results: [] }] })).toMatchObject([
    { message: "must have required property 'tool'" },
  ]);
});

test("a hostile log is valid", () => {
  const run = runOf(FINDINGS, CONTEXT);
  expect(run.results.map(({ suppressions }) => suppressions?.map(({ kind }) => kind))).toEqual([
    undefined,
    undefined,
    undefined,
    ["inSource"],
    ["external"],
    ["external"],
  ]);
  expect(run.invocations[0]?.executionSuccessful).toBe(false);
});

test("a log without results is valid and successful", () => {
  const text = reportOf(createSarifReporter, [], CLEAN, NOTHING_FOUND);
  const log = JSON.parse(text) as Log;
  expect(errorsOf(log)).toBe(null);
  expect(log.runs[0]?.results).toEqual([]);
  expect(log.runs[0]?.invocations).toEqual([
    { executionSuccessful: true, toolExecutionNotifications: [] },
  ]);
});

test("a finding of a check that is not listed has no rule index", () => {
  const [result] = runOf([{ ...FINDINGS[0], check: "other" }], CONTEXT).results;
  expect(result).toMatchObject({ ruleId: "other" });
  expect(result).not.toHaveProperty("ruleIndex");
});

test.each([
  ["deploy/web.yaml", { uri: "deploy/web.yaml", uriBaseId: "%SRCROOT%" }],
  ["./a b/#?%.yaml", { uri: "a%20b/%23%3F%25.yaml", uriBaseId: "%SRCROOT%" }],
  ["../shop/ü.yaml", { uri: "../shop/%C3%BC.yaml", uriBaseId: "%SRCROOT%" }],
  ["javascript:alert(1)", { uri: "javascript%3Aalert(1)", uriBaseId: "%SRCROOT%" }],
  ["/srv/a b.yaml", { uri: "file:///srv/a%20b.yaml" }],
  ["\ud800.yaml", { uri: "%EF%BF%BD.yaml", uriBaseId: "%SRCROOT%" }],
])("the file %j", (file, expected) => {
  expect(artifactLocation(file)).toEqual(expected);
});

interface Case {
  readonly region: string;
  readonly key: string | number;
  readonly value: JsonValue;
  readonly safety?: FixSafety;
}

/** Fixes of a finding whose region is the whole of `region`, on a line indented by two. */
function fixesFor({ region, key, value, safety = "safe" }: Case): unknown {
  const end = { endLine: 1, endColumn: 3 + region.length };
  const finding: Finding = {
    ...FINDINGS[0],
    path: typeof key === "number" ? `[${key}]` : key,
    location: { file: "a.yaml", line: 1, column: 3, ...end, rendered: false },
    fix: { safety, edits: [{ op: "replace", path: [key], value }] },
  };
  const snapshot = createSnapshot({
    ...CLEAN.snapshot,
    sourceOf: () => ({ line: (number) => (number === 1 ? `  ${region} # why` : undefined) }),
  });
  return runOf([finding], { ...CLEAN, snapshot }).results[0]?.fixes;
}

test.each([
  { region: "privileged: true", key: "privileged", value: false, columns: [15, 19], text: "false" },
  {
    region: '"privileged" : "yes"',
    key: "privileged",
    value: false,
    columns: [18, 23],
    text: "false",
  },
  { region: "'privileged': 'a b'", key: "privileged", value: "c", columns: [17, 22], text: '"c"' },
  { region: "ALL", key: 0, value: "NET_ADMIN", columns: [3, 6], text: '"NET_ADMIN"' },
  { region: "runAsUser: 0", key: "runAsUser", value: 7n, columns: [14, 15], text: "7" },
])("the fix of $region replaces exactly its scalar", ({ columns, text, ...field }) => {
  const [startColumn, endColumn] = columns;
  const deletedRegion = { startLine: 1, startColumn, endLine: 1, endColumn };
  const replacements = [{ deletedRegion, insertedContent: { text } }];
  expect(fixesFor(field)).toMatchObject([
    { artifactChanges: [{ artifactLocation: { uri: "a.yaml" }, replacements }] },
  ]);
});

const value = false;
test.each([
  { what: "an anchor", region: "privileged: &a true", key: "privileged", value },
  { what: "an alias", region: "privileged: *a", key: "privileged", value },
  { what: "a tag", region: "privileged: !!bool true", key: "privileged", value },
  { what: "an escape", region: String.raw`privileged: "\x79es"`, key: "privileged", value },
  { what: "another key", region: "other: true", key: "privileged", value },
  {
    what: "a value that a person must choose",
    region: "runAsUser: 0",
    key: "runAsUser",
    value: 1000,
    safety: "needs-value",
  },
  { what: "a value that is no scalar", region: "capabilities: x", key: "capabilities", value: {} },
] as const)("no fix for $what", (field) => {
  expect(fixesFor(field)).toBe(undefined);
});
