import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { objectAt, textAt, textsAt } from "../kubernetes/json-fields.ts";
import { type FactPlace, placeBelow } from "../snapshot/facts.ts";
import type { PipelineAccess, PipelineAccount, PipelineWay } from "./access.ts";
import { readScript, type ScriptSigns } from "./scripts.ts";

/** Whether a file is a pipeline of GitLab's, or a part of one, by its name. */
export function isGitlabCi(file: string): boolean {
  return /(?:^|[./])gitlab-ci\.ya?ml$|(?:^|\/)\.gitlab\/ci\/.*\.ya?ml$/.test(file);
}

/** Keys of a pipeline that are no jobs (docs.gitlab.com/ci/yaml). */
const NO_JOBS: ReadonlySet<string> = new Set(
  "after_script before_script cache default image include services spec stages types variables workflow".split(
    " ",
  ),
);

/** How the jobs of a pipeline act in a cluster. */
export function gitlabCiAccesses(
  value: JsonObject,
  document: FactPlace,
): readonly PipelineAccess[] {
  return Object.entries(value).flatMap(([name, job]) =>
    NO_JOBS.has(name) || !isJsonObject(job) ? [] : jobAccesses(name, value, document),
  );
}

/** A job with what it inherits. */
interface Job {
  readonly signs: ScriptSigns;
  readonly variables: JsonObject;
  readonly environment: JsonValue | undefined;
  readonly hasTokens: boolean;
}

function jobAccesses(
  name: string,
  value: JsonObject,
  document: FactPlace,
): readonly PipelineAccess[] {
  // A hidden job runs only as what others inherit.
  if (name.startsWith(".")) return [];
  const job = jobOf(name, value);
  return waysOf(job).map(({ way, as, field, role }) => {
    const placeOf = (path: readonly string[]): FactPlace =>
      placeBelow(document, [name, ...path.filter((key) => key in objectAt(value, name))]);
    const at = placeOf(field);
    const environment = environmentOf(job);
    const where = environment === "" ? "" : ` and to deploy to environment ${environment}`;
    return {
      ...{ tool: "gitlab", name: `job ${name}`, way, as, at },
      people: `whoever may push to the project of this pipeline${where}`,
      namespaces: namespacesOf(job),
      deploys: job.signs.paths,
      ...(role && { facts: [["role", role.name, placeOf([role.field])] as const] }),
    };
  });
}

function jobOf(name: string, value: JsonObject): Job {
  const parts = inherited(name, value, new Set());
  const first = (key: string): JsonValue | undefined => parts.find((part) => key in part)?.[key];
  const common = [objectAt(value, "default"), value];
  const lines = (key: string): string =>
    textOf(first(key) ?? common.find((part) => key in part)?.[key]);
  const script = ["before_script", "script", "after_script"].map(lines).join("\n");
  const variables = [value, ...parts.toReversed()].map((part) => objectAt(part, "variables"));
  return {
    signs: readScript(script),
    variables: Object.assign({}, ...variables) as JsonObject,
    environment: first("environment"),
    hasTokens: first("id_tokens") !== undefined,
  };
}

/** The job and what it extends, the nearest first. */
function inherited(name: string, value: JsonObject, known: Set<string>): readonly JsonObject[] {
  const job = value[name];
  if (known.has(name) || !isJsonObject(job ?? null)) return [];
  known.add(name);
  const own = objectAt(value, name);
  const parent = textAt(own, "extends");
  const names = parent === "" ? textsAt(own, "extends") : [parent];
  return [own, ...names.toReversed().flatMap((each) => inherited(each, value, known))];
}

/** Lines of a script, which may be lists in lists. */
function textOf(script: JsonValue | undefined): string {
  if (typeof script === "string") return script;
  return script !== undefined && isJsonList(script) ? script.map(textOf).join("\n") : "";
}

interface Way {
  readonly way: PipelineWay;
  readonly as: PipelineAccount;
  /** Where a job says so. */
  readonly field: readonly string[];
  /** Of a cloud, whose rights its token is exchanged for. */
  readonly role?: CloudRole;
}

function waysOf(job: Job): readonly Way[] {
  const agents = agentsOf(job);
  if (agents.length > 0) {
    return agents.map(({ name, field }) => ({
      ...{ way: "agent", as: { controller: "gitlab-agent", name }, field: [field] },
    }));
  }
  const kubernetes = objectAt(
    { environment: job.environment ?? null },
    "environment",
    "kubernetes",
  );
  if (job.signs.certificate || textAt(kubernetes, "namespace") !== "") {
    const unknown = "GitLab keeps the account of a connection by certificates";
    return [
      {
        way: "certificate",
        as: { unknown },
        field: [job.signs.certificate ? "script" : "environment"],
      },
    ];
  }
  if (!job.signs.deploys && !(job.hasTokens && job.signs.cloud)) return [];
  if (job.hasTokens) return [byToken(roleOf(job))];
  const unknown = "its kubeconfig is kept in GitLab";
  return [{ way: "kubeconfig", as: { unknown }, field: ["script"] }];
}

interface CloudRole {
  readonly name: string;
  /** Where a job says it. */
  readonly field: "script" | "variables";
}

function byToken(role: CloudRole | undefined): Way {
  const unknown = role
    ? `the cloud says which user ${role.name} is in the cluster`
    : "its token is exchanged outside the cluster";
  return { way: "oidc", as: { unknown }, field: ["id_tokens"], ...(role && { role }) };
}

/** Variables by which programs of clouds are told what to exchange a token for: those of AWS' and Azure's libraries, and of GitLab's pages. */
const ROLE_VARIABLES = ["AWS_ROLE_ARN", "ROLE_ARN", "GCP_SERVICE_ACCOUNT", "AZURE_CLIENT_ID"];

/** What of a cloud a job takes: what its script names, by a variable of the file too, else what a library reads of the variables. */
function roleOf({ signs, variables }: Job): CloudRole | undefined {
  const named = signs.roles.map((text) => ({
    name: expanded(text, variables),
    field: text.startsWith("$") ? ("variables" as const) : ("script" as const),
  }));
  const told = ROLE_VARIABLES.map((key) => ({
    name: expanded(textAt(variables, key), variables),
    field: "variables" as const,
  }));
  return [...named, ...told].find(({ name }) => name !== "" && !name.includes("$"));
}

interface UsedAgent {
  readonly name: string;
  readonly field: string;
}

/** By the context `PATH/OF/PROJECT:AGENT` that GitLab's kubeconfig has for each agent. */
function agentsOf({ signs, variables, environment }: Job): readonly UsedAgent[] {
  const chosen: readonly (readonly [string, string])[] = [
    ...signs.contexts.map((context) => [context, "script"] as const),
    [textAt(variables, "KUBE_CONTEXT"), "variables"],
    [
      textAt({ environment: environment ?? null }, "environment", "kubernetes", "agent"),
      "environment",
    ],
  ];
  const found = chosen.flatMap(([context, field]) => {
    const [, name] = /^[^:]+:([a-z0-9-]+)$/.exec(expanded(context, variables)) ?? [];
    return name === undefined ? [] : [{ name, field }];
  });
  return found.filter(({ name }, index) => found.findIndex((each) => each.name === name) === index);
}

/** The value of a variable of the file where the text is one alone. */
function expanded(text: string, variables: JsonObject): string {
  const [, name = ""] = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(text) ?? [];
  return name === "" ? text : textAt(variables, name);
}

function environmentOf({ environment }: Job): string {
  if (typeof environment === "string") return environment;
  return textAt({ environment: environment ?? null }, "environment", "name");
}

function namespacesOf({ signs, variables, environment }: Job): readonly string[] {
  const more = [
    textAt(variables, "KUBE_NAMESPACE"),
    textAt({ environment: environment ?? null }, "environment", "kubernetes", "namespace"),
  ].filter((name) => /^[a-z0-9][a-z0-9-]*$/.test(name));
  return [...new Set([...signs.namespaces, ...more])];
}
