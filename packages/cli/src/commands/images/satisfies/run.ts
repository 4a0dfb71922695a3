import { satisfies, versionOrderOf } from "@watertight/core/images";
import type { JsonObject } from "@watertight/core/kubernetes";
import { type Answer, answerLines, idOf, questionLines } from "../../../batch.ts";
import type { Run } from "../../../command.ts";
import { CLEAN, ended } from "../../../ending.ts";
import { UsageError } from "../../../usage-error.ts";
import { noOrder, textsOf } from "../questions.ts";

/** `images satisfies`: one version and constraint, or the questions of a file. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  if (batch !== undefined) {
    const streams = { lines: questionLines(batch, context), write: context.stdout.write };
    return answerLines(streams, answerSatisfies);
  }
  const [ecosystem, version, constraint] = args.operands;
  if (ecosystem === undefined || version === undefined || constraint === undefined) {
    throw new UsageError(
      'Give an ecosystem, a version and a constraint, as in npm 1.2.3 "< 2.0.0", or questions with --batch FILE.',
      { verb: "images satisfies" },
    );
  }
  const answer = answerSatisfies({ ecosystem, version, constraint });
  if ("problem" in answer) throw new UsageError(answer.problem, { verb: "images satisfies" });
  const satisfied = answer.json["satisfied"] === true;
  context.stdout.write(satisfied ? "yes\n" : "no\n");
  return satisfied ? CLEAN : ended(`${version} is not in the constraint ${constraint}.`);
};

function answerSatisfies(question: JsonObject): Answer {
  const texts = textsOf(question, ["ecosystem", "version", "constraint"]);
  if (typeof texts === "string") return { problem: texts };
  const [ecosystem = "", version = "", constraint = ""] = texts;
  const order = versionOrderOf(ecosystem);
  if (order === undefined) return { problem: noOrder(ecosystem) };
  const satisfied = satisfies(order, version, constraint);
  if (satisfied === undefined) {
    return { problem: `The constraint ${JSON.stringify(constraint)} cannot be read.` };
  }
  return { json: { ...idOf(question), satisfied } };
}
