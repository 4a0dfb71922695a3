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
  const tag = `refs/tags/v${version}`;
  const name = environment["GITHUB_REPOSITORY"];
  const ref = environment["GITHUB_REF"];
  if (name === undefined || environment["GITHUB_ACTIONS"] !== "true") {
    if (repository === undefined) {
      throw new Error("Say where the code is: npm run release -- --repository URL.");
    }
    return { repository: repository.replace(/(?:[.]git)?\/?$/, ""), commit, ref: tag };
  }
  if (ref !== tag) {
    throw new Error(
      `This is version ${version}, and the workflow runs for ${ref ?? "no ref"}: tag v${version}.`,
    );
  }
  const host = environment["GITHUB_SERVER_URL"] ?? "https://github.com";
  const address = `${host}/${name}`;
  const [path = ""] = (environment["GITHUB_WORKFLOW_REF"] ?? "").replace(`${name}/`, "").split("@");
  const run = `${address}/actions/runs/${environment["GITHUB_RUN_ID"] ?? ""}/attempts/${environment["GITHUB_RUN_ATTEMPT"] ?? "1"}`;
  return { repository: address, commit, ref: tag, workflow: { path, run } };
}
