/** Whatever may select a pod and say which of its traffic is allowed, as resources `GROUP/PLURAL`. */
export const NETWORK_POLICY_RESOURCES: readonly string[] = [
  "networking.k8s.io/networkpolicies",
  ...["adminnetworkpolicies", "baselineadminnetworkpolicies", "clusternetworkpolicies"].map(
    (name) => `policy.networking.k8s.io/${name}`,
  ),
  "cilium.io/ciliumnetworkpolicies",
  "cilium.io/ciliumclusterwidenetworkpolicies",
  ...["crd.projectcalico.org", "projectcalico.org"].flatMap((group) => [
    `${group}/networkpolicies`,
    `${group}/globalnetworkpolicies`,
  ]),
];
