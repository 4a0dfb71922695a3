import { readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { NEWEST_MINOR } from "@watertight/cel";
import { runCases } from "@watertight/cel/policies";
import { isJsonObject, type JsonObject, stringifyJson, textsAt } from "@watertight/core/kubernetes";
import { parseDocument } from "@watertight/manifests";
import { HEAD_WITHOUT_INPUT } from "@watertight/reports/json";
import { counted, sanitize } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { readText, writeText } from "../../../files.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { junitOf } from "./junit.ts";
import type { TestedFile } from "./tested-file.ts";

const VERB = { verb: "policy test" };

/** `policy test`: exit status 1 where a case does not hold, 3 where a file could not be read. */
export const run: Run = async (args, context) => {
  const minor = minorGiven(args);
  const files: TestedFile[] = [];
  for (const file of await casesIn(args.operands, context)) {
    files.push(await tested(file, minor, context));
  }
  const junit = args.value("junit");
  if (junit !== undefined) await writeText(junit, junitOf(files), "The JUnit report", context);
  writeAnswer(args, context.stdout, {
    json: () => `${stringifyJson({ ...HEAD_WITHOUT_INPUT, ...filesJson(files) })}\n`,
    text: () => textOf(files),
  });
  return endingOf(files);
};

function minorGiven(args: Arguments): number {
  const text = args.value("kube-version");
  if (text === undefined) return NEWEST_MINOR;
  const minor = Number(/^v?1[.](\d{1,3})/.exec(text)?.[1]);
  if (!Number.isNaN(minor)) return Math.min(minor, NEWEST_MINOR);
  throw new UsageError(`"${text}" is no version of Kubernetes; write one such as 1.30.`, VERB);
}

const CASES = /\.test\.(?:ya?ml|json)$/;

/** The files that are named, and those of folders that end in `.test.yaml`. */
async function casesIn(paths: readonly string[], context: Context): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const entries = await readdir(resolve(context.workingDirectory, path), {
      recursive: true,
    }).catch(() => undefined);
    if (entries === undefined) found.push(path);
    else found.push(...entries.filter((name) => CASES.test(name)).map((name) => join(path, name)));
  }
  if (found.length > 0) return found.toSorted();
  throw new UsageError("The paths hold no files named *.test.yaml.", VERB);
}

async function tested(file: string, minor: number, context: Context): Promise<TestedFile> {
  const documents = documentsOf(await readText(file, "The cases", context));
  if (typeof documents === "string") return { file, results: [], problem: documents };
  const policies: JsonObject[] = [];
  for (const name of documents.flatMap((document) => textsAt(document, "policies"))) {
    const path = join(dirname(file), name);
    const read = documentsOf(await readText(path, "The policy", context));
    if (typeof read === "string") return { file, results: [], problem: `${path}: ${read}` };
    policies.push(...read);
  }
  const own = documents.filter((document) => "cases" in document);
  const beside = documents.filter((document) => "kind" in document && !("cases" in document));
  const results = own.flatMap((document) => [
    ...runCases(document, [...policies, ...beside], minor),
  ]);
  return results.length === 0 ? { file, results, problem: "it has no cases" } : { file, results };
}

function documentsOf(text: string): readonly JsonObject[] | string {
  const { values, problems } = parseDocument(text);
  const error = problems.find(({ severity }) => severity === "error");
  return error?.message ?? values.map(({ value }) => value).filter(isJsonObject);
}

function filesJson(files: readonly TestedFile[]): JsonObject {
  const results = files.flatMap((each) => each.results);
  return {
    incomplete: files.some(({ problem }) => problem !== undefined),
    summary: {
      cases: results.length,
      failed: results.filter(({ problems }) => problems.length > 0).length,
    },
    files: files.map(({ file, results: own, problem }) => ({
      file,
      ...(problem !== undefined && { problem }),
      cases: own.map(({ name, problems }) => ({ name, passed: problems.length === 0, problems })),
    })),
  };
}

function textOf(files: readonly TestedFile[]): string {
  const results = files.flatMap((each) => each.results);
  const failed = results.filter(({ problems }) => problems.length > 0);
  const lines = files.flatMap(({ file, results: own, problem }) => [
    file,
    ...(problem === undefined ? [] : [`  cannot be read: ${problem}`]),
    ...own.flatMap(({ name, problems }) => [
      `  ${problems.length === 0 ? "ok" : "FAILED"} ${name}`,
      ...problems.map((each) => `      ${each}`),
    ]),
  ]);
  const summary = `${counted(results.length, "case")}, ${failed.length} failed.`;
  return `${[...lines, summary].map(sanitize).join("\n")}\n`;
}

function endingOf(files: readonly TestedFile[]): Ending {
  const unread = files.find(({ problem }) => problem !== undefined);
  if (unread)
    return endedIncomplete(`${sanitize(unread.file)}: ${sanitize(unread.problem ?? "")}.`);
  const failed = files.flatMap(({ results }) => results.filter((each) => each.problems.length > 0));
  return failed.length === 0 ? CLEAN : ended(`${counted(failed.length, "case")} failed.`);
}
