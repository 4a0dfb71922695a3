import { PIPELINE_FACTS } from "../../pipelines/facts-of.ts";
import { factOf, factPath } from "../../snapshot/facts.ts";
import type { ObjectCheck } from "../check.ts";
import { githubWorkflow } from "../writing/pipeline-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Jobs that deploy are of an environment. */
export const pipelineEnvironmentMissing: ObjectCheck = {
  on: "object",
  kinds: [PIPELINE_FACTS],
  id: "pipeline-environment-missing",
  title: "Deploying job without an environment",
  topic: "pipelines",
  severity: "low",
  description:
    "Only a job of an `environment` waits for its reviewers and is held to its branches, and only then a cloud or a cluster can ask for the environment in the job's token: without one every branch deploys, and whoever may push a branch may change what it does.",
  remediation:
    "Give the job an `environment`, protect that in the settings of the repository with reviewers and branches, keep its credentials there, and ask for it where tokens are exchanged (`repo:ORGANISATION/REPOSITORY:environment:NAME`).",
  references: referencesTo({ "mitre-attack": ["T1195"] }),

  *evaluate({ object }) {
    const environment = factOf(object, "environment");
    if (!environment || !("value" in environment) || environment.value !== "") return;
    yield { path: factPath("environment"), message: "deploys without an environment" };
  },

  examples: {
    violating: [
      {
        title: "no environment",
        objects: [],
        documents: [
          githubWorkflow({
            on: "push",
            jobs: { deploy: { steps: [{ run: "helm upgrade web ./charts/web" }] } },
          }),
        ],
        violations: [
          "Pipeline/.github/workflows/deploy.yml job deploy jobs.deploy.environment: deploys without an environment",
        ],
      },
    ],
    compliant: [
      {
        title: "an environment",
        objects: [],
        documents: [
          githubWorkflow({
            on: "push",
            jobs: {
              deploy: {
                environment: { name: "prod" },
                steps: [{ run: "helm upgrade web ./charts/web" }],
              },
            },
          }),
        ],
      },
    ],
  },
};
