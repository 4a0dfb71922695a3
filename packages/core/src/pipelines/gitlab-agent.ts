import { isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt } from "../kubernetes/json-fields.ts";
import { type FactPlace, placeBelow } from "../snapshot/facts.ts";
import type { PipelineAccess, PipelineAccount } from "./access.ts";

/*
 * The configuration of an agent of GitLab's for Kubernetes, `.gitlab/agents/NAME/config.yaml`: which projects and groups have jobs act
 * by it, and which of their members themselves (docs.gitlab.com/user/clusters/agent/ci_cd_workflow and …/user_access).
 */

/** The name of the agent whose configuration a file is; undefined for other files. */
export function agentOf(file: string): string | undefined {
  return /(?:^|\/)\.gitlab\/agents\/([a-z0-9-]+)\/config\.ya?ml$/.exec(file)?.[1];
}

/** Who acts by an agent, and as whom. */
export function agentAccesses(
  agent: string,
  value: JsonObject,
  document: FactPlace,
): readonly PipelineAccess[] {
  const found = [
    ...entries(value, "ci_access", document).map((entry) => ofJobs(agent, entry)),
    ...entries(value, "user_access", document).map((entry) => ofMembers(agent, value, entry)),
  ];
  const own: PipelineAccess = {
    ...COMMON,
    name: `agent ${agent} for its own project`,
    people: "whoever may push to the project of the agent's configuration",
    as: agentItself(agent),
    namespaces: [],
    at: document,
    // What is wrong with the agent is said of those whom it names.
    facts: found.some(({ as }) => "controller" in as)
      ? [
          ["configured", true, document],
          ["among", true, document],
        ]
      : [["configured", true, document]],
  };
  return [own, ...found];
}

const COMMON = { tool: "gitlab", way: "agent", deploys: [] } as const;

function agentItself(name: string): PipelineAccount {
  return { controller: "gitlab-agent", name };
}

interface Entry {
  readonly of: "group" | "instance" | "project";
  readonly id: string;
  readonly value: JsonValue;
  readonly at: FactPlace;
}

function entries(value: JsonObject, field: string, document: FactPlace): readonly Entry[] {
  const lists = (["projects", "groups"] as const).flatMap((key) =>
    listAt(value, field, key).map(
      (item, index): Entry => ({
        of: key === "projects" ? "project" : "group",
        id: textAt(item, "id"),
        value: item,
        at: placeBelow(document, [field, key, index]),
      }),
    ),
  );
  const instance = valueAt(value, field, "instance");
  return isJsonObject(instance ?? null)
    ? [
        ...lists,
        {
          of: "instance",
          id: "",
          value: instance ?? null,
          at: placeBelow(document, [field, "instance"]),
        },
      ]
    : lists;
}

const WHERE: Readonly<Record<Entry["of"], (id: string) => string>> = {
  project: (id) => `project ${id}`,
  group: (id) => `any project of group ${id}`,
  instance: () => "any project of the GitLab instance",
};

function ofJobs(agent: string, { of, id, value, at }: Entry): PipelineAccess {
  const isProtected = valueAt(value, "protected_branches_only") === true;
  const environments = textsAt(value, "environments");
  const where = WHERE[of](id);
  const branch = isProtected ? "a protected branch of " : "";
  const inEnvironments =
    environments.length > 0 ? `, for jobs of environment ${environments.join(", ")}` : "";
  const namespace = textAt(value, "default_namespace");
  return {
    ...COMMON,
    name: `agent ${agent} for ${where}`,
    people: `whoever may push to ${branch}${where}${inEnvironments}`,
    as: accountOfJobs(agent, objectAt(value, "access_as")),
    namespaces: namespace === "" ? [] : [namespace],
    facts: factsOf(of, where, at),
    at,
  };
}

function factsOf(
  of: Entry["of"],
  where: string,
  at: FactPlace,
): NonNullable<PipelineAccess["facts"]> {
  const configured = ["configured", true, at] as const;
  return of === "project" ? [configured] : [configured, ["wide", where, at]];
}

function accountOfJobs(agent: string, accessAs: JsonObject): PipelineAccount {
  if (isJsonObject(accessAs["impersonate"] ?? null)) {
    const user = textAt(accessAs, "impersonate", "username");
    return { user, groups: textsAt(accessAs, "impersonate", "groups") };
  }
  // The numbers of job, project and group are not in the file; this group has every job.
  if ("ci_job" in accessAs) return { user: "gitlab:ci_job", groups: ["gitlab:ci_job"] };
  if ("ci_user" in accessAs) return { user: "gitlab:user", groups: ["gitlab:user"] };
  return agentItself(agent);
}

function ofMembers(agent: string, config: JsonObject, { of, id, at }: Entry): PipelineAccess {
  const accessAs = objectAt(config, "user_access", "access_as");
  const where = WHERE[of](id);
  return {
    ...COMMON,
    name: `agent ${agent} for members of ${where}`,
    people: `whoever is at least Developer in ${where}`,
    as: "user" in accessAs ? { user: "gitlab:user", groups: ["gitlab:user"] } : agentItself(agent),
    namespaces: [],
    facts: factsOf(of, where, at),
    at,
  };
}
