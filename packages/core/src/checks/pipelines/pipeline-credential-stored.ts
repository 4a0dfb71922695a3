import { PIPELINE_FACTS } from "../../pipelines/facts-of.ts";
import { factPath, factTextOf } from "../../snapshot/facts.ts";
import type { ObjectCheck } from "../check.ts";
import { githubWorkflow, jenkinsfile } from "../writing/pipeline-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** No credentials of the cluster are kept in a forge. */
export const pipelineCredentialStored: ObjectCheck = {
  on: "object",
  kinds: [PIPELINE_FACTS],
  id: "pipeline-credential-stored",
  title: "Credentials of the cluster kept outside it",
  topic: "pipelines",
  severity: "medium",
  description:
    "A kubeconfig or token in the secrets of a forge does not expire, works from everywhere, and is there for every job that may read it, for backups and for whoever breaks into the forge. That it was copied nobody notices, and to replace it somebody has to remember all its copies.",
  remediation:
    "Let the job show a token of its own identity, which expires with it: GitLab's agent, `id-token: write` with the cloud's login or an issuer in the API server's AuthenticationConfiguration, or a controller in the cluster that follows the repository.",
  references: referencesTo({ "mitre-attack": ["T1552", "T1078"] }),

  *evaluate({ object }) {
    if (factTextOf(object, "way") !== "kubeconfig") return;
    yield {
      path: factPath("way"),
      message: "acts in the cluster with credentials that are kept outside it",
    };
  },

  examples: {
    violating: [
      {
        title: "a kubeconfig in a secret",
        objects: [],
        documents: [
          githubWorkflow({
            on: "push",
            jobs: {
              deploy: {
                environment: "prod",
                steps: [
                  {
                    uses: "azure/k8s-set-context@v4",
                    with: { kubeconfig: "${{ secrets.KUBECONFIG }}" },
                  },
                  { run: "kubectl apply -f k8s/" },
                ],
              },
            },
          }),
        ],
        violations: [
          "Pipeline/.github/workflows/deploy.yml job deploy jobs.deploy.steps[0]: acts in the cluster with credentials that are kept outside it",
        ],
      },
      {
        title: "a credential of Jenkins'",
        objects: [],
        documents: [
          jenkinsfile("withKubeConfig([credentialsId: 'prod']) {\n  sh 'kubectl apply -f k8s/'\n}"),
        ],
        violations: [
          "Pipeline/Jenkinsfile credential prod line 1: acts in the cluster with credentials that are kept outside it",
        ],
      },
    ],
    compliant: [
      {
        title: "tokens of the job's own identity",
        objects: [],
        documents: [
          githubWorkflow({
            on: "push",
            permissions: { "id-token": "write" },
            jobs: {
              deploy: {
                environment: "prod",
                steps: [
                  { uses: "aws-actions/configure-aws-credentials@v4" },
                  { run: "aws eks update-kubeconfig --name shop\nkubectl apply -f k8s/" },
                ],
              },
            },
          }),
        ],
      },
    ],
  },
};
