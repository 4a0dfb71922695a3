import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import { pipelineOfEntry, pipelinesIn } from "../../cluster/pipelines.ts";
import { PIPELINE_FACTS } from "../../pipelines/facts-of.ts";
import { factOf, factPath, factTextOf } from "../../snapshot/facts.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import { agentConfiguration, agentDeployment } from "../writing/pipeline-examples.ts";
import { account, clusterRoleBinding, roleBinding } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** No pipeline may do everything in the cluster. */
export const pipelineClusterAdmin: ObjectCheck = {
  on: "object",
  kinds: [PIPELINE_FACTS],
  id: "pipeline-cluster-admin",
  title: "Pipeline is cluster-admin",
  topic: "pipelines",
  severity: "critical",
  description:
    "Whoever may have the pipeline run what he likes acts with its account, and this account may do everything: the right to push to a repository is the right to administer the cluster, and whoever takes one account there has it. Of controllers that follow a source, as Argo CD and Flux, this is how they are installed, and it is reported one step lower. Rights are those that the input's roles and bindings give.",
  remediation:
    "Bind the account to a role with what its manifests need, in the namespaces that it deploys to (`watertight access pipelines` lists both). Let GitLab's agent impersonate the job (`access_as: {ci_job: {}}`), give Flux a `serviceAccountName` for each Kustomization and HelmRelease, and Argo CD `destinationServiceAccounts` for each AppProject.",
  references: referencesTo({
    "cis-1.12": ["5.1.1"],
    "mitre-attack": ["T1078", "T1195"],
    "ms-threat-matrix": ["MS-TA9019"],
  }),

  *evaluate(entry, cluster) {
    const pipeline = pipelineOfEntry(entry, cluster);
    if (!pipeline || !("text" in pipeline.identity) || isSaidElsewhere(entry, cluster)) return;
    const [grant] = pipeline.everything;
    if (!grant) return;
    const { people, identity, way } = pipeline;
    const { kind, name } = grant.binding;
    yield {
      path: factPath("way"),
      message: `${people} is administrator of the cluster: ${kind} ${name} lets ${identity.text} do everything`,
      ...(way === "controller" && { severity: "high" as const }),
    };
  },
  *notAssessable(entry, cluster) {
    const pipeline = pipelineOfEntry(entry, cluster);
    if (pipeline && "unknown" in pipeline.identity)
      yield { path: factPath("way"), reason: pipeline.identity.unknown };
  },

  examples: {
    violating: [
      {
        title: "an agent of GitLab's that is bound to cluster-admin",
        objects: [
          agentDeployment("prod"),
          clusterRoleBinding("agent", "cluster-admin", account("gitlab-agent")),
        ],
        documents: [agentConfiguration({ ci_access: { projects: [{ id: "shop/web" }] } })],
        violations: [
          "Pipeline/.gitlab/agents/prod/config.yaml agent prod for project shop/web ci_access.projects[0]: whoever may push to project shop/web is administrator of the cluster: ClusterRoleBinding agent lets serviceaccount/shop/gitlab-agent do everything",
        ],
      },
    ],
    compliant: [
      {
        title: "an agent that may edit one namespace",
        objects: [
          agentDeployment("prod"),
          roleBinding("agent", "ClusterRole", "edit", account("gitlab-agent")),
        ],
        documents: [agentConfiguration({ ci_access: { projects: [{ id: "shop/web" }] } })],
      },
    ],
  },
};

/** An agent's rights are those of whom its configuration names: of the jobs that use it, and of its own project, that is no further cause. */
function isSaidElsewhere({ object }: SnapshotObject, cluster: Cluster): boolean {
  if (factOf(object, "among")) return true;
  const agent = factTextOf(object, "agent");
  if (agent === "" || factOf(object, "configured")) return false;
  return configuredAgents(cluster).has(agent);
}

const configuredAgents = clusterFact(
  (cluster): ReadonlySet<string> =>
    new Set(
      pipelinesIn(cluster)
        .filter(({ entry }) => factOf(entry.object, "configured"))
        .map(({ entry }) => factTextOf(entry.object, "agent")),
    ),
);
