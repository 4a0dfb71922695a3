/** The resources of a container that checks ask about. */
export const RESOURCES = ["cpu", "memory", "ephemeral-storage"] as const;
export type ResourceName = (typeof RESOURCES)[number];

/** The numbers of a probe that checks ask about. */
export const PROBE_FIELDS = [
  "initialDelaySeconds",
  "periodSeconds",
  "timeoutSeconds",
  "successThreshold",
  "failureThreshold",
] as const;
export type ProbeField = (typeof PROBE_FIELDS)[number];

/** What operators configure for the built-in checks. */
export interface CheckParameters {
  /** Registry hosts, or hosts with the beginning of a repository: `ghcr.io/example`. Empty: every registry is allowed. */
  readonly allowedRegistries: readonly string[];
  /** Registry hosts, or hosts with the beginning of a repository, that no image may come from. */
  readonly forbiddenRegistries: readonly string[];
  /** Label keys that every workload resource and Namespace needs. Empty: none. */
  readonly requiredLabels: readonly string[];
  /** Annotation keys that every workload resource and Namespace needs. Empty: none. */
  readonly requiredAnnotations: readonly string[];
  /** Label keys whose value is to be the name of the workload resource. Empty: none. */
  readonly nameLabels: readonly string[];
  /** Whether every workload resource is to name its namespace. */
  readonly namespaceRequired: boolean;
  /** The numbers that every probe is to state. Empty: none. */
  readonly requiredProbeFields: readonly ProbeField[];
  /** The namespaces that Argo CD runs in, beside those where the input shows it. */
  readonly argoCdNamespaces: readonly string[];
  /** Absolute paths of nodes that are sensitive in addition to those that the checks know. */
  readonly forbiddenHostPaths: readonly string[];
  /** The label that names the tenant of a workload resource or Namespace. */
  readonly tenantLabel: string;
  /** Resources whose request is to equal the limit. */
  readonly guaranteedResources: readonly ResourceName[];
  /** Quantities that requests and limits do not go below. */
  readonly minimumResources: Readonly<Partial<Record<ResourceName, string>>>;
  /** Quantities that requests and limits do not go above. */
  readonly maximumResources: Readonly<Partial<Record<ResourceName, string>>>;
  /** Whether containers are not to have CPU limits. */
  readonly cpuLimitsForbidden: boolean;
  /**
   * What else is a secret wherever it stands: by a noun phrase with its article (`a key of the shop`) a regular expression as
   * JavaScript has them. Its first group, where it has one, is the secret itself. It sees 100,000 characters of a text.
   */
  readonly secretPatterns: Readonly<Record<string, string>>;
}

/** What holds where the configuration says nothing. */
export const DEFAULT_PARAMETERS: CheckParameters = {
  allowedRegistries: [],
  forbiddenRegistries: [],
  requiredLabels: [],
  requiredAnnotations: [],
  nameLabels: [],
  namespaceRequired: false,
  requiredProbeFields: [],
  argoCdNamespaces: ["argocd", "openshift-gitops"],
  forbiddenHostPaths: [],
  tenantLabel: "tenant",
  guaranteedResources: ["memory"],
  minimumResources: {},
  maximumResources: {},
  cpuLimitsForbidden: false,
  secretPatterns: {},
};

/** The parameters under which the examples of the checks hold. */
export const EXAMPLE_PARAMETERS: CheckParameters = {
  allowedRegistries: ["registry.example.com/shop"],
  forbiddenRegistries: ["docker.io", "registry.example.com/old"],
  requiredLabels: ["app.kubernetes.io/name"],
  requiredAnnotations: ["example.com/contact"],
  nameLabels: ["app.kubernetes.io/name"],
  namespaceRequired: true,
  requiredProbeFields: ["failureThreshold"],
  argoCdNamespaces: ["argocd"],
  forbiddenHostPaths: ["/srv/vault"],
  tenantLabel: "tenant",
  guaranteedResources: ["memory"],
  minimumResources: { cpu: "10m" },
  maximumResources: { memory: "8Gi" },
  cpuLimitsForbidden: true,
  secretPatterns: { "a key of the shop": "shop-[0-9]{8}" },
};
