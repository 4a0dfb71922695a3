/** The id that hardening has among the benchmarks. */
export const HARDENING = "node-hardening";

/** Every benchmark that nodes are judged by, as kube-bench names them, and our own. */
export const NODE_BENCHMARKS: readonly string[] = [
  HARDENING,
  ...(
    "ack-1.0 aks-1.0 aks-1.7 aks-1.8 cis-1.10 cis-1.11 cis-1.12 cis-1.20 cis-1.23 cis-1.24 cis-1.24-microk8s cis-1.5 cis-1.6 cis-1.6-k3s cis-1.7 cis-1.8 cis-1.9 " +
    "eks-1.0.1 eks-1.1.0 eks-1.2.0 eks-1.5.0 eks-1.7.0 eks-1.8.0 eks-stig-kubernetes-v1r6 gke-1.0 gke-1.2.0 gke-1.6.0 gke-1.8.0 gke-1.9.0 k3s-cis-1.23 k3s-cis-1.24 " +
    "k3s-cis-1.7 k3s-cis-1.8 k3s-cis-1.9 rh-0.7 rh-1.0 rh-1.4 rh-1.8 rke-cis-1.23 rke-cis-1.24 rke-cis-1.7 rke2-cis-1.23 rke2-cis-1.24 rke2-cis-1.7 rke2-cis-1.8 tkgi-1.2.53"
  ).split(" "),
];
