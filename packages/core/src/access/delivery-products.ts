import type { ProductImages } from "./products.ts";

/** A program that delivers into the cluster on behalf of people and jobs outside it. */
export interface DeliveryProduct {
  /** Kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly images: ProductImages;
  /** Names that its documentation or chart gives its service account, where nothing else shows it. */
  readonly accountNames: readonly string[];
  /** A ConfigMap that shows that it is installed in the namespace, and the account that it then has. */
  readonly configMap?: { readonly name: string; readonly account: string };
  /** Who outside the cluster acts with the account: a clause after "because". */
  readonly commandedBy: string;
  /** The rights that its documentation says suffice, a whole sentence. */
  readonly suffices: string;
  readonly source: string;
}

/** Delivery programs in the order of their ids. Facts from the pages that `source` names, in own words. */
export const DELIVERY_PRODUCTS: readonly DeliveryProduct[] = [
  {
    id: "argo-cd",
    title: "Argo CD",
    images: { repositories: ["argocd"], command: "application-controller" },
    accountNames: ["argocd-application-controller", "argocd-manager"],
    configMap: { name: "argocd-cm", account: "argocd-application-controller" },
    commandedBy:
      "whoever may push to a repository that one of its Applications follows acts with it",
    suffices:
      "Argo CD needs get, list and watch on what it shows and writing only on the kinds and namespaces that its Applications hold; its ClusterRole may be narrowed to that.",
    source: "https://argo-cd.readthedocs.io/en/stable/operator-manual/security/",
  },
  {
    id: "atlantis",
    title: "Atlantis",
    images: { repositories: ["runatlantis/atlantis"] },
    accountNames: ["atlantis"],
    commandedBy: "whoever may open a pull request that Atlantis plans runs code with it",
    suffices:
      "The account needs the rights of what the Terraform configuration manages: Roles in its namespaces, and nothing at all where providers sign in by themselves.",
    source: "https://www.runatlantis.io/docs/security.html",
  },
  {
    id: "drone",
    title: "Drone",
    images: { repositories: ["drone/drone-runner-kube"] },
    accountNames: ["drone-runner", "drone"],
    commandedBy: "whoever may push a pipeline to a repository that Drone builds acts with it",
    suffices:
      "The runner needs a Role in the namespace of its builds: Secrets created and deleted, pods managed, and their logs read.",
    source: "https://docs.drone.io/runner/kubernetes/installation/",
  },
  {
    id: "flux",
    title: "Flux",
    images: { repositories: ["fluxcd/kustomize-controller", "fluxcd/helm-controller"] },
    accountNames: ["kustomize-controller", "helm-controller"],
    commandedBy: "whoever may push to a repository that Flux follows acts with it",
    suffices:
      "With --default-service-account the controllers act as an account of the namespace of each Kustomization or HelmRelease, which needs only a Role there; then the controllers need no more than impersonating those accounts.",
    source: "https://fluxcd.io/flux/installation/configuration/multitenancy/",
  },
  {
    id: "github-actions-runner",
    title: "the GitHub Actions runner controller",
    images: {
      repositories: [
        "actions/gha-runner-scale-set-controller",
        "summerwind/actions-runner-controller",
        "actions/actions-runner",
        "summerwind/actions-runner",
      ],
    },
    accountNames: ["actions-runner-controller", "github-actions", "github-runner"],
    commandedBy: "whoever may push a workflow to a repository that its runners serve acts with it",
    suffices:
      "The controller needs its own resources, pods, Secrets, Roles and RoleBindings in the namespaces of its runners; runners that do not deploy need no rights.",
    source:
      "https://docs.github.com/en/actions/how-tos/manage-runners/use-actions-runner-controller",
  },
  {
    id: "gitlab-agent",
    title: "the GitLab agent",
    images: { repositories: ["gitlab-agent/agentk", "cluster-integration/gitlab-agent/agentk"] },
    accountNames: ["gitlab-agent"],
    commandedBy: "whoever may run jobs in a project that the agent serves acts with it",
    suffices:
      "The agent needs what its jobs deploy: RoleBindings to edit, or to a Role of its own, in those namespaces; with access_as it needs to impersonate the job's user and groups, whose rights then count.",
    source: "https://docs.gitlab.com/user/clusters/agent/ci_cd_workflow/",
  },
  {
    id: "gitlab-runner",
    title: "the GitLab runner",
    images: { repositories: ["gitlab-org/gitlab-runner", "gitlab/gitlab-runner"] },
    accountNames: ["gitlab-runner"],
    commandedBy: "whoever may run jobs in a project that the runner serves may act with it",
    suffices:
      "The runner needs a Role in the namespace of its jobs: pods, pods/exec, pods/attach, pods/log, Secrets, ConfigMaps and services for them.",
    source: "https://docs.gitlab.com/runner/executors/kubernetes/",
  },
  {
    id: "harness",
    title: "the Harness delegate",
    images: { repositories: ["harness/delegate"] },
    accountNames: ["harness-delegate", "harness-delegate-ng"],
    commandedBy: "whoever may run a pipeline that the delegate serves acts with it",
    suffices:
      "The delegate may have its rights by RoleBindings in the namespaces that it deploys to instead of cluster-admin.",
    source:
      "https://developer.harness.io/docs/platform/delegates/delegate-concepts/delegate-overview/",
  },
  {
    id: "jenkins",
    title: "Jenkins",
    images: { repositories: ["jenkins/jenkins", "jenkinsci/blueocean", "jenkins"] },
    accountNames: ["jenkins", "jenkins-agent", "jenkins-admin"],
    commandedBy: "whoever may configure or run a job there acts with it",
    suffices:
      "The Kubernetes plugin needs a Role in the namespace of its agents: pods created, watched and deleted, pods/exec, pods/log, and events watched.",
    source: "https://plugins.jenkins.io/kubernetes/",
  },
  {
    id: "spinnaker",
    title: "Spinnaker",
    images: { repositories: ["clouddriver"] },
    accountNames: ["spinnaker", "spinnaker-service-account"],
    commandedBy: "whoever may run a pipeline there acts with it",
    suffices:
      "Where the account is limited to namespaces, Spinnaker needs a Role and a RoleBinding in each of them for the kinds that it deploys.",
    source: "https://spinnaker.io/docs/setup/install/providers/kubernetes-v2/k8s-provider/",
  },
  {
    id: "tekton",
    title: "Tekton",
    images: {
      repositories: [
        "tektoncd/pipeline/cmd/controller",
        "tektoncd/triggers/cmd/eventlistenersink",
        "tektoncd/triggers/cmd/controller",
      ],
    },
    accountNames: ["tekton-triggers-sa", "tekton-pipelines-controller"],
    commandedBy: "whoever may send an event or push a pipeline runs tasks through it",
    suffices:
      "A listener needs to read trigger resources and to create PipelineRuns and TaskRuns; what deploys is the account of the run, which needs only a Role in the namespace that it deploys to.",
    source: "https://tekton.dev/docs/triggers/eventlisteners/",
  },
  {
    id: "terraform",
    title: "Terraform",
    images: {
      repositories: [
        "hashicorp/terraform",
        "hashicorp/tfc-agent",
        "hashicorp/terraform-cloud-operator",
      ],
    },
    accountNames: ["terraform", "tfc-agent"],
    commandedBy: "whoever may change the configuration or its state acts with it",
    suffices:
      "The account needs the rights of what the configuration manages: Roles in its namespaces, and of cluster-scoped kinds only those that it has.",
    source: "https://developer.hashicorp.com/terraform/cloud-docs/agents",
  },
];
