import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Finding, Fix } from "@watertight/core/findings";
import type { FileOrigin, SnapshotObject, TextChange } from "@watertight/core/snapshot";
import { snapshotOf } from "@watertight/core/testing";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { CLEAN, CONTEXT, FINDINGS, NOTHING_FOUND, reportOf } from "../../testing/example-report.ts";
import type { ReportContext } from "../reporter.ts";
import { artifactLocation } from "./sarif/locations.ts";
import { createReporter as createSarifReporter } from "./sarif.ts";

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

/** Fixes of a finding on an object whose text can be changed so. */
function fixesFor(
  changes: readonly TextChange[] | string | undefined,
  fix: Fix | undefined,
  rendered = false,
): unknown {
  const place = { file: "a.yaml", line: 2, column: 3, endLine: 2, endColumn: 9, rendered };
  const finding: Finding = { ...FINDINGS[1], location: place };
  const object = { apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "shop" } };
  const edit = { edit: () => changes ?? [] };
  const origins: readonly Partial<FileOrigin & Pick<SnapshotObject, "edit">>[] = [
    { line: 1, ...(changes ? edit : {}) },
    { line: 3, edit: () => "This is the other one." },
  ];
  const snapshot = snapshotOf([object, object], {
    files: ["a.yaml", "a.yaml"],
    origins: (_, index) => ({ document: 1, locate: () => place, ...origins[index] }),
  });
  Reflect.deleteProperty(finding, "fix");
  return runOf([fix ? { ...finding, fix } : finding], { ...CLEAN, snapshot }).results[0]?.fixes;
}

const EDITS: Fix["edits"] = [
  { op: "add", path: ["spec", "x"], value: [7n, "[a](b)"] },
  { op: "remove", path: ["spec", "y"] },
];
const CHANGES: readonly TextChange[] = [
  {
    location: { file: "a.yaml", line: 2, column: 1, endLine: 3, endColumn: 1, rendered: false },
    text: "",
  },
  {
    location: { file: "a.yaml", line: 4, column: 1, endLine: 4, endColumn: 1, rendered: false },
    text: "  x\n",
  },
];

test.each([
  ["safe", ""],
  ["may-break", " This may break the workload: test it."],
] as const)("a fix that is %s is what would be written", (safety, warning) => {
  expect(fixesFor(CHANGES, { safety, edits: EDITS })).toEqual([
    {
      description: { text: `Set spec.x to [7,"[a] (b)"]. Remove spec.y.${warning}` },
      artifactChanges: [
        {
          artifactLocation: { uri: "a.yaml", uriBaseId: "%SRCROOT%" },
          replacements: [
            { deletedRegion: { startLine: 2, startColumn: 1, endLine: 3, endColumn: 1 } },
            {
              deletedRegion: { startLine: 4, startColumn: 1, endLine: 4, endColumn: 1 },
              insertedContent: { text: "  x\n" },
            },
          ],
        },
      ],
    },
  ]);
});

test("no fix where none can be written, or a person must choose, or the text is rendered", () => {
  const fix: Fix = { safety: "safe", edits: EDITS };
  expect(fixesFor("It cannot be.", fix)).toBe(undefined);
  expect(fixesFor(undefined, fix)).toBe(undefined);
  expect(fixesFor([], fix)).toBe(undefined);
  expect(fixesFor(CHANGES, { ...fix, safety: "needs-value" })).toBe(undefined);
  expect(fixesFor(CHANGES, undefined)).toBe(undefined);
  expect(fixesFor(CHANGES, fix, true)).toBe(undefined);
});
