import { showIssue, type Value } from "@watertight/cel";
import { isJsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { parseDocument } from "@watertight/manifests";
import { HEAD_WITHOUT_INPUT } from "@watertight/reports/json";
import { sanitize } from "@watertight/reports/text";
import { linesOf, questionLines } from "../../../batch.ts";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, endedIncomplete } from "../../../ending.ts";
import { UsageError } from "../../../usage-error.ts";
import { answerJson, celBatch, evaluated } from "./batch.ts";
import { environmentFor, type Mode } from "./environment.ts";
import { valueText } from "./text.ts";

const VERB = { verb: "cel eval" };

/** `cel eval`: one expression, or those of a file. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  if (batch !== undefined) {
    return celBatch({ lines: questionLines(batch, context), write: context.stdout.write });
  }
  const expression = args.value("expression");
  if (expression === undefined) {
    throw new UsageError("Give an expression with -e, or expressions with --batch FILE.", VERB);
  }
  const mode: Mode = args.value("mode") === "plain" ? "plain" : "kubernetes";
  const values = await readBindings(args, context);
  const version = args.value("kube-version");
  const environment = environmentFor(mode, version, values.keys());
  if (environment === undefined) {
    throw new UsageError(`"${version}" is no version of Kubernetes; write one such as 1.30.`, VERB);
  }
  const answer = evaluated({ expression, mode }, environment, values);
  if (args.value("output") === "json") {
    const json = { ...HEAD_WITHOUT_INPUT, ...answerJson(answer, true) };
    context.stdout.write(`${stringifyJson(json)}\n`);
  } else if ("value" in answer) {
    context.stdout.write(`${valueText(answer.value)}\n`);
  } else {
    context.stdout.write(
      `${showIssue(expression, answer.error).split("\n").map(sanitize).join("\n")}\n`,
    );
  }
  return endingOf(answer);
};

function endingOf(answer: ReturnType<typeof evaluated>): Ending {
  if ("value" in answer) {
    return CLEAN;
  }
  const { phase, message, line, column } = answer.error;
  return endedIncomplete(
    `The expression has no value: ${phase} ${line}:${column}: ${sanitize(message)}.`,
  );
}

/** The members of a YAML or JSON file, as the API server has what it reads. */
async function readBindings(
  args: Arguments,
  context: Context,
): Promise<ReadonlyMap<string, Value>> {
  const file = args.value("bindings");
  if (file === undefined) {
    return new Map();
  }
  const lines: string[] = [];
  for await (const line of linesOf(file, context, "bindings")) {
    lines.push(line);
  }
  const { values, problems } = parseDocument(lines.join("\n"));
  const [error] = problems;
  const bindings = values[0]?.value;
  if (error !== undefined || values.length > 1 || !isJsonObject(bindings)) {
    const why = error?.message ?? "it must be one object, a member for each variable";
    throw new UsageError(`The bindings cannot be read from ${file}: ${why}.`, VERB);
  }
  return new Map(Object.entries(bindings).map(([name, value]) => [name, value ?? null]));
}
