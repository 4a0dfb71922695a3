import { type JsonObject } from "@watertight/core/kubernetes";
import { type NetworkAnalysis, networkExposures, networkMapOf } from "@watertight/core/network";
import { answersJson } from "./answers-json.ts";
import { connectionJson } from "./connection-json.ts";
import { exposuresJson } from "./exposures-json.ts";

/** What a page of the network draws and answers beside the document of `network connections -o json`. */
export function networkMapJson(analysis: NetworkAnalysis): JsonObject {
  const { nodes, openings } = networkMapOf(analysis);
  const { exposures, problems } = networkExposures(analysis);
  return {
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
  };
}
