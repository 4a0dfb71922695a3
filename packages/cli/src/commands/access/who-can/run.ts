import { sanitize } from "@watertight/reports/text";
import { questionLines } from "../../../batch.ts";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { askedWords, questionOf } from "../question.ts";
import { readAccess } from "../reading.ts";
import { whoCanAnswer } from "./answer.ts";
import { whoCanBatch } from "./batch.ts";
import { createGroups } from "./groups.ts";
import { whoCanJson } from "./json.ts";
import { whoCanText } from "./text.ts";

/** `access who-can`: one question, or the questions of a file. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  if (batch !== undefined) {
    const { authorizer, gap } = await readAccess(
      [...args.operands, ...args.values("filename")],
      args,
      context,
    );
    const streams = { lines: questionLines(batch, context), write: context.stdout.write };
    const ending = await whoCanBatch(streams, authorizer);
    return gap === undefined ? ending : endedIncomplete(gap);
  }
  const { words, paths } = askedWords(args, "access who-can");
  const access = await readAccess(paths, args, context);
  const { snapshot, authorizer, gap } = access;
  const { request, remarks } = questionOf(words, args, { verb: "access who-can", snapshot });
  if (!args.flag("quiet")) {
    for (const remark of remarks) context.stderr.write(`${sanitize(remark)}\n`);
  }
  const groups = args.flag("expand-groups") ? createGroups(snapshot, authorizer) : undefined;
  const answer = whoCanAnswer(request, authorizer, groups);
  writeAnswer(args, context.stdout, {
    json: () => whoCanJson(answer, factsOf(access)),
    text: () => whoCanText(answer, snapshot, { showSystem: args.flag("show-system") }),
  });
  return gap === undefined ? CLEAN : endedIncomplete(gap);
};
