import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { HEAD_WITHOUT_INPUT } from "@watertight/reports/json";
import { counted } from "@watertight/reports/text";
import { type Answer, answerLines, idOf, questionLines } from "../../../batch.ts";
import type { Run } from "../../../command.ts";
import { CLEAN, ended, endedIncomplete } from "../../../ending.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { type AnsweredCves, createAnswers, cveJson } from "./answer.ts";
import { cvesText, openOf } from "./text.ts";

const VERB = { verb: "versions affected" };

/** `versions affected`: one component and version, or the questions of a file. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  const answers = createAnswers();
  if (batch !== undefined) {
    const streams = { lines: questionLines(batch, context), write: context.stdout.write };
    return answerLines(streams, (question) => answerQuestion(question, answers));
  }
  const [component, version] = args.operands;
  if (component === undefined || version === undefined) {
    throw new UsageError(
      "Give a component and its version, as in kubelet v1.30.2, or questions with --batch FILE.",
      VERB,
    );
  }
  const answer = answers(component, version);
  if ("problem" in answer) throw new UsageError(answer.problem, VERB);
  const { judged } = answer;
  writeAnswer(args, context.stdout, {
    json: () =>
      `${stringifyJson({ ...HEAD_WITHOUT_INPUT, component: answer.component, version, vulnerabilities: judged.map(cveJson) })}\n`,
    text: () => cvesText(`${component} ${version}`, judged),
  });
  const open = openOf(judged);
  const certain = open.filter(({ verdict }) => verdict !== "unknown").length;
  if (certain > 0) return ended(`${counted(certain, "CVE")} affect ${component} ${version}.`);
  if (open.length === 0) return CLEAN;
  return endedIncomplete(
    `Whether ${counted(open.length, "CVE")} affect ${component} ${version} depends on more than the version.`,
  );
};

function answerQuestion(
  question: JsonObject,
  answers: (component: string, version: string) => AnsweredCves,
): Answer {
  const { component, version } = question;
  if (typeof component !== "string") return { problem: "The member component must be a string." };
  if (typeof version !== "string") return { problem: "The member version must be a string." };
  const answer = answers(component, version);
  if ("problem" in answer) return answer;
  return { json: { ...idOf(question), vulnerabilities: answer.judged.map(cveJson) } };
}
