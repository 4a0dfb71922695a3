import { PIPELINE_FACTS } from "../../pipelines/facts-of.ts";
import { factPath, factTextOf } from "../../snapshot/facts.ts";
import type { ObjectCheck } from "../check.ts";
import { agentConfiguration } from "../writing/pipeline-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** An agent serves the projects that deploy. */
export const pipelineAgentWide: ObjectCheck = {
  on: "object",
  kinds: [PIPELINE_FACTS],
  id: "pipeline-agent-wide",
  title: "GitLab agent serves whole groups",
  topic: "pipelines",
  severity: "medium",
  description:
    "Each project of the group, those that somebody makes tomorrow included, has jobs act by the agent: whoever may make a project there has the rights that the agent gives.",
  remediation:
    "Name the projects that deploy under `ci_access.projects` and `user_access.projects`, with `environments` or `protected_branches_only`.",
  references: referencesTo({ "mitre-attack": ["T1078"] }),

  *evaluate({ object }) {
    const where = factTextOf(object, "wide");
    if (where === "") return;
    yield { path: factPath("wide"), message: `the agent serves ${where}` };
  },

  examples: {
    violating: [
      {
        title: "a group",
        objects: [],
        documents: [agentConfiguration({ ci_access: { groups: [{ id: "shop" }] } })],
        violations: [
          "Pipeline/.gitlab/agents/prod/config.yaml agent prod for any project of group shop ci_access.groups[0]: the agent serves any project of group shop",
        ],
      },
    ],
    compliant: [
      {
        title: "a project",
        objects: [],
        documents: [agentConfiguration({ ci_access: { projects: [{ id: "shop/web" }] } })],
      },
    ],
  },
};
