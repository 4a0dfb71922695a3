import type { Origin } from "./provenance.ts";

/**
 * Where a release is made: in a workflow of the code host as its environment says (https://docs.github.com/actions/reference/workflows-and-actions/variables), else at the address that is
 * given. An `Error` where neither is known, or where the workflow runs for another tag.
 */
export function originOf(
  environment: Readonly<Record<string, string | undefined>>,
  {
    repository,
    version,
    commit,
  }: { readonly repository: string | undefined; readonly version: string; readonly commit: string },
): Origin {
  const ref = `refs/tags/v${version}`;
  if (environment["GITHUB_ACTIONS"] === "true")
    return { ...workflowOrigin(environment, ref), commit };
  if (repository === undefined) {
    throw new Error("Say where the code is: npm run release -- --repository URL.");
  }
  return { repository: repository.replace(/(?:[.]git)?\/?$/, ""), commit, ref };
}

function workflowOrigin(
  environment: Readonly<Record<string, string | undefined>>,
  tag: string,
): Omit<Origin, "commit"> {
  const given = (name: string): string => {
    const value = environment[`GITHUB_${name}`];
    if (value === undefined) throw new Error(`The workflow does not say GITHUB_${name}.`);
    return value;
  };
  const ref = given("REF");
  if (ref !== tag)
    throw new Error(`The workflow runs for ${ref}, and the version is that of ${tag}.`);
  const name = given("REPOSITORY");
  const repository = `${given("SERVER_URL")}/${name}`;
  const [path = ""] = given("WORKFLOW_REF").replace(`${name}/`, "").split("@");
  const run = `${repository}/actions/runs/${given("RUN_ID")}/attempts/${given("RUN_ATTEMPT")}`;
  return { repository, ref, workflow: { path, run } };
}
