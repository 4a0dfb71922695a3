import type { JsonObject } from "@watertight/core/kubernetes";
import {
  benchmarks,
  evaluateHardening,
  evaluateNode,
  HARDENING,
  type NodeEvaluation,
  type NodeFacts,
} from "@watertight/core/nodes";
import { documentHead, HEAD_WITHOUT_INPUT } from "@watertight/reports/json";
import { nodesCsv, nodesJson, nodesJunit, nodesText } from "@watertight/reports/nodes";
import { createPage } from "@watertight/reports/page";
import { counted, createPaint, sanitize } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { knownNodes, withVersion } from "../../../node-facts/known-nodes.ts";
import { parseText } from "../../../node-facts/parse-text.ts";
import { type ReadFacts, readFacts } from "../../../node-facts/read-facts.ts";
import { configurationFor } from "../../../reading.ts";
import { usesColor } from "../../../terminal/color.ts";
import { writeText } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { type ObjectsAnswers, objectsAnswers } from "../objects-answers.ts";

/** `nodes evaluate`. */
export const run: Run = async (args, context) => {
  const benchmark = benchmarkOf(args);
  const facts = await readFacts(args.operands, args.value("node"), context);
  const { nodes: configured } = await configurationFor(args, context);
  const objects =
    facts.paths.length > 0 ? await objectsAnswers(facts.paths, args, context) : undefined;
  for (const { file, reason } of facts.problems) {
    context.stderr.write(`${sanitize(`${file}: ${reason}`)}\n`);
  }
  const evaluations = nodesOf(facts, objects).map((known) => {
    const each = withVersion(known, args.value("kube-version"));
    if (benchmark === HARDENING) return evaluateHardening(each);
    return evaluateNode(each, {
      parse: parseText,
      benchmark,
      answers: configured.answers,
      ...(objects ? { objects: objects.answers } : {}),
    });
  });
  const ending = endingOf(evaluations, facts.problems, objects);
  context.statusSoFar(ending.status);
  write(args, context, evaluations, headOf(facts, objects, ending));
  return ending;
};

function nodesOf({ nodes }: ReadFacts, objects: ObjectsAnswers | undefined): readonly NodeFacts[] {
  if (!objects) return nodes;
  const { snapshot, gap } = objects.scanning;
  return knownNodes(nodes, snapshot, gap);
}

function benchmarkOf(args: Arguments): string | undefined {
  const given = args.value("benchmark");
  const known = [HARDENING, ...benchmarks().keys()];
  if (given === undefined || known.includes(given)) return given;
  throw new UsageError(`There is no benchmark "${given}"; there are:`, { details: known });
}

function write(
  args: Arguments,
  context: Context,
  evaluations: readonly NodeEvaluation[],
  head: JsonObject,
): void {
  const report = { evaluations };
  const paint = createPaint(usesColor(undefined, context.stdout, context.environment));
  const texts: ReadonlyMap<string, () => string> = new Map([
    ["json", () => nodesJson(report, head)],
    ["html", () => pageOf(nodesJson(report, head), context)],
    ["csv", () => nodesCsv(report)],
    ["junit", () => nodesJunit(report)],
  ]);
  const text = texts.get(args.value("output") ?? "text");
  if (text) context.stdout.write(text());
  else writeText(context.stdout, nodesText(report, paint));
}

/** The document of `-o json` in a page that shows it. */
function pageOf(json: string, { version, page: asset }: Context): string {
  let text = "";
  const page = createPage(
    { title: "Watertight nodes", tool: { name: "watertight", version }, asset: asset() },
    (part) => {
      text += part;
    },
  );
  page.document("nodes", [json]);
  page.end();
  return text;
}

function headOf(
  facts: ReadFacts,
  objects: ObjectsAnswers | undefined,
  { status }: Ending,
): JsonObject {
  const notFacts = facts.problems.map(({ file, reason }) => ({
    file,
    line: 1,
    kind: "unreadable",
    reason,
  }));
  if (!objects) {
    return {
      ...HEAD_WITHOUT_INPUT,
      coverage: {
        files: facts.files,
        documents: facts.files,
        objects: 0,
        notExamined: notFacts,
        unknownKinds: [],
      },
      incomplete: status === 3,
    };
  }
  const { snapshot, namespaces } = objects.scanning;
  return documentHead({
    snapshot,
    incomplete: status === 3,
    namespaces: namespaces(),
    statements: [],
  });
}

/** What is not known weighs more than what fails: it may fail too. */
function endingOf(
  evaluations: readonly NodeEvaluation[],
  problems: ReadFacts["problems"],
  objects: ObjectsAnswers | undefined,
): Ending {
  const [problem] = problems;
  if (problem) return endedIncomplete(`${problem.file}: ${problem.reason}`);
  if (evaluations.length === 0)
    return endedIncomplete("There are no facts of any node in the input.");
  const gap = objects?.scanning.gap;
  if (gap !== undefined) return endedIncomplete(gap);
  const results = evaluations.flatMap((each) => each.results);
  const unknown = results.filter(({ status }) => status === "unknown").length;
  if (unknown > 0) return endedIncomplete(`${counted(unknown, "control")} could not be judged.`);
  const failed = results.filter(({ status }) => status === "fail").length;
  return failed === 0
    ? CLEAN
    : ended(`${counted(failed, "control")} ${failed === 1 ? "fails" : "fail"}.`);
}
