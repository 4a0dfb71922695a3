import type { ProductImages } from "../products.ts";

/** A program that acts with its own rights on what others write: a confused deputy. */
export interface Operator {
  /** Kebab-case. */
  readonly id: string;
  readonly title: string;
  /** API group and resource of what it acts on. */
  readonly resources: readonly (readonly [group: string, resource: string])[];
  readonly images: ProductImages;
  /**
   * Whose rights the writer gets: `operator`, the operator's own account; `namespace`, any account of the namespace, for
   * what it makes runs as one that the writer names.
   */
  readonly rights: "operator" | "namespace";
  /** An argument of the operator that makes it act as an account of the writer's namespace instead. */
  readonly confinedBy?: string;
  /** What more it takes; a lower-case clause. */
  readonly unknown?: string;
  readonly source: string;
}

/** Operators whose resources are worth their rights. */
export const OPERATORS: readonly Operator[] = [
  {
    id: "flux-kustomization",
    title: "Flux' kustomize-controller",
    resources: [["kustomize.toolkit.fluxcd.io", "kustomizations"]],
    images: { repositories: ["kustomize-controller"] },
    rights: "operator",
    confinedBy: "--default-service-account",
    source: "https://fluxcd.io/flux/installation/configuration/multitenancy/",
  },
  {
    id: "flux-helm-release",
    title: "Flux' helm-controller",
    resources: [["helm.toolkit.fluxcd.io", "helmreleases"]],
    images: { repositories: ["helm-controller"] },
    rights: "operator",
    confinedBy: "--default-service-account",
    source: "https://fluxcd.io/flux/installation/configuration/multitenancy/",
  },
  {
    id: "k3s-helm-chart",
    title: "the Helm controller of K3s",
    resources: [
      ["helm.cattle.io", "helmcharts"],
      ["helm.cattle.io", "helmchartconfigs"],
    ],
    images: { repositories: ["rancher/klipper-helm"] },
    rights: "operator",
    source: "https://docs.k3s.io/helm",
  },
  {
    id: "argo-cd",
    title: "Argo CD's application controller",
    resources: [
      ["argoproj.io", "applications"],
      ["argoproj.io", "applicationsets"],
      ["argoproj.io", "appprojects"],
    ],
    images: { repositories: ["argocd"], command: "application-controller" },
    rights: "operator",
    unknown:
      "its projects may refuse sources and destinations, and it watches only some namespaces",
    source: "https://argo-cd.readthedocs.io/en/stable/operator-manual/security/",
  },
  {
    id: "fleet",
    title: "Fleet's agent",
    resources: [
      ["fleet.cattle.io", "gitrepos"],
      ["fleet.cattle.io", "bundles"],
    ],
    images: { repositories: ["rancher/fleet-agent"] },
    rights: "operator",
    source: "https://fleet.rancher.io/multi-user",
  },
  {
    id: "argo-workflows",
    title: "Argo Workflows",
    resources: [
      ["argoproj.io", "workflows"],
      ["argoproj.io", "cronworkflows"],
      ["argoproj.io", "workflowtemplates"],
    ],
    images: { repositories: ["workflow-controller"] },
    rights: "namespace",
    source: "https://argo-workflows.readthedocs.io/en/latest/service-accounts/",
  },
  {
    id: "argo-rollouts",
    title: "Argo Rollouts",
    resources: [["argoproj.io", "rollouts"]],
    images: { repositories: ["argo-rollouts"] },
    rights: "namespace",
    source: "https://argo-rollouts.readthedocs.io/en/stable/features/specification/",
  },
  {
    id: "tekton",
    title: "Tekton Pipelines",
    resources: [
      ["tekton.dev", "taskruns"],
      ["tekton.dev", "pipelineruns"],
    ],
    images: { repositories: ["tektoncd/pipeline/cmd/controller"] },
    rights: "namespace",
    source: "https://tekton.dev/docs/pipelines/auth/",
  },
  {
    id: "knative-serving",
    title: "Knative Serving",
    resources: [
      ["serving.knative.dev", "services"],
      ["serving.knative.dev", "configurations"],
    ],
    images: { repositories: ["knative.dev/serving/cmd/controller"] },
    rights: "namespace",
    source: "https://knative.dev/docs/serving/services/",
  },
  {
    id: "kyverno",
    title: "Kyverno's background controller",
    resources: [
      ["kyverno.io", "clusterpolicies"],
      ["kyverno.io", "policies"],
      ["policies.kyverno.io", "generatingpolicies"],
      ["policies.kyverno.io", "mutatingpolicies"],
    ],
    images: { repositories: ["background-controller"] },
    rights: "operator",
    source: "https://kyverno.io/docs/installation/customization/",
  },
  {
    id: "olm",
    title: "the Operator Lifecycle Manager",
    resources: [
      ["operators.coreos.com", "clusterserviceversions"],
      ["operators.coreos.com", "subscriptions"],
      ["operators.coreos.com", "catalogsources"],
    ],
    images: { repositories: ["operator-framework/olm"] },
    rights: "operator",
    unknown: "an OperatorGroup may name an account that limits what is installed",
    source:
      "https://olm.operatorframework.io/docs/advanced-tasks/operator-scoping-with-operatorgroups/",
  },
  {
    id: "crossplane-kubernetes",
    title: "Crossplane's provider for Kubernetes",
    resources: [["kubernetes.crossplane.io", "objects"]],
    images: { repositories: ["provider-kubernetes"] },
    rights: "operator",
    unknown: "its ProviderConfig may name credentials of another cluster",
    source: "https://github.com/crossplane-contrib/provider-kubernetes",
  },
  {
    id: "velero",
    title: "Velero",
    resources: [["velero.io", "restores"]],
    images: { repositories: ["velero/velero"] },
    rights: "operator",
    unknown: "it restores what a backup holds: it takes write access to where backups are kept",
    source: "https://velero.io/docs/main/rbac/",
  },
  {
    id: "spark",
    title: "the Spark operator",
    resources: [["sparkoperator.k8s.io", "sparkapplications"]],
    images: { repositories: ["spark-operator"] },
    rights: "namespace",
    source: "https://www.kubeflow.org/docs/components/spark-operator/",
  },
  {
    id: "external-secrets",
    title: "the External Secrets operator",
    resources: [
      ["external-secrets.io", "externalsecrets"],
      ["external-secrets.io", "clusterexternalsecrets"],
      ["external-secrets.io", "pushsecrets"],
    ],
    images: { repositories: ["external-secrets/external-secrets"] },
    rights: "operator",
    unknown: "it gives what its stores hold, and no more of its own rights than reading Secrets",
    source: "https://external-secrets.io/latest/guides/multi-tenancy/",
  },
  {
    id: "cert-manager",
    title: "cert-manager",
    resources: [
      ["cert-manager.io", "certificates"],
      ["cert-manager.io", "certificaterequests"],
    ],
    images: { repositories: ["cert-manager-controller"] },
    rights: "operator",
    unknown: "it takes an issuer with a certificate authority that the API server trusts",
    source: "https://cert-manager.io/docs/configuration/ca/",
  },
];
