import { type ClusterPipeline, notNeededBy, type PipelineNeed } from "@watertight/core/cluster";
import type { Evidence, Snapshot } from "@watertight/core/snapshot";
import { counted, sanitize } from "@watertight/reports/text";
import { createLocator, evidenceText, type Locate } from "../evidence-text.ts";
import { ruleText, scopeText } from "../rule-text.ts";
import { proofOf } from "./json.ts";
import { doesEverything } from "./order.ts";

/** `access pipelines` for people: a block a pipeline, the worst first. */
export function pipelinesText(
  pipelines: readonly ClusterPipeline[],
  snapshot: Snapshot,
  premises: readonly string[],
): string {
  const locate = createLocator(snapshot);
  const lines = [
    ...(pipelines.length > 1 ? tableOf(pipelines) : []),
    ...pipelines.flatMap((each) => blockOf(each, locate)),
    ...(pipelines.length === 0 ? [NOTHING] : []),
    ...(premises.length === 0 || pipelines.length === 0
      ? []
      : ["assuming:", ...premises.map((premise) => `  ${premise}`)]),
    ...summaryOf(pipelines),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

const NOTHING =
  "The input shows no pipeline: no file of GitLab, GitHub or Jenkins, and nothing that Argo CD, Flux or Tekton run.";

/** One row a pipeline: who it is, and how far that goes; what each row rests on stands below. */
function tableOf(pipelines: readonly ClusterPipeline[]): readonly string[] {
  const rows = pipelines.map((each) => [mayText(each), whoText(each), each.name] as const);
  const [may, who] = ([0, 1] as const).map((column) =>
    Math.max(...rows.map((row) => row[column].length), column === 0 ? 3 : 7),
  );
  const line = (cells: readonly [string, string, string]): string =>
    `${cells[0].padEnd(may ?? 0)}  ${cells[1].padEnd(who ?? 0)}  ${cells[2]}`;
  return [line(["MAY", "ACTS AS", "PIPELINE"]), ...rows.map(line), ""];
}

function whoText({ identity }: ClusterPipeline): string {
  return "text" in identity ? identity.text : "not known";
}

function mayText(pipeline: ClusterPipeline): string {
  if (doesEverything(pipeline)) return "everything";
  if (!pipeline.rights) return "not known";
  const rules = pipeline.rights.scopes.reduce((sum, { rules: own }) => sum + own.length, 0);
  return rules === 0 ? "nothing" : counted(rules, "rule");
}

function blockOf(pipeline: ClusterPipeline, locate: Locate): readonly string[] {
  const { name, tool, way, people, namespaces, identity } = pipeline;
  const [shown, ...proof] = proofOf(pipeline);
  const place = shown === undefined ? undefined : locate(shown);
  return [
    name,
    `  ${tool}, by ${WAYS[way] ?? way}${place === undefined ? "" : ` (${place})`}`,
    `  people: ${people}`,
    "text" in identity
      ? `  acts as: ${identity.text}`
      : `  acts as: not known, for ${identity.unknown}`,
    ...(namespaces.length === 0 ? [] : [`  deploys to: ${namespaces.join(", ")}`]),
    ...rightsLines(pipeline),
    ...needLines(pipeline),
    ...proof.map((each: Evidence) => `  because: ${evidenceText(each, locate)}`),
    "",
  ];
}

const WAYS: Readonly<Record<string, string>> = {
  agent: "GitLab's agent",
  certificate: "GitLab's connection by certificates",
  controller: "a controller that follows a source",
  kubeconfig: "credentials that are kept outside the cluster",
  oidc: "tokens of the job's own identity",
  pod: "a pod with that account",
};

function rightsLines(pipeline: ClusterPipeline): readonly string[] {
  const { rights } = pipeline;
  if (!rights) return [];
  if (doesEverything(pipeline)) return ["  may: do everything in the whole cluster"];
  const lines = rights.scopes.flatMap(({ namespace, rules }) =>
    rules.map(({ rule }) => `  may: ${ruleText(rule)} ${scopeText(namespace)}`),
  );
  return lines.length === 0 ? ["  may: nothing that the input shows"] : lines;
}

function needLines(pipeline: ClusterPipeline): readonly string[] {
  const { needs, unknown } = pipeline.needs;
  const missing = needs.filter((need) => need.missing.length > 0);
  return [
    ...needs.map((need) => `  needs: ${needText(need, need.verbs)}`),
    ...(unknown === undefined ? [] : [`  needs: not known, for ${unknown}`]),
    ...missing.map((need) => `  lacks: ${needText(need, need.missing)}`),
    ...(doesEverything(pipeline)
      ? []
      : notNeededBy(pipeline).flatMap(({ namespace, rules }) =>
          rules.map((rule) => `  does not need: ${ruleText(rule)} ${scopeText(namespace)}`),
        )),
  ];
}

function needText({ group, resource, namespace }: PipelineNeed, verbs: readonly string[]): string {
  const what = group === "" ? resource : `${resource} (${group})`;
  return `${verbs.join(", ")} on ${what} ${scopeText(namespace)}`;
}

function summaryOf(pipelines: readonly ClusterPipeline[]): readonly string[] {
  const admins = pipelines.filter(doesEverything).length;
  const unknown = pipelines.filter(({ identity }) => "unknown" in identity).length;
  if (pipelines.length === 0) return [];
  return [
    `${counted(pipelines.length, "pipeline")}: ${admins} may do everything, of ${unknown} it is not known as whom they act.`,
  ];
}
