import { counted } from "@watertight/reports/text";
import { questionLines } from "../../../batch.ts";
import type { Run } from "../../../command.ts";
import { CLEAN, ended, endedIncomplete } from "../../../ending.ts";
import { UsageError } from "../../../usage-error.ts";
import { levelOf, readPods, versionOf } from "../settings.ts";
import { evaluateBatch } from "./batch.ts";
import { evaluationOf } from "./evaluation.ts";
import { evaluationJson } from "./json.ts";
import { evaluationText } from "./text.ts";

/** `pod-security evaluate`: the questions of a file, or the pods of the paths. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  if (batch !== undefined) {
    return evaluateBatch({
      lines: questionLines(batch, context),
      write: context.stdout.write,
    });
  }
  if (args.operands.length === 0) {
    throw new UsageError("Give the paths of manifests, or questions with --batch FILE.", {
      verb: "pod-security evaluate",
    });
  }
  const levelVersion = { level: levelOf(args), version: versionOf(args, context) };
  const { snapshot, gap } = await readPods(args, context);
  const evaluation = evaluationOf(snapshot, levelVersion);
  const refused = evaluation.pods.filter(({ verdict }) => !verdict.allowed).length;
  const verdict =
    refused === 0
      ? CLEAN
      : ended(`${counted(refused, "pod")} would be refused by ${levelVersion.level}.`);
  const ending = gap === undefined ? verdict : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  context.stdout.write(
    args.value("output") === "json"
      ? evaluationJson(evaluation, { snapshot, incomplete: gap !== undefined })
      : evaluationText(evaluation),
  );
  return ending;
};
