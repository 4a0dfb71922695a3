/** The profiles of network plugins that can be configured, sorted; apart, so that reading options loads no engine. */
export const CNI_NAMES = [
  "antrea",
  "aws-vpc",
  "azure-npm",
  "calico",
  "cilium",
  "flannel",
  "kindnet",
  "kube-network-policies",
  "kube-ovn",
  "kube-router",
  "kubernetes",
  "ovn-kubernetes",
  "unenforced",
  "weave",
] as const;
export type CniName = (typeof CNI_NAMES)[number];
