import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { JudgedCve } from "@watertight/core/versions";
import { documentHead, HEAD_WITHOUT_INPUT } from "@watertight/reports/json";
import { counted } from "@watertight/reports/text";
import { type Answer, answerLines, idOf, questionLines } from "../../../batch.ts";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { type ReadCluster, readCluster } from "../../../reading.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { type AnsweredCves, createAnswers, cveJson } from "./answer.ts";
import { cvesText, openOf } from "./text.ts";

const VERB = { verb: "versions affected" };

/** `versions affected`: one component and version, or the questions of a file. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  if (batch !== undefined) return answerBatch(batch, args, context);
  const [component, version, ...paths] = args.operands;
  if (component === undefined || version === undefined) {
    throw new UsageError(
      "Give a component and its version, as in kubelet v1.30.2, or questions with --batch FILE.",
      VERB,
    );
  }
  const read = await readAsked(args, context, paths);
  const answer = answersBy(read)(component, version);
  if ("problem" in answer) throw new UsageError(answer.problem, VERB);
  const { judged } = answer;
  const json = (): JsonObject => ({
    ...(read ? documentHead(factsOf(read)) : HEAD_WITHOUT_INPUT),
    component: answer.component,
    version,
    vulnerabilities: judged.map(cveJson),
  });
  writeAnswer(args, context.stdout, {
    json: () => `${stringifyJson(json())}\n`,
    text: () => cvesText(`${component} ${version}`, judged),
  });
  return endingOf(`${component} ${version}`, judged, read?.gap);
};

async function answerBatch(batch: string, args: Arguments, context: Context): Promise<Ending> {
  const read = await readAsked(args, context, args.operands);
  const answers = answersBy(read);
  const streams = { lines: questionLines(batch, context), write: context.stdout.write };
  const ending = await answerLines(streams, (question) => answerQuestion(question, answers));
  return read?.gap === undefined ? ending : endedIncomplete(read.gap);
}

function answersBy(
  read: ReadCluster | undefined,
): (component: string, version: string) => AnsweredCves {
  return createAnswers(read?.cluster);
}

function endingOf(what: string, judged: readonly JudgedCve[], gap: string | undefined): Ending {
  const open = openOf(judged);
  const certain = open.filter(({ verdict }) => verdict !== "unknown").length;
  const affects = (count: number): string =>
    `${counted(count, "CVE")} ${count === 1 ? "affects" : "affect"} ${what}`;
  if (certain > 0) return ended(`${affects(certain)}.`);
  if (gap !== undefined) return endedIncomplete(gap);
  if (open.length === 0) return CLEAN;
  return endedIncomplete(`Whether ${affects(open.length)} depends on more than the version.`);
}

/** What decides conditions, if some is given. */
async function readAsked(
  args: Arguments,
  context: Context,
  paths: readonly string[],
): Promise<ReadCluster | undefined> {
  const all = [...paths, ...args.values("filename")];
  if (all.length === 0 && !args.flag("cluster")) return undefined;
  return readCluster(args, context, { paths: all });
}

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
