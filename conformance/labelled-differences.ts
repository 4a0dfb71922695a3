/** Checks of other scanners that no check of ours answers to yet; take a name out when one does. */
export const NOT_YET: readonly string[] = [
  "datree:102",
  "datree:104",
  "datree:105",
  "datree:21",
  "datree:34",
  "datree:35",
  "datree:37",
  "datree:38",
  "datree:39",
  "datree:40",
  "datree:43",
  "datree:58",
  "datree:59",
  "datree:91",
  "datree:99",
  "polaris:metadataAndInstanceMismatched",
  "polaris:nakedPod",
  "polaris:oneController",
];

/** Manifests that Kubernetes refuses, so that no verdict is of use, and where ours is another; one that agrees after all has to go. */
export const REFUSED: ReadonlyMap<string, string> = new Map([
  [
    "checkov AllowedCapabilitiesSysAdmin pod-FAILED2.yaml",
    "The pod has no container at all, so that none has the capability.",
  ],
  [
    "checkov PeerClientCertAuthTrue PeerClientCertAuthTrue-UNKNOWN.yaml",
    "The pod has no name, but it says that it takes any peer.",
  ],
  [
    "checkov SecurityContexts pod-container-FAILED_malformed_spec.yaml",
    "The spec is a list: no pod can be read from it, and the report says so.",
  ],
  [
    "datree 70/fail/70-fail.yaml 70-fail.yaml",
    "What stands as the container's name only looks like a token: its parts do not decode.",
  ],
  ...["either", "max", "min"].map((name): [string, string] => [
    `polaris pdbDisruptionsIsZero failure.${name}.yaml`,
    "There is no PodDisruptionBudget in v1, only in the group policy.",
  ]),
]);

/** Where we judge otherwise than the label, and why; one that agrees after all has to go. */
export const KNOWN_DIFFERENCES: ReadonlyMap<string, string> = new Map([
  [
    "checkov DefaultNamespace nginx-statefulset-FAILED.yaml",
    "The object names no namespace: it goes where it is applied, which need not be default.",
  ],
  [
    "datree 3/fail/3-fail.yaml 3-fail.yaml",
    "The container has a CPU limit, and Kubernetes makes it the request too.",
  ],
  [
    "polaris hpaMinAvailability success.minReplicaAbsent.yaml",
    "Without minReplicas the autoscaler keeps one pod; datree labels the same as failed.",
  ],
  [
    "polaris pdbMinAvailableGreaterThanHPAMinReplicas success.no-min-replicas.yaml",
    "Without minReplicas the autoscaler keeps one pod, fewer than the budget wants.",
  ],
  [
    "polaris rolebindingClusterRolePodExecAttach failure.binding_points_to_missing_ref.yaml",
    "The file is a part of a cluster: the ClusterRole may be in it, and nothing says what it allows.",
  ],
  ...["egress", "ingress"].map((name): [string, string] => [
    `polaris missingNetworkPolicy failure.netpol_missing_${name}_rules.yaml`,
    `The policy isolates the pod for ${name} and allows nothing, which is the tightest there is.`,
  ]),
]);
