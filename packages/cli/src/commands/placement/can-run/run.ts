import { type Cluster, createCluster } from "@watertight/core/cluster";
import { NEWEST_VERSION, stringifyJson } from "@watertight/core/kubernetes";
import { createSnapshot } from "@watertight/core/snapshot";
import { documentHead } from "@watertight/reports/json";
import { sanitize } from "@watertight/reports/text";
import { answerLines, questionLines } from "../../../batch.ts";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, ended, endedIncomplete } from "../../../ending.ts";
import { type ReadCluster, readCluster } from "../../../reading.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { nodeCalled, podCalled } from "../asked.ts";
import { nameOfPod, verdictJson } from "../json.ts";
import { reasonLines } from "../text.ts";
import { answerCanRun } from "./batch.ts";

const VERB = "placement can-run";

/** `placement can-run`: one question of the command line, or the questions of a file. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  const read = await readAsked(args, context);
  const { cluster, gap } = read;
  const { snapshot, placement } = cluster;
  const scope = args.flag("ever") ? "ever" : "now";
  if (batch !== undefined) {
    const streams = { lines: questionLines(batch, context), write: context.stdout.write };
    const asked = { placement, snapshot, scope } as const;
    const ending = await answerLines(streams, (question) => answerCanRun(question, asked));
    return gap === undefined ? ending : endedIncomplete(gap);
  }
  const pod = podCalled(given(args, "pod"), placement, VERB);
  const node = nodeCalled(given(args, "node"), placement, VERB);
  const answer = placement.canRun(pod, node, scope);
  const { verdict, reasons, assumptions } = answer;
  const explain = args.flag("explain");
  writeAnswer(args, context.stdout, {
    json: () =>
      `${stringifyJson({
        ...documentHead(factsOf(read, assumptions)),
        pod: nameOfPod(pod),
        node: `node/${node.name}`,
        ...verdictJson(answer, snapshot),
      })}\n`,
    text: () =>
      `${[
        `${verdict}: ${nameOfPod(pod)} on node/${node.name}`,
        ...reasons.flatMap((reason) => reasonLines(reason, snapshot, explain)),
        ...(explain ? assumptions.map((sentence) => `    assumed: ${sentence}`) : []),
      ]
        .map(sanitize)
        .join("\n")}\n`,
  });
  if (verdict === "yes") return CLEAN;
  if (gap !== undefined) return endedIncomplete(gap);
  return verdict === "no"
    ? ended("The answer is no.")
    : endedIncomplete(
        `The input does not say: ${reasons.map(({ message }) => message).join("; ")}.`,
      );
};

function given(args: Arguments, option: "node" | "pod"): string {
  const text = args.value(option);
  if (text !== undefined) return text;
  const usage = option === "pod" ? "--pod NS/NAME" : "--node NAME";
  throw new UsageError(`Say which ${option} is meant: ${usage}.`, { verb: VERB });
}

/** Questions of a batch may bring all that they are about. */
async function readAsked(args: Arguments, context: Context): Promise<ReadCluster> {
  if (args.operands.length > 0) return readCluster(args, context);
  if (args.value("batch") !== undefined) return { cluster: emptyCluster(), gap: undefined };
  throw new UsageError("Give the paths of manifests.", { verb: VERB });
}

function emptyCluster(): Cluster {
  return createCluster(
    createSnapshot({
      objects: [],
      coverage: { files: 0, documents: 0, objects: 0, notExamined: [], unknownKinds: [] },
      diagnostics: [],
      assumptions: {
        kubernetesVersion: { value: NEWEST_VERSION, known: "defaulted" },
        wholeCluster: { value: false, known: "defaulted" },
      },
      sourceOf: () => undefined,
    }),
  );
}
