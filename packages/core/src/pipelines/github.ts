import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../kubernetes/json-fields.ts";
import { type FactPlace, placeBelow } from "../snapshot/facts.ts";
import type { PipelineAccess, PipelineAccount, PipelineWay } from "./access.ts";
import { readScript } from "./scripts.ts";

/** Whether a file is a workflow of GitHub's, by its name. */
export function isGithubWorkflow(file: string): boolean {
  return /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/.test(file);
}

/** How the jobs of a workflow act in a cluster. */
export function githubAccesses(value: JsonObject, document: FactPlace): readonly PipelineAccess[] {
  return Object.entries(objectAt(value, "jobs")).flatMap(([name, job]) =>
    isJsonObject(job) ? (jobAccess({ name, job, workflow: value }, document) ?? []) : [],
  );
}

interface Job {
  readonly name: string;
  readonly job: JsonObject;
  readonly workflow: JsonObject;
}

/** Actions that leave a kubeconfig, or deploy with one that is given to them. */
const KUBERNETES_ACTIONS =
  /^(?:azure\/(?:k8s-set-context|k8s-deploy|aks-set-context|k8s-bake)|google-github-actions\/get-gke-credentials|[^/]+\/(?:[^/@]*kube[^/@]*|[^/@]*helm[^/@]*deploy[^/@]*|[^/@]*k8s[^/@]*))@/;

/** Actions that exchange the token of a job for one of a cloud. */
const CLOUD_ACTIONS =
  /^(?:aws-actions\/configure-aws-credentials|azure\/login|google-github-actions\/auth)@/;

function jobAccess({ name, job, workflow }: Job, document: FactPlace): PipelineAccess | undefined {
  const steps = listAt(job, "steps");
  const signs = readScript(steps.map((step) => textAt(step, "run")).join("\n"));
  const actions = steps.map((step) => textAt(step, "uses"));
  const setting = actions.findIndex((action) => KUBERNETES_ACTIONS.test(action));
  if (!signs.deploys && !signs.cloud && setting < 0) return undefined;
  const cloud = actions.findIndex((action) => CLOUD_ACTIONS.test(action));
  const { way, as, step } = wayOf({ steps, cloud, setting, hasTokens: hasTokens(job, workflow) });
  const place = placeBelow(document, ["jobs", name]);
  const environment = environmentOf(job);
  const everybody = openTrigger(workflow);
  const role = way === "oidc" ? roleOf(steps[cloud] ?? null) : "";
  const facts: PipelineAccess["facts"] = [
    ["environment", environment, placeBelow(document, ["jobs", name, "environment"])],
    ...roleFacts(role, placeBelow(place, ["steps", cloud])),
    ...everybodyFacts(everybody, document),
  ];
  return {
    ...{ tool: "github", name: `job ${name}`, way, as, facts },
    people:
      everybody?.people ??
      `whoever may push to the repository of this workflow${reviewed(environment)}`,
    namespaces: [...new Set([...signs.namespaces, ...steps.flatMap(namespacesOf)])],
    deploys: [...signs.paths, ...steps.flatMap(manifestsOf)],
    at: step < 0 ? place : placeBelow(place, ["steps", step]),
  };
}

type Facts = NonNullable<PipelineAccess["facts"]>;

/** The role of a cloud whose rights the job takes. */
function roleFacts(role: string, at: FactPlace): Facts {
  return role === "" ? [] : [["role", role, at]];
}

function everybodyFacts(found: ReturnType<typeof openTrigger>, document: FactPlace): Facts {
  return found ? [["everybody", found.people, placeBelow(document, found.path)]] : [];
}

function reviewed(environment: string): string {
  return environment === "" ? "" : `, and passes what environment ${environment} asks for`;
}

function namespacesOf(step: JsonValue): readonly string[] {
  const namespace = textAt(step, "with", "namespace");
  return /^[a-z0-9][a-z0-9-]*$/.test(namespace) ? [namespace] : [];
}

function manifestsOf(step: JsonValue): readonly string[] {
  return textAt(step, "with", "manifests")
    .split(/[\s,]+/)
    .filter((path) => path !== "" && !path.includes("$"));
}

function hasTokens(job: JsonObject, workflow: JsonObject): boolean {
  const permissions = valueAt(job, "permissions") ?? valueAt(workflow, "permissions");
  if (permissions === "write-all") return true;
  return textAt({ permissions: permissions ?? null }, "permissions", "id-token") === "write";
}

function wayOf({
  steps,
  cloud,
  setting,
  hasTokens: asksForTokens,
}: {
  readonly steps: readonly JsonValue[];
  readonly cloud: number;
  readonly setting: number;
  readonly hasTokens: boolean;
}): { readonly way: PipelineWay; readonly as: PipelineAccount; readonly step: number } {
  const secret = steps.findIndex(namesKubeconfig);
  if (secret >= 0) {
    const unknown = "its kubeconfig is kept in a secret of the repository";
    return { way: "kubeconfig", as: { unknown }, step: secret };
  }
  if (asksForTokens) {
    const role = roleOf(steps[cloud] ?? null);
    const unknown =
      role === ""
        ? "its token is exchanged outside the cluster"
        : `the cloud says which user ${role} is in the cluster`;
    return { way: "oidc", as: { unknown }, step: cloud >= 0 ? cloud : setting };
  }
  const unknown = "its credentials are kept outside the cluster";
  return { way: "kubeconfig", as: { unknown }, step: setting >= 0 ? setting : cloud };
}

/** Whether a step is given a kubeconfig or a token for a cluster out of a secret. */
function namesKubeconfig(step: JsonValue): boolean {
  const texts = [
    textAt(step, "run"),
    ...["with", "env"].flatMap((field) =>
      Object.keys(objectAt(step, field)).map((key) => `${key}: ${textAt(step, field, key)}`),
    ),
  ];
  return texts.some(
    (text) =>
      /secrets\.[A-Za-z_]*(?:KUBE|K8S)[A-Za-z_]*/i.test(text) ||
      /kube_?config[^\n]*\$\{\{\s*secrets\./i.test(text),
  );
}

function roleOf(step: JsonValue): string {
  const given = objectAt(step, "with");
  return (
    ["role-to-assume", "service_account", "client-id"]
      .map((key) => textAt(given, key))
      .filter((text) => !text.includes("${{"))
      .find((text) => text !== "") ?? ""
  );
}

function environmentOf(job: JsonObject): string {
  const { environment } = job;
  if (typeof environment === "string") return environment;
  return textAt(job, "environment", "name");
}

/** Triggers that strangers pull, with secrets and tokens of the repository at hand. */
const OPEN: ReadonlyMap<string, string> = new Map([
  ["pull_request_target", "everybody who may open a pull request"],
  ["issue_comment", "everybody who may comment on an issue"],
  ["issues", "everybody who may open an issue"],
  ["discussion", "everybody who may open a discussion"],
  ["discussion_comment", "everybody who may comment on a discussion"],
]);

function openTrigger(
  workflow: JsonObject,
): { readonly people: string; readonly path: readonly string[] } | undefined {
  // YAML 1.1 reads the bare word `on` as true.
  const key = ["on", "true"].find((each) => each in workflow);
  const triggers = key === undefined ? undefined : workflow[key];
  for (const name of namesOf(triggers ?? null)) {
    const people = OPEN.get(name);
    if (people !== undefined && key !== undefined) {
      return { people, path: isJsonObject(triggers ?? null) ? [key, name] : [key] };
    }
  }
  return undefined;
}

function namesOf(triggers: JsonValue): readonly string[] {
  if (typeof triggers === "string") return [triggers];
  if (isJsonList(triggers)) return triggers.filter((each) => typeof each === "string");
  return isJsonObject(triggers) ? Object.keys(triggers) : [];
}
