import { stringifyJson } from "@watertight/core/kubernetes";
import { podsToPlace } from "@watertight/core/placement";
import { documentHead } from "@watertight/reports/json";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { nodeCalled, readAsked } from "../asked.ts";
import { nameOfPod, sentencesOf, verdictJson } from "../json.ts";
import { placementText } from "../text.ts";

/** `placement pods`: every pod and every workload of the input, for one node. */
export const run: Run = async (args, context) => {
  const { word, cluster, placement, gap } = await readAsked(args, context, "placement pods");
  const node = nodeCalled(word, placement, "placement pods");
  const { snapshot } = cluster;
  const scope = args.flag("ever") ? "ever" : "now";
  const rows = podsToPlace(placement, node).map((pod) => ({
    pod,
    name: nameOfPod(pod),
    verdict: placement.canRun(pod, node, scope),
  }));
  const ending = gap === undefined ? CLEAN : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  const statements = sentencesOf(rows.map(({ verdict }) => verdict));
  writeAnswer(args, context.stdout, {
    json: () =>
      `${stringifyJson({
        ...documentHead(factsOf({ cluster, gap }, statements)),
        node: `node/${node.name}`,
        pods: rows.map(({ pod, verdict }) => ({
          name: pod.name,
          namespace: pod.namespace,
          kind: pod.reference.kind,
          ...verdictJson(verdict, snapshot),
        })),
      })}\n`,
    text: () => placementText(rows, snapshot, args.flag("explain")),
  });
  return ending;
};
