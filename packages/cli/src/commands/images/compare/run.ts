import { compareVersions, versionOrderOf } from "@watertight/core/images";
import { type JsonObject, textAt } from "@watertight/core/kubernetes";
import { type Answer, answerLines, idOf, questionLines } from "../../../batch.ts";
import type { Run } from "../../../command.ts";
import { CLEAN } from "../../../ending.ts";
import { UsageError } from "../../../usage-error.ts";
import { noOrder, textsOf } from "../questions.ts";

/** `images compare`: two versions, or the questions of a file. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  if (batch !== undefined) {
    const streams = { lines: questionLines(batch, context), write: context.stdout.write };
    return answerLines(streams, answerCompare);
  }
  const [ecosystem, a, b] = args.operands;
  if (ecosystem === undefined || a === undefined || b === undefined) {
    throw new UsageError(
      "Give an ecosystem and two versions, as in Debian:12 1.0~rc1-1 1.0-1, or questions with --batch FILE.",
      { verb: "images compare" },
    );
  }
  const answer = answerCompare({ ecosystem, a, b });
  if ("problem" in answer) throw new UsageError(answer.problem, { verb: "images compare" });
  context.stdout.write(`${textAt(answer.json, "order")}\n`);
  return CLEAN;
};

function answerCompare(question: JsonObject): Answer {
  const texts = textsOf(question, ["ecosystem", "a", "b"]);
  if (typeof texts === "string") return { problem: texts };
  const [ecosystem = "", a = "", b = ""] = texts;
  const order = versionOrderOf(ecosystem);
  if (order === undefined) return { problem: noOrder(ecosystem) };
  const difference = compareVersions(order, a, b);
  const sign = difference < 0 ? "<" : ">";
  return { json: { ...idOf(question), order: difference === 0 ? "=" : sign } };
}
