import { sanitize } from "@watertight/reports/text";
import { questionLines } from "../../../batch.ts";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, ended, endedIncomplete } from "../../../ending.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { askedWords, questionOf } from "../question.ts";
import { readAccess } from "../reading.ts";
import { askerOf } from "../subject.ts";
import { remarkOnUnnamed } from "../unnamed.ts";
import { canIBatch } from "./batch.ts";
import { canIJson } from "./json.ts";
import { canIText } from "./text.ts";

const VERB = "access can-i";

/** `access can-i`: one question, or SubjectAccessReviews of a file. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  if (batch !== undefined) {
    const { gap, ...cluster } = await readAccess(
      [...args.operands, ...args.values("filename")],
      args,
      context,
    );
    const streams = { lines: questionLines(batch, context), write: context.stdout.write };
    const ending = await canIBatch(streams, cluster, args.flag("explain"));
    return gap === undefined ? ending : endedIncomplete(gap);
  }
  const { words, paths } = askedWords(args, VERB);
  const { subject, user } = askerOf(args, VERB);
  const access = await readAccess(paths, args, context);
  const { snapshot, authorizer, gap } = access;
  const { request, remarks } = questionOf(words, args, { verb: VERB, snapshot });
  const unnamed = remarkOnUnnamed(subject, args.values("as-group"), snapshot) ?? [];
  if (!args.flag("quiet")) {
    for (const remark of [...remarks, unnamed].flat()) {
      context.stderr.write(`${sanitize(remark)}\n`);
    }
  }
  const found = authorizer.explain(user, request);
  const verdict = { ...found, assumptions: [...found.assumptions, unnamed].flat() };
  const answered = { user, request, verdict, incomplete: gap !== undefined };
  writeAnswer(args, context.stdout, {
    json: () => canIJson(answered, factsOf(access)),
    text: () => canIText(answered, snapshot, args.flag("explain")),
  });
  // What was read and allows it, allows it whatever was not read.
  if (verdict.verdict === "yes") return CLEAN;
  if (gap !== undefined) return endedIncomplete(gap);
  return verdict.verdict === "unknown"
    ? endedIncomplete(`The input does not say: ${verdict.reason}.`)
    : ended("The answer is no.");
};
