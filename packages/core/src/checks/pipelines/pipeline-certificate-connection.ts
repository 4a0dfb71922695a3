import { PIPELINE_FACTS } from "../../pipelines/facts-of.ts";
import { factPath, factTextOf } from "../../snapshot/facts.ts";
import type { ObjectCheck } from "../check.ts";
import { gitlabPipeline } from "../writing/pipeline-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Jobs of GitLab's act by an agent. */
export const pipelineCertificateConnection: ObjectCheck = {
  on: "object",
  kinds: [PIPELINE_FACTS],
  id: "pipeline-certificate-connection",
  title: "GitLab connection by certificates",
  topic: "pipelines",
  severity: "critical",
  description:
    "GitLab's old connection keeps a token of the cluster that does not expire, most often of an account that may do everything, and hands it to the jobs: whoever may push to a project of the connection is administrator of the cluster. GitLab has deprecated it since 14.5, and the API server has to be open to GitLab for it.",
  remediation:
    "Install GitLab's agent for Kubernetes, let it impersonate the job (`access_as: {ci_job: {}}`) with roles for what is deployed, remove the connection in GitLab, and delete the account `gitlab-admin` or `gitlab` with its bindings.",
  references: referencesTo({ "mitre-attack": ["T1078", "T1195"] }),

  *evaluate({ object }) {
    if (factTextOf(object, "way") !== "certificate") return;
    const message = `${factTextOf(object, "people")} has the token of GitLab's connection by certificates`;
    yield { path: factPath("way"), message };
  },

  examples: {
    violating: [
      {
        title: "a job with a namespace of the connection",
        objects: [],
        documents: [
          gitlabPipeline({
            deploy: {
              script: ["kubectl apply -f k8s/"],
              environment: { name: "prod", kubernetes: { namespace: "shop" } },
            },
          }),
        ],
        violations: [
          "Pipeline/.gitlab-ci.yml job deploy deploy.environment: whoever may push to the project of this pipeline and to deploy to environment prod has the token of GitLab's connection by certificates",
        ],
      },
      {
        title: "its account in the cluster",
        objects: [
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "gitlab-admin", namespace: "kube-system" },
          },
        ],
        documents: [],
        violations: [
          "Pipeline/account kube-system/gitlab-admin metadata.name: whoever may push to a project of this connection has the token of GitLab's connection by certificates",
        ],
      },
    ],
    compliant: [
      {
        title: "a job that chooses an agent",
        objects: [],
        documents: [
          gitlabPipeline({
            deploy: {
              script: ["kubectl config use-context shop/web:prod", "kubectl apply -f k8s/"],
            },
          }),
        ],
      },
    ],
  },
};
