import { isJsonObject, type JsonValue } from "../kubernetes/json.ts";
import {
  FACTS_GROUP,
  type FactDocument,
  type FactPlace,
  objectOfFacts,
  type PlacedFact,
} from "../snapshot/facts.ts";
import { nameOfOrigin } from "../snapshot/origin.ts";
import type { Snapshot, SourceObject } from "../snapshot/snapshot.ts";
import type { PipelineAccess, PipelineAccount } from "./access.ts";
import { argoCdAccesses } from "./argo-cd.ts";
import { fluxAccesses } from "./flux.ts";
import { githubAccesses, isGithubWorkflow } from "./github.ts";
import { agentAccesses, agentOf } from "./gitlab-agent.ts";
import { certificateAccesses } from "./gitlab-certificate.ts";
import { gitlabCiAccesses, isGitlabCi } from "./gitlab-ci.ts";
import {
  configuresJenkins,
  isJenkinsfile,
  jenkinsConfigurationAccesses,
  jenkinsfileAccesses,
} from "./jenkins.ts";
import { tektonAccesses } from "./tekton.ts";

/** How a pipeline acts in a cluster, as checks name kinds. */
export const PIPELINE_FACTS: string = `${FACTS_GROUP}/Pipeline`;

/**
 * How pipelines act in the cluster, as objects of facts of the kind `Pipeline`: those of files beside manifests, and those of objects
 * in the snapshot. Whoever has a pipeline run what he likes acts as the account that it has.
 */
export function pipelineFactsOf(
  documents: readonly FactDocument[],
  snapshot: Pick<Snapshot, "ofKind">,
): readonly SourceObject[] {
  const inFiles = documents.flatMap((document) =>
    accessesIn(document).map((each) => {
      const name = `${nameOfOrigin(document.origin)} ${each.name}`;
      return { ...each, name };
    }),
  );
  const accesses: readonly PipelineAccess[] = [
    ...inFiles,
    ...[argoCdAccesses, fluxAccesses, tektonAccesses, certificateAccesses].flatMap((read) =>
      read(snapshot),
    ),
  ];
  return accesses.map((each) =>
    objectOfFacts({
      kind: "Pipeline",
      name: each.name,
      at: each.at,
      facts: factsOf(each),
    }),
  );
}

function accessesIn(document: FactDocument): readonly PipelineAccess[] {
  const { value, origin } = document;
  const file = nameOfOrigin(origin);
  const at: FactPlace = { document, path: [], name: "" };
  if (typeof value === "string") return isJenkinsfile(file) ? jenkinsfileAccesses(value, at) : [];
  if (!isJsonObject(value)) return [];
  const agent = agentOf(file);
  if (agent !== undefined) return agentAccesses(agent, value, at);
  if (isGitlabCi(file)) return gitlabCiAccesses(value, at);
  if (isGithubWorkflow(file)) return githubAccesses(value, at);
  return configuresJenkins(value) ? jenkinsConfigurationAccesses(value, at) : [];
}

function factsOf(access: PipelineAccess): ReadonlyMap<string, PlacedFact> {
  const { at, facts = [] } = access;
  const own: readonly (readonly [string, JsonValue])[] = [
    ["tool", access.tool],
    ["pipeline", access.name],
    ["way", access.way],
    ["people", access.people],
    ["namespaces", access.namespaces],
    ["deploys", access.deploys],
  ];
  return new Map<string, PlacedFact>([
    ...own.map(([name, value]) => [name, { value, at }] as const),
    ...accountFacts(access.as, at),
    ...facts.map(([name, value, place]) => [name, { value, at: place }] as const),
  ]);
}

/** `account` where it is known, `controller` where it is that of a product in the cluster. */
function accountFacts(
  as: PipelineAccount,
  at: FactPlace,
): readonly (readonly [string, PlacedFact])[] {
  if ("account" in as) return [["account", { value: as.account, at }]];
  if ("unknown" in as) return [["account", { unknown: as.unknown, at }]];
  if ("user" in as) {
    return [
      ["account", { value: `user/${as.user}`, at }],
      ["groups", { value: as.groups, at }],
    ];
  }
  return [
    ["controller", { value: as.controller, at }],
    ...(as.name === undefined ? [] : [["agent", { value: as.name, at }] as const]),
  ];
}
