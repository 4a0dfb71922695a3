import { isJsonObject, type JsonValue } from "../kubernetes/json.ts";
import { objectAt } from "../kubernetes/json-fields.ts";
import { isGithubWorkflow } from "./github.ts";
import { agentOf } from "./gitlab-agent.ts";
import { isGitlabCi } from "./gitlab-ci.ts";
import { configuresJenkins, isJenkinsfile } from "./jenkins.ts";

export { isJenkinsfile } from "./jenkins.ts";

/** Whether a document is a pipeline or configures one, by the name of its file and its shape. */
export function looksLikePipeline(file: string, value: JsonValue): boolean {
  if (typeof value === "string") return isJenkinsfile(file);
  if (!isJsonObject(value)) return false;
  return (
    agentOf(file) !== undefined ||
    isGitlabCi(file) ||
    (isGithubWorkflow(file) && Object.keys(objectAt(value, "jobs")).length > 0) ||
    configuresJenkins(value)
  );
}
