import { stringifyJson } from "@watertight/core/kubernetes";
import { type NetworkAnalysis, networkExposures, networkMapOf } from "@watertight/core/network";
import { createPage } from "@watertight/reports/page";
import type { Context } from "../../../context.ts";
import { connectionJson } from "../connection-json.ts";
import { exposuresJson } from "../exposure/json.ts";
import { answersJson } from "./answers.ts";

/** `network connections -o html`: the document of `-o json`, with what its page draws and answers beside it. */
export function writeMapPage(
  connections: string,
  analysis: NetworkAnalysis,
  context: Context,
): void {
  const page = createPage(
    {
      title: "Watertight network map",
      tool: { name: "watertight", version: context.version },
      asset: context.page(),
    },
    context.stdout.write,
  );
  const { nodes, openings } = networkMapOf(analysis);
  const { exposures, problems } = networkExposures(analysis);
  page.document("network", [connections]);
  page.document("network-map", [
    stringifyJson({
      nodes: nodes.map(({ id, namespace, title, policies }) => ({
        id,
        namespace: namespace ?? null,
        title,
        restricted: policies ? { ...policies } : null,
      })),
      openings: openings.map(({ workload, withoutPolicy, from, connections: into }) => ({
        workload,
        withoutPolicy,
        from,
        connections: into.map(connectionJson),
      })),
      exposures: exposuresJson(exposures, analysis.snapshot),
      problems,
      reach: answersJson(nodes, analysis),
    }),
  ]);
  page.end();
}
