import { stringifyJson } from "@watertight/core/kubernetes";
import { documentHead } from "@watertight/reports/json";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { podCalled, readAsked } from "../asked.ts";
import { nameOfPod, sentencesOf, verdictJson } from "../json.ts";
import { placementText } from "../text.ts";

/** `placement nodes`: every node of the input, for one pod. */
export const run: Run = async (args, context) => {
  const { word, cluster, placement, gap } = await readAsked(args, context, "placement nodes");
  const pod = podCalled(word, placement, "placement nodes");
  const { snapshot } = cluster;
  const scope = args.flag("ever") ? "ever" : "now";
  const rows = placement.nodes.map((node) => ({
    name: node.name,
    verdict: placement.canRun(pod, node, scope),
  }));
  const missing = placement.nodes.length === 0 ? "The input shows no node." : undefined;
  const problem = gap ?? missing;
  const ending = problem === undefined ? CLEAN : endedIncomplete(problem);
  context.statusSoFar(ending.status);
  const statements = sentencesOf(rows.map(({ verdict }) => verdict));
  writeAnswer(args, context.stdout, {
    json: () =>
      `${stringifyJson({
        ...documentHead({
          ...factsOf({ cluster, gap }, statements),
          incomplete: problem !== undefined,
        }),
        pod: nameOfPod(pod),
        nodes: rows.map(({ name, verdict }) => ({
          name,
          namespace: null,
          ...verdictJson(verdict, snapshot),
        })),
      })}\n`,
    text: () => placementText(rows, snapshot, args.flag("explain")),
  });
  return ending;
};
