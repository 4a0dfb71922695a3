import { counted, createPaint } from "@watertight/reports/text";
import type { Arguments, Run } from "../../command.ts";
import type { Context } from "../../context.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../ending.ts";
import { isFromServer } from "../../live/from-server.ts";
import { printRemarks } from "../../remarks.ts";
import { prepareScan, type Scanning } from "../../scanning.ts";
import { usesColor } from "../../terminal/color.ts";
import { UsageError } from "../../usage-error.ts";
import { openSources, type SourceFiles, writeNew, writeSource } from "./files.ts";
import { fixJson } from "./json.ts";
import type { Choice } from "./model.ts";
import { patchFiles } from "./patches.ts";
import { planFixes } from "./plan.ts";
import { type FixResult, summaryOf, withFailures } from "./result.ts";
import { diffText, remarkLines, writtenLines } from "./text.ts";
import type { TextPair } from "./unified-diff.ts";
import { givenValues } from "./values.ts";

/** Reads, scans, finds out which fixes can be made, and shows or writes them. */
export const run: Run = async (args, context) => {
  const scanning = await prepareScan(args, context, "fix");
  if (isFromServer(scanning.snapshot)) {
    throw new UsageError(
      "A cluster has no files to fix: give the manifests that it is made from, or take the edits from scan -o json.",
      { verb: "fix" },
    );
  }
  const { catalogue, snapshot, gap, placesIn } = scanning;
  const ids = new Set(catalogue.map(({ id }) => id));
  const values = givenValues(args.values("value"), (id) => ids.has(id));
  const sources = openSources(args.operands, context.workingDirectory);
  const plan = planFixes(snapshot, {
    scan: placesIn,
    choice: {
      unsafe: args.flag("unsafe"),
      values,
      patches: args.value("patches") !== undefined,
      obstacle: (file) => obstacleOf(file, args, sources),
    },
    textOf: (file) => textOf(file, sources),
  });
  const { workingDirectory } = context;
  const folder = args.value("patches");
  const objects = plan.state.snapshot.objects.map(({ object }) => object);
  const result: FixResult = {
    findings: plan.findings,
    revealed: plan.revealed,
    files: [...plan.state.texts].map(([file, after]) => ({
      file,
      before: textOf(file, sources),
      after,
    })),
    patches:
      folder === undefined ? [] : patchFiles(snapshot, objects, { folder, workingDirectory }),
    written: args.flag("write"),
    incomplete: gap !== undefined,
  };
  const done = result.written ? withFailures(result, write(result, sources)) : result;
  const ending = endingOf(done, gap);
  context.statusSoFar(ending.status);
  print(done, scanning, args, context);
  if (!args.flag("quiet")) {
    printRemarks(snapshot, context);
    if (args.value("output") !== "json") {
      context.stderr.write(`${remarkLines(done).join("\n")}\n`);
    }
  }
  return ending;
};

const STDIN_NAME = "<stdin>";

function obstacleOf(
  file: string,
  args: Arguments,
  sources: SourceFiles,
): ReturnType<Choice["obstacle"]> {
  if (file === STDIN_NAME && args.operands.includes("-")) {
    const reason = "Standard input is no file that could be changed; save it as one first.";
    return { kind: "elsewhere", reason };
  }
  const opened = sources.open(file);
  return typeof opened === "string" ? { kind: "refused", reason: opened } : undefined;
}

function textOf(file: string, sources: SourceFiles): string {
  const opened = sources.open(file);
  return typeof opened === "string" ? "" : opened.text;
}

/** Why files could not be written, by their names and by what patches are for. */
function write({ files, patches }: FixResult, sources: SourceFiles): Map<string, string> {
  const failures = new Map<string, string>();
  for (const { file, after } of files) {
    const opened = sources.open(file);
    const problem = typeof opened === "string" ? opened : writeSource(opened, after);
    if (problem !== undefined) failures.set(file, problem);
  }
  for (const { name, path, text, from } of patches) {
    const problem = writeNew(path, name, text);
    if (problem !== undefined) failures.set(name, problem).set(from, problem);
  }
  return failures;
}

function endingOf(result: FixResult, gap: string | undefined): Ending {
  const { refused, files, patches } = summaryOf(result);
  if (gap !== undefined) return endedIncomplete(gap);
  if (refused > 0) {
    return endedIncomplete(`${counted(refused, "finding")} could not be fixed as it should be.`);
  }
  return !result.written && files + patches > 0
    ? ended("There are changes to make; --write makes them.")
    : CLEAN;
}

function print(
  result: FixResult,
  { snapshot, namespaces }: Scanning,
  args: Arguments,
  context: Context,
): void {
  const { stdout, environment, version } = context;
  const output = args.value("output");
  if (output === "json") {
    stdout.write(fixJson(result, version, { snapshot, namespaces: namespaces() }));
  } else if (output === undefined && result.written) {
    for (const line of writtenLines(result)) stdout.write(`${line}\n`);
  } else {
    const paint = createPaint(usesColor(args.value("color"), stdout, environment));
    const pairs: TextPair[] = [
      ...result.files,
      ...result.patches.map(({ name, text }) => ({ file: name, before: undefined, after: text })),
    ];
    for (const line of diffText(pairs, { paint, isTerminal: stdout.isTerminal }))
      stdout.write(line);
  }
}
