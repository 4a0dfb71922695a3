/** What a control of kube-bench's data is about, in its words. */
export interface WrittenControl {
  readonly text: string;
  readonly part: string;
  /** `OP VALUE` of what is compared. */
  readonly values: readonly string[];
  readonly id: string;
}

/** The topic of `packages/core/src/nodes/topics` that a control asks for, with what it wants; \`other\` where it is none. */
export function topicOf(control: WrittenControl): string {
  return fileTopic(control) ?? flagTopic(control) ?? policyTopic(control) ?? "other";
}

const FILES: readonly (readonly [RegExp, string])[] = [
  [/api server pod spec|kubernetes manifests must/i, "api-server-manifest"],
  [/controller manager pod spec/i, "controller-manager-manifest"],
  [/scheduler pod spec/i, "scheduler-manifest"],
  [/etcd (pod spec|service file)/i, "etcd-manifest"],
  [/container network interface/i, "cni"],
  [/etcd data directory/i, "etcd-data"],
  [/admin\.(conf|kubeconfig)|administrative credential/i, "admin-kubeconfig"],
  [
    /scheduler(\.conf|\.kubeconfig| configuration file)|schedulerkubeconfig/i,
    "scheduler-kubeconfig",
  ],
  [
    /controller[- ]manager(\.conf| configuration file)|controllermanagerkubeconfig|cloud-controller\.kubeconfig/i,
    "controller-manager-kubeconfig",
  ],
  [/PKI directory|component PKI/i, "pki"],
  [/PKI (certificate|CRT)/i, "pki-certificates"],
  [/PKI key/i, "pki-keys"],
  [/kubelet service file/i, "kubelet-service"],
  [
    /proxy kubeconfig|kubeproxy\.kubeconfig|kube proxy (configuration|must)/i,
    "kube-proxy-kubeconfig",
  ],
  [/azure\.json/i, "azure-json"],
  [/certificate authorit(y|ies) (file|must)/i, "kubelet-client-ca"],
  [
    /kubelet (--config |config\.yaml )?config(uration)?( files?)?( permissions| ownership| has| must be owned| must have)|kubelet config\.yaml/i,
    "kubelet-config",
  ],
  [/kubelet\.conf|kubelet kubeconfig|kubeconfig file/i, "kubelet-kubeconfig"],
];

function fileTopic({ text, values }: WrittenControl): string | undefined {
  if (!/permissions|ownership|owned by/i.test(text) || /--(?!kubeconfig|config )/.test(text))
    return undefined;
  const file = FILES.find(([pattern]) => pattern.test(text))?.[1];
  if (file === undefined) return undefined;
  if (!/permissions/i.test(text))
    return `owner ${file} ${/etcd:etcd|by etcd/.test(text) ? "etcd:etcd" : "root:root"}`;
  const [mode] = /\b[0-7]{3}\b/.exec(text) ?? /\b[0-7]{3}\b/.exec(values.join(" ")) ?? [];
  return mode === undefined ? undefined : `mode ${file} ${mode}`;
}

function flagTopic(control: WrittenControl): string | undefined {
  const { text, part } = control;
  if (part === "managedservices" || part === "policies") return undefined;
  const rows = part === "node" ? NODE_FLAGS : CONTROL_PLANE_FLAGS;
  const key = rows.find(([pattern]) => pattern.test(text))?.[1];
  return key === undefined ? undefined : `set ${withWish(key, control)}`;
}

function withWish(key: string, control: WrittenControl): string {
  const { values } = control;
  if (key.endsWith("-ciphers")) {
    const list = values.find((value) => value.startsWith("valid_elements ")) ?? "";
    return `${key} ${list.replace("valid_elements ", "").replaceAll("TLS_", "")}`.trim();
  }
  if (key === "kubelet-event-qps") {
    return `${key} ${values.some((each) => each === "eq 0") ? "zero" : "limited"}`;
  }
  return key === "SERVICE-BY-SECTION" ? bySection(control) : key;
}

/** Flags that several components have: the section says which one is meant. */
function bySection({ text, id }: WrittenControl): string {
  const what = /profiling/i.test(text) ? "profiling" : "bind-address";
  if (id.startsWith("1.2")) return `api-server-${what}`;
  return id.startsWith("1.3") ? `controller-manager-${what}` : `scheduler-${what}`;
}

const NODE_FLAGS: readonly (readonly [RegExp, string])[] = [
  [/anonymous[- ]auth/i, "kubelet-anonymous-auth"],
  [/authorization-mode|explicit authorization/i, "kubelet-authorization-mode"],
  [/client[- ]ca[- ]file|Client CA File/i, "kubelet-client-ca"],
  [/read[- ]only[- ]port/i, "kubelet-read-only-port"],
  [/streaming-connection|streamingConnection/i, "kubelet-idle-timeout"],
  [
    /protect-kernel-defaults|protectKernelDefaults|kernel protection/i,
    "kubelet-protect-kernel-defaults",
  ],
  [/iptables/i, "kubelet-iptables-chains"],
  [/hostname[- ]override/i, "kubelet-hostname-override"],
  [/event-?qps|eventRecordQPS/i, "kubelet-event-qps"],
  [/RotateKubeletServerCertificate/i, "kubelet-server-rotation"],
  [/rotate-?certificates|RotateKubeletClient/i, "kubelet-client-rotation"],
  [/tls-cert-file/i, "kubelet-serving-certificate"],
  [/Cryptographic Ciphers/i, "kubelet-ciphers"],
  [/pod PIDs/i, "kubelet-pod-pids"],
  [/seccomp-default/i, "kubelet-seccomp-default"],
  [/IPAddressDeny/i, "kubelet-ip-address-deny"],
  [/kube-proxy metrics/i, "kube-proxy-metrics"],
  [/sshd service running/i, "sshd-running"],
  [/sshd service enabled/i, "sshd-enabled"],
  [/DynamicAuditing/i, "kubelet-dynamic-auditing"],
  [/DynamicKubeletConfig/i, "kubelet-dynamic-config"],
  [/static PodPath/i, "kubelet-static-pods"],
  [/non-privileged users from executing/i, "kubelet-authorization-mode"],
  [/container-optimized OS/i, "container-optimized-os"],
];

const CONTROL_PLANE_FLAGS: readonly (readonly [RegExp, string])[] = [
  [
    /Controller Manager must create unique service accounts/i,
    "controller-manager-service-account-credentials",
  ],
  [/kubelet-https/i, "api-server-kubelet-https"],
  [/anonymous[- ]auth/i, "api-server-anonymous-auth"],
  [/Alpha APIs/i, "kubelet-all-alpha"],
  [/basic-auth-file/i, "api-server-basic-auth"],
  [/token-auth-file/i, "api-server-token-file"],
  [/DenyServiceExternalIPs is not set/i, "api-server-external-ips allowed"],
  [/DenyServiceExternalIPs/i, "api-server-external-ips"],
  [/kubelet-client-certificate/i, "api-server-kubelet-client"],
  [/kubelet-certificate-authority/i, "api-server-kubelet-ca"],
  [/AlwaysAllow/i, "api-server-always-allow"],
  [/includes Node/i, "api-server-node-authorizer"],
  [/includes RBAC/i, "api-server-rbac"],
  [/EventRateLimit/i, "api-server-event-rate-limit"],
  [/AlwaysAdmit/i, "api-server-always-admit"],
  [/AlwaysPullImages/i, "api-server-always-pull"],
  [/SecurityContextDeny/i, "api-server-security-context-deny"],
  [/plugin PodSecurityPolicy/i, "api-server-pod-security-policy"],
  [/plugin ServiceAccount/i, "api-server-service-account-plugin"],
  [/NamespaceLifecycle/i, "api-server-namespace-lifecycle"],
  [/NodeRestriction/i, "api-server-node-restriction"],
  [/insecure-bind-address/i, "api-server-insecure-address"],
  [/insecure-port/i, "api-server-insecure-port"],
  [/secure-port/i, "api-server-secure-port"],
  [/profiling|--bind-address/i, "SERVICE-BY-SECTION"],
  [/audit-log-path/i, "api-server-audit-log"],
  [/audit-log-maxage/i, "api-server-audit-age"],
  [/audit-log-maxbackup/i, "api-server-audit-backups"],
  [/audit-log-maxsize/i, "api-server-audit-size"],
  [/request-timeout/i, "api-server-request-timeout"],
  [/service-account-lookup/i, "api-server-service-account-lookup"],
  [/service-account-key-file/i, "api-server-service-account-key"],
  [/etcd-certfile/i, "api-server-etcd-certificate"],
  [/etcd-cafile/i, "api-server-etcd-ca"],
  [/--tls-cert-file/i, "api-server-certificate"],
  [/client-ca-file/i, "api-server-client-ca"],
  [/encryption-provider-config/i, "api-server-encryption"],
  [/encryption provider/i, "api-server-encryption-providers"],
  [/Cryptographic Ciphers/i, "api-server-ciphers"],
  [/extend-token-expiration/i, "api-server-token-extension"],
  [/terminated-pod-gc/i, "controller-manager-pod-gc"],
  [/use-service-account-credentials/i, "controller-manager-service-account-credentials"],
  [/service-account-private-key/i, "controller-manager-service-account-key"],
  [/root-ca-file/i, "controller-manager-root-ca"],
  [/RotateKubeletServerCertificate/i, "controller-manager-kubelet-rotation"],
  [/peer-cert-file/i, "etcd-peer-certificate"],
  [/peer-client-cert-auth/i, "etcd-peer-client-auth"],
  [/peer-auto-tls/i, "etcd-peer-auto-tls"],
  [/--cert-file/i, "etcd-certificate"],
  [/client-cert-auth/i, "etcd-client-auth"],
  [/auto-tls/i, "etcd-auto-tls"],
  [/unique Certificate Authority/i, "etcd-own-ca"],
  [/minimal audit policy|audit policy set/i, "audit-policy"],
  [/audit policy covers/i, "audit-policy-scope"],
  [/Client certificate authentication should/i, "user-certificates"],
  [/Service account token authentication should/i, "user-service-account-tokens"],
  [/Bootstrap token authentication/i, "user-bootstrap-tokens"],
];

function policyTopic({ text }: WrittenControl): string | undefined {
  const key = POLICIES.find(([pattern]) => pattern.test(text))?.[1];
  return key === undefined ? undefined : `ask ${key}`;
}

const POLICIES: readonly (readonly [RegExp, string])[] = [
  [/cluster-admin role/i, "cluster-admin"],
  [/access to secrets/i, "secret-access"],
  [/wildcard/i, "wildcards"],
  [/access to create pods/i, "create-pods"],
  [/default service accounts are not/i, "default-service-account"],
  [/Service Account Tokens are only mounted/i, "token-mounts"],
  [/system:masters/i, "system-masters"],
  [/Bind, Impersonate/i, "escalation-rights"],
  [/create persistent ?volume/i, "create-volumes"],
  [/proxy sub-resource/i, "nodes-proxy"],
  [/approval sub-resource/i, "certificate-approval"],
  [/webhook configuration/i, "webhook-configurations"],
  [/token creation/i, "token-creation"],
  [/bindings to system:anonymous/i, "anonymous-bindings"],
  [/bindings to system:unauthenticated/i, "unauthenticated-bindings"],
  [/bindings to system:authenticated/i, "authenticated-bindings"],
  [/policy control mechanism|admission controllers are working/i, "policy-mechanism"],
  [/privileged containers/i, "privileged-containers"],
  [/host process ID/i, "host-pid"],
  [/host IPC/i, "host-ipc"],
  [/host network/i, "host-network"],
  [/allowPrivilegeEscalation/i, "privilege-escalation"],
  [/root containers/i, "root-containers"],
  [/NET_RAW/i, "net-raw"],
  [/added capabilities/i, "added-capabilities"],
  [/capabilities assigned/i, "capabilities"],
  [/HostProcess/i, "host-process"],
  [/HostPath/i, "host-path"],
  [/HostPorts|non-privileged host ports/i, "host-ports"],
  [/Security Context Constraints/i, "security-context-constraints"],
  [/CNI (plugin|in use) supports|latest CNI/i, "cni-network-policies"],
  [/Namespaces have Network ?Policies/i, "network-policies"],
  [/Network Policy is Enabled/i, "network-policy-enabled"],
  [/secrets as files|stored as environment/i, "secrets-as-files"],
  [/external secret storage/i, "external-secrets"],
  [/Image Provenance|Binary Authorization|trusted container images/i, "image-provenance"],
  [/administrative boundaries|separate user functionality/i, "namespaces"],
  [/seccomp profile/i, "seccomp-profiles"],
  [/Security ?Context to/i, "security-contexts"],
  [/default namespace|dedicated namespaces/i, "default-namespace"],
  [/Pod Security Standard Baseline|Pod Security Policy is/i, "pod-security-baseline"],
  [/audit logs|Cluster Auditing|audit records|audit log/i, "audit-logs"],
  [/Image Vulnerability Scanning/i, "image-scanning"],
  [/user access to/i, "registry-users"],
  [/cluster access to read-only/i, "registry-read-only"],
  [/Container Registries to only/i, "approved-registries"],
  [/dedicated .*Service Accounts|default service account/i, "workload-identity"],
  [/Secrets are encrypted/i, "secrets-encryption"],
  [/metadata APIs|Metadata Server/i, "metadata-server"],
  [/Disks|disk encryption/i, "disk-encryption"],
  [/Restrict Access to the Control Plane|Authorized Networks/i, "endpoint-restricted"],
  [/Private Endpoint/i, "endpoint-private"],
  [/Private Nodes/i, "private-nodes"],
  [/firewalling/i, "node-firewall"],
  [/HTTPS load balancers|SSL Certificates/i, "load-balancer-tls"],
  [/RBAC users|Azure RBAC|Access Manager API/i, "central-users"],
  [/Client Certificates is Disabled|Revoke client certificate/i, "user-certificates"],
  [/Basic Authentication/i, "basic-authentication"],
  [/Legacy Authorization/i, "legacy-authorization"],
  [/untrusted workloads|multi-tenant workloads|confidential/i, "sandboxed-workloads"],
  [/Container-Optimized OS|container-optimized OS/i, "container-optimized-os"],
  [/Auto-Repair/i, "node-auto-repair"],
  [/Auto-Upgrade|Release Channels|latest updates|remove old components/i, "automatic-upgrades"],
  [/Shielded|Secure Boot|Integrity Monitoring/i, "shielded-nodes"],
  [/Flow Logs|Logging|auditd/i, "logging"],
  [/VPC-native/i, "vpc-native"],
  [/Web UI|dashboard/i, "dashboard"],
  [/Alpha clusters/i, "alpha-clusters"],
  [/Security Posture|Security (Command )?Center/i, "posture-service"],
  [/token volume projection/i, "token-mounts"],
  [/Component of EKS/i, "provider"],
  [/ValidatingAdmissionWebhook/i, "policy-mechanism"],
];
