import {
  createAttackGraph,
  type ListedEdge,
  listEdges,
  textOfVertex,
} from "@watertight/core/attack-paths";
import { stringifyJson } from "@watertight/core/kubernetes";
import { edgeJson } from "@watertight/reports/attack-paths";
import { sanitize } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { configurationFor, readCluster } from "../../../reading.ts";

/** `paths edges`: as they come, for a cluster has hundreds of thousands. */
export const run: Run = async (args, context) => {
  const configuration = await configurationFor(args, context);
  const { cluster, gap } = await readCluster(args, context, { configuration });
  const graph = createAttackGraph(cluster, { assumeBreach: args.flag("assume-breach") });
  const isJson = args.value("output") === "jsonl";
  for (const edge of listEdges(graph, cluster)) {
    context.stdout.write(
      isJson ? `${stringifyJson(edgeJson(edge, cluster.snapshot))}\n` : edgeLine(edge),
    );
  }
  return gap === undefined ? CLEAN : endedIncomplete(gap);
};

function edgeLine({ edge, from, to, unknown }: ListedEdge): string {
  const doubt = unknown.length === 0 ? "" : `  (${unknown.join("; ")})`;
  return `${sanitize(`${edge}  ${textOfVertex(from)} -> ${textOfVertex(to)}${doubt}`)}\n`;
}
