import { PIPELINE_FACTS } from "../../pipelines/facts-of.ts";
import { factPath, factTextOf } from "../../snapshot/facts.ts";
import type { ObjectCheck } from "../check.ts";
import { githubWorkflow } from "../writing/pipeline-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Only who may push to a repository has its pipelines act in the cluster. */
export const pipelineOpenToEverybody: ObjectCheck = {
  on: "object",
  kinds: [PIPELINE_FACTS],
  id: "pipeline-open-to-everybody",
  title: "Pipeline that strangers start has access to the cluster",
  topic: "pipelines",
  severity: "critical",
  description:
    "A workflow of `pull_request_target` or of comments runs with the secrets and the tokens of the repository when somebody starts it who may not push to it. If it runs anything of what was proposed, a script, a Makefile, a chart, that person deploys; and every flaw in it is open to the world. A listener of Tekton's without interceptors asks nobody for a signature.",
  remediation:
    "Deploy from `push` to protected branches only, in an `environment` with reviewers; let pull requests run in `pull_request`, which has no secrets. Give each trigger of a listener an interceptor that verifies the signature of the sender.",
  references: referencesTo({ "mitre-attack": ["T1078", "T1195"] }),

  *evaluate({ object }) {
    const people = factTextOf(object, "everybody");
    if (people === "") return;
    yield {
      path: factPath("everybody"),
      message: `${people} starts a pipeline with access to the cluster`,
    };
  },

  examples: {
    violating: [
      {
        title: "pull requests of strangers",
        objects: [],
        documents: [
          githubWorkflow({
            on: { pull_request_target: {} },
            jobs: { deploy: { environment: "prod", steps: [{ run: "kubectl apply -f k8s/" }] } },
          }),
        ],
        violations: [
          "Pipeline/.github/workflows/deploy.yml job deploy on.pull_request_target: everybody who may open a pull request starts a pipeline with access to the cluster",
        ],
      },
    ],
    compliant: [
      {
        title: "pushes",
        objects: [],
        documents: [
          githubWorkflow({
            on: "push",
            jobs: { deploy: { environment: "prod", steps: [{ run: "kubectl apply -f k8s/" }] } },
          }),
        ],
      },
    ],
  },
};
