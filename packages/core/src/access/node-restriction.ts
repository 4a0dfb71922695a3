/**
 * What the admission plugin NodeRestriction keeps a kubelet from though the Node authorizer allows it, as
 * k8s.io/kubernetes/plugin/pkg/admission/noderestriction/admission.go has it. It is on by default only where
 * `--enable-admission-plugins` names it, which kubeadm and the managed services do.
 */
interface NodeRestriction {
  /** `resource` or `resource/subresource`. */
  readonly resource: string;
  readonly verbs: readonly string[];
  /** What is still admitted, a lower-case clause. */
  readonly admitted: string;
}

const OWN_NODE =
  "the node itself; no taints changed, no label below node-restriction.kubernetes.io/, and of other labels of Kubernetes only those of the kubelet";

/** By resource and verb; what a kubelet may write and is not here, it writes as the authorizer allows it. */
export const NODE_RESTRICTIONS: readonly NodeRestriction[] = [
  {
    resource: "pods",
    verbs: ["create"],
    admitted:
      "mirror pods bound to the node itself that refer to no service account, secret, config map, trust bundle, volume claim or resource claim",
  },
  { resource: "pods", verbs: ["delete"], admitted: "pods bound to the node itself" },
  {
    resource: "pods/status",
    verbs: ["update", "patch"],
    admitted: "pods bound to the node itself, their labels unchanged",
  },
  { resource: "pods/eviction", verbs: ["create"], admitted: "pods bound to the node itself" },
  {
    resource: "persistentvolumeclaims/status",
    verbs: ["update", "patch"],
    admitted: "changes of the status alone",
  },
  {
    resource: "nodes",
    verbs: ["create", "update", "patch"],
    admitted: OWN_NODE,
  },
  { resource: "nodes/status", verbs: ["update", "patch"], admitted: OWN_NODE },
  {
    resource: "serviceaccounts/token",
    verbs: ["create"],
    admitted: "tokens bound to a pod that runs on the node with that account",
  },
  {
    resource: "leases",
    verbs: ["create", "update", "patch", "delete"],
    admitted: "the node's own lease in kube-node-lease",
  },
  {
    resource: "csinodes",
    verbs: ["create", "update", "patch", "delete"],
    admitted: "the node's own CSINode",
  },
  {
    resource: "resourceslices",
    verbs: ["create", "deletecollection"],
    admitted: "slices of the node itself",
  },
];
