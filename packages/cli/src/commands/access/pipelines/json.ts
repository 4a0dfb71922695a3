import { proofOfGrant } from "@watertight/core/access";
import type { ClusterPipeline, PipelineNeed } from "@watertight/core/cluster";
import { notNeededBy } from "@watertight/core/cluster";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { Evidence, Snapshot } from "@watertight/core/snapshot";
import { type DocumentFacts, documentHead, proofJson } from "@watertight/reports/json";
import { ruleJson } from "../rbac-json.ts";
import { doesEverything } from "./order.ts";

/** `access pipelines -o json`: one document. */
export function pipelinesJson(
  pipelines: readonly ClusterPipeline[],
  snapshot: Snapshot,
  facts: DocumentFacts,
): string {
  const document = {
    ...documentHead(facts),
    pipelines: pipelines.map((each) => pipelineJson(each, snapshot)),
  };
  return `${stringifyJson(document)}\n`;
}

function pipelineJson(pipeline: ClusterPipeline, snapshot: Snapshot): JsonObject {
  const { name, tool, way, people, namespaces, identity, rights, needs } = pipeline;
  return {
    ...{ pipeline: name, tool, way, people, namespaces },
    account: "text" in identity ? identity.text : null,
    groups: "user" in identity ? identity.user.groups : [],
    unknown: "unknown" in identity ? identity.unknown : null,
    clusterAdmin: "unknown" in identity ? null : doesEverything(pipeline),
    rights: (rights?.scopes ?? []).map(({ namespace, rules }) => ({
      namespace,
      rules: rules.map(({ rule }) => ruleJson(rule)),
    })),
    needs: needs.needs.map(needJson),
    needsUnknown: needs.unknown ?? null,
    notNeeded: notNeededBy(pipeline).map(({ namespace, rules }) => ({
      namespace,
      rules: rules.map(ruleJson),
    })),
    proof: proofJson(proofOf(pipeline), snapshot),
  };
}

function needJson({ namespace, group, resource, verbs, missing }: PipelineNeed): JsonObject {
  return { namespace, group, resource, verbs, missing };
}

/** What shows that the pipeline is there, who it is, and what lets it do everything. */
export function proofOf({
  entry,
  people,
  identity,
  everything,
}: ClusterPipeline): readonly Evidence[] {
  const shown: Evidence = {
    object: entry.reference,
    path: ["spec", "way"],
    message: `${people} acts by it`,
  };
  const account = "proof" in identity ? [identity.proof] : [];
  const [grant] = everything;
  return [shown, ...account, ...(grant ? proofOfGrant(grant) : [])];
}
