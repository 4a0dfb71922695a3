import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import {
  CLEAN,
  CONTEXT,
  FINDINGS,
  HOSTILE,
  NOTHING_FOUND,
  reportOf,
} from "../../testing/example-report.ts";
import { createReporter as createJsonReporter } from "./json.ts";

const schema: unknown = JSON.parse(
  readFileSync(new URL("../../../../schemas/report.schema.json", import.meta.url), "utf8"),
);
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
const validate = ajv.compile(schema as object);

function errorsOf(report: unknown): unknown {
  validate(report);
  return validate.errors;
}

test("a hostile report is valid", () => {
  expect(errorsOf(JSON.parse(reportOf(createJsonReporter)))).toBe(null);
});

test("a report without findings is valid", () => {
  const report: unknown = JSON.parse(reportOf(createJsonReporter, [], CLEAN, NOTHING_FOUND));
  expect(errorsOf(report)).toBe(null);
  expect(report).toMatchObject({ findings: [], diagnostics: [], incomplete: false });
});

test("the schema rejects a member that it does not describe", () => {
  const report = { ...(JSON.parse(reportOf(createJsonReporter)) as object), extra: true };
  expect(errorsOf(report)).toMatchObject([{ keyword: "additionalProperties" }]);
});

test("the schema describes every member", () => {
  const undescribed: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [name, child] of Object.entries(node)) visit(child, `${path}/${name}`);
    const isMember = /\/properties\/[^/]+$/.test(path);
    if (isMember && !("description" in node) && !("$ref" in node)) undescribed.push(path);
  };
  visit(schema, "");
  expect(undescribed).toEqual([]);
});

test("text survives exactly, whatever it holds", () => {
  const { findings } = JSON.parse(reportOf(createJsonReporter)) as {
    findings: { object: { name: string } }[];
  };
  expect(findings[2]?.object.name).toBe(HOSTILE);
});

test("an integer keeps all its digits", () => {
  expect(reportOf(createJsonReporter)).toContain(
    '{"op":"add","path":"spec.securityContext.runAsUser","value":9223372036854775807}',
  );
});

test("findings are written before the end, in chunks of about 64 KB", () => {
  const chunks: string[] = [];
  const reporter = createJsonReporter(CONTEXT, (text) => chunks.push(text));
  for (let count = 0; count < 120; count++) reporter.finding(FINDINGS[0]);
  expect(chunks.length).toBe(1);
  expect(chunks[0]?.startsWith('{"schemaVersion":1,"tool":')).toBe(true);
  expect(Math.floor((chunks[0]?.length ?? 0) / 1024)).toBe(64);
});
