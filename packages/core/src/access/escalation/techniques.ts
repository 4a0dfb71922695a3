/** A way to more rights, as the catalogues of attacks know it. */
export interface Technique {
  /** A clause without its subject: what the holder does. */
  readonly title: string;
  /** Techniques of MITRE ATT&CK. */
  readonly attack: readonly string[];
  /** Techniques of Microsoft's threat matrix for Kubernetes. */
  readonly microsoft: readonly string[];
  /** What takes it away, besides the binding. A whole sentence. */
  readonly remedy: string;
}

/** The names of the techniques; they are stable. */
export type TechniqueId =
  | "bind"
  | "escalate"
  | "impersonate"
  | "create-token"
  | "read-secrets"
  | "create-token-secret"
  | "create-workload"
  | "modify-workload"
  | "exec-in-pod"
  | "modify-pod"
  | "kubelet-exec"
  | "approve-certificate"
  | "approve-node-certificate"
  | "sign-certificate"
  | "bootstrap-token"
  | "mutating-webhook"
  | "validating-webhook"
  | "mutating-policy"
  | "admission-guard"
  | "privileged-pod"
  | "namespace-labels"
  | "host-path-volume"
  | "pod-escape"
  | "node-tokens"
  | "control-plane-node"
  | "steer-pods"
  | "api-service"
  | "conversion-webhook"
  | "aws-auth"
  | "cluster-dns"
  | "cloud-identity"
  | "network-policy"
  | "confused-deputy";

/** Every technique by its id. */
export const TECHNIQUES: Readonly<Record<TechniqueId, Technique>> = {
  bind: {
    title: "binds a role to itself",
    attack: ["T1098.006"],
    microsoft: ["MS-TA9019"],
    remedy: "Remove the verb bind, or name the roles that may be bound in resourceNames.",
  },
  escalate: {
    title: "adds rights to a role that it has",
    attack: ["T1098.006"],
    microsoft: ["MS-TA9019"],
    remedy: "Remove the verb escalate.",
  },
  impersonate: {
    title: "impersonates",
    attack: ["T1550.001", "T1078"],
    microsoft: ["MS-TA9019"],
    remedy: "Remove the verb impersonate, or name whom it may impersonate in resourceNames.",
  },
  "create-token": {
    title: "requests a token of a service account",
    attack: ["T1528"],
    microsoft: ["MS-TA9016"],
    remedy: "Remove create on serviceaccounts/token, or name the accounts in resourceNames.",
  },
  "read-secrets": {
    title: "reads Secrets",
    attack: ["T1552.007"],
    microsoft: ["MS-TA9025"],
    remedy:
      "Name the Secrets that it needs in resourceNames; list and watch show their contents too, and so do the answers to patch, delete and deletecollection.",
  },
  "create-token-secret": {
    title: "creates a Secret that is filled with a service account's token, and reads it",
    attack: ["T1528", "T1552.007"],
    microsoft: ["MS-TA9016", "MS-TA9025"],
    remedy: "Remove either create on secrets or the verbs that read them.",
  },
  "create-workload": {
    title: "creates a pod or workload that runs as any service account of its namespace",
    attack: ["T1610", "T1528"],
    microsoft: ["MS-TA9008", "MS-TA9016"],
    remedy: "Move accounts with more rights to a namespace where nobody else creates pods.",
  },
  "modify-workload": {
    title: "changes a workload, its service account included",
    attack: ["T1610", "T1528"],
    microsoft: ["MS-TA9008", "MS-TA9016"],
    remedy: "Move accounts with more rights to a namespace where nobody else changes workloads.",
  },
  "exec-in-pod": {
    title: "runs commands in a pod",
    attack: ["T1609", "T1528"],
    microsoft: ["MS-TA9006", "MS-TA9016"],
    remedy: "Remove pods/exec, pods/attach and pods/ephemeralcontainers, get included.",
  },
  "modify-pod": {
    title: "changes the image of a pod",
    attack: ["T1609", "T1525"],
    microsoft: ["MS-TA9006"],
    remedy: "Remove update and patch on pods.",
  },
  "kubelet-exec": {
    title: "runs commands in every pod through the kubelet, bypassing admission and the audit log",
    attack: ["T1609"],
    microsoft: ["MS-TA9030", "MS-TA9006"],
    remedy: "Remove nodes/proxy, get included; metrics and logs have subresources of their own.",
  },
  "approve-certificate": {
    title: "requests and approves a client certificate for any user name",
    attack: ["T1098", "T1550"],
    microsoft: ["MS-TA9019"],
    remedy: "Let only the signers approve that it needs, by their names in resourceNames.",
  },
  "approve-node-certificate": {
    title: "requests and approves a certificate of a kubelet",
    attack: ["T1098", "T1078"],
    microsoft: ["MS-TA9016"],
    remedy: "Let only the signers approve that it needs, by their names in resourceNames.",
  },
  "sign-certificate": {
    title: "signs client certificates",
    attack: ["T1098", "T1550"],
    microsoft: ["MS-TA9019"],
    remedy: "Remove the verb sign on the signers of Kubernetes.",
  },
  "bootstrap-token": {
    title: "joins as a node with a bootstrap token",
    attack: ["T1552.007", "T1078"],
    microsoft: ["MS-TA9025"],
    remedy: "Delete bootstrap tokens when the nodes have joined.",
  },
  "mutating-webhook": {
    title: "changes others' requests through a mutating webhook of its own",
    attack: ["T1546"],
    microsoft: ["MS-TA9015"],
    remedy: "Remove write verbs on mutatingwebhookconfigurations.",
  },
  "validating-webhook": {
    title: "reads others' requests through a validating webhook of its own",
    attack: ["T1546"],
    microsoft: ["MS-TA9015"],
    remedy: "Remove write verbs on validatingwebhookconfigurations.",
  },
  "mutating-policy": {
    title: "changes others' requests through a MutatingAdmissionPolicy",
    attack: ["T1546"],
    microsoft: ["MS-TA9015"],
    remedy: "Remove write verbs on mutatingadmissionpolicies and their bindings.",
  },
  "admission-guard": {
    title: "disables admission policies and webhooks",
    attack: ["T1562.001"],
    microsoft: [],
    remedy: "Remove write and delete verbs on admission policies and webhooks.",
  },
  "privileged-pod": {
    title: "runs a privileged pod and escapes to its node",
    attack: ["T1611", "T1610"],
    microsoft: ["MS-TA9018"],
    remedy: "Label the namespace pod-security.kubernetes.io/enforce: baseline, or restricted.",
  },
  "namespace-labels": {
    title: "relaxes the Pod Security of a namespace and runs a privileged pod there",
    attack: ["T1562.001", "T1611"],
    microsoft: ["MS-TA9018"],
    remedy:
      "Remove update and patch on namespaces; a RoleBinding grants them for its own namespace.",
  },
  "host-path-volume": {
    title: "mounts a node's files through a PersistentVolume, which Pod Security does not see",
    attack: ["T1611"],
    microsoft: ["MS-TA9013"],
    remedy: "Remove create on persistentvolumes; claims are enough for applications.",
  },
  "pod-escape": {
    title: "escapes from a pod to its node",
    attack: ["T1611"],
    microsoft: ["MS-TA9018"],
    remedy: "Remove from the pod what gives access to the node.",
  },
  "node-tokens": {
    title: "takes the tokens of the pods on the node",
    attack: ["T1528", "T1552"],
    microsoft: ["MS-TA9016"],
    remedy: "Keep accounts with more rights off nodes where others run pods.",
  },
  "control-plane-node": {
    title: "takes the keys of the control plane from its node",
    attack: ["T1552.004"],
    microsoft: ["MS-TA9026"],
    remedy: "Let nobody run pods with access to the nodes of the control plane.",
  },
  "steer-pods": {
    title: "moves the pods of other nodes to its own",
    attack: [],
    microsoft: [],
    remedy: "Remove update and patch on nodes and nodes/status.",
  },
  "api-service": {
    title: "routes an API group to a server of its own",
    attack: ["T1557"],
    microsoft: [],
    remedy: "Remove write verbs on apiservices.",
  },
  "conversion-webhook": {
    title: "reads and changes custom resources, through a conversion webhook of its own",
    attack: ["T1557"],
    microsoft: [],
    remedy: "Remove update and patch on customresourcedefinitions.",
  },
  "aws-auth": {
    title: "maps an identity of AWS to system:masters",
    attack: ["T1098"],
    microsoft: ["MS-TA9019"],
    remedy: "Name the ConfigMaps that it needs in resourceNames, or use access entries of EKS.",
  },
  "cluster-dns": {
    title: "answers the cluster's DNS queries",
    attack: ["T1557"],
    microsoft: ["MS-TA9035"],
    remedy: "Name the ConfigMaps that it needs in resourceNames.",
  },
  "cloud-identity": {
    title: "gives a service account the cloud identity of another",
    attack: ["T1078.004"],
    microsoft: ["MS-TA9020"],
    remedy:
      "Remove update and patch on serviceaccounts, and let the cloud trust one account by name.",
  },
  "network-policy": {
    title: "changes network policies",
    attack: ["T1562.004"],
    microsoft: [],
    remedy: "Remove write verbs on network policies.",
  },
  "confused-deputy": {
    title: "makes an operator act on its behalf, through a custom resource",
    attack: ["T1078"],
    microsoft: [],
    remedy: "Remove write verbs on the operator's resources, or lower the operator's own rights.",
  },
};
