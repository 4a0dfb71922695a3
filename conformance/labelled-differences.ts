/** Where we judge otherwise than the label, and why; one that agrees after all has to go. */
export const KNOWN_DIFFERENCES: ReadonlyMap<string, string> = new Map([
  [
    "checkov AllowedCapabilitiesSysAdmin pod-FAILED2.yaml",
    "The pod has no container at all, so that none has the capability; Kubernetes refuses it.",
  ],
  [
    "checkov PeerClientCertAuthTrue PeerClientCertAuthTrue-UNKNOWN.yaml",
    "The pod has no name, so that Kubernetes refuses it, but it says that it takes any peer.",
  ],
  [
    "checkov SecurityContexts pod-container-FAILED_malformed_spec.yaml",
    "The spec is a list: no pod can be read from it, and the report says so.",
  ],
  [
    "datree 3/fail/3-fail.yaml 3-fail.yaml",
    "The container has a CPU limit, and Kubernetes makes it the request too.",
  ],
  [
    "datree 70/fail/70-fail.yaml 70-fail.yaml",
    "What stands as the container's name only looks like a token: its parts do not decode.",
  ],
  [
    "polaris rolebindingClusterRolePodExecAttach failure.binding_points_to_missing_ref.yaml",
    "The file is a part of a cluster: the ClusterRole may be in it, and nothing says what it allows.",
  ],
]);
