// Written by tools/generate-node-benchmarks.ts; do not edit.
// Source: aquasecurity/kube-bench cfg/ at a73ce378418c71c5861e6963753f50dec3badadf (Apache-2.0): ids, assessments and wanted values; no text of any benchmark.

/**
 * `= NAME LIST` is a list of cipher suites without `TLS_`; a benchmark begins with `# ID`; a row is the control's id, `a` automated or `m`
 * manual, and what it asks for: `mode FILE MODE`, `owner FILE OWNER`, `set SETTING [WHAT]`, `ask TOPIC` or `other`.
 */
export const BENCHMARK_ROWS: string = `
= C1 ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,ECDHE_RSA_WITH_AES_128_GCM_SHA256,ECDHE_ECDSA_WITH_CHACHA20_POLY1305,ECDHE_RSA_WITH_AES_256_GCM_SHA384,ECDHE_RSA_WITH_CHACHA20_POLY1305,ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,RSA_WITH_AES_256_GCM_SHA384,RSA_WITH_AES_128_GCM_SHA256
= C2 AES_128_GCM_SHA256,AES_256_GCM_SHA384,CHACHA20_POLY1305_SHA256,ECDHE_ECDSA_WITH_AES_128_CBC_SHA,ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,ECDHE_ECDSA_WITH_AES_256_CBC_SHA,ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,ECDHE_ECDSA_WITH_CHACHA20_POLY1305,ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,ECDHE_RSA_WITH_AES_128_CBC_SHA,ECDHE_RSA_WITH_AES_128_GCM_SHA256,ECDHE_RSA_WITH_AES_256_CBC_SHA,ECDHE_RSA_WITH_AES_256_GCM_SHA384,ECDHE_RSA_WITH_CHACHA20_POLY1305,ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
= C3 AES_128_GCM_SHA256,AES_256_GCM_SHA384,CHACHA20_POLY1305_SHA256,ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,ECDHE_ECDSA_WITH_CHACHA20_POLY1305,ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,ECDHE_RSA_WITH_AES_128_GCM_SHA256,ECDHE_RSA_WITH_AES_256_GCM_SHA384,ECDHE_RSA_WITH_CHACHA20_POLY1305,ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
= C4 ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,ECDHE_RSA_WITH_AES_128_GCM_SHA256,ECDHE_ECDSA_WITH_CHACHA20_POLY1305,ECDHE_RSA_WITH_AES_256_GCM_SHA384,ECDHE_RSA_WITH_CHACHA20_POLY1305,ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
= C5 AES_128_GCM_SHA256,AES_256_GCM_SHA384,CHACHA20_POLY1305_SHA256,ECDHE_ECDSA_WITH_AES_128_CBC_SHA,ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,ECDHE_ECDSA_WITH_AES_256_CBC_SHA,ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,ECDHE_ECDSA_WITH_CHACHA20_POLY1305,ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,ECDHE_RSA_WITH_3DES_EDE_CBC_SHA,ECDHE_RSA_WITH_AES_128_CBC_SHA,ECDHE_RSA_WITH_AES_128_GCM_SHA256,ECDHE_RSA_WITH_AES_256_CBC_SHA,ECDHE_RSA_WITH_AES_256_GCM_SHA384,ECDHE_RSA_WITH_CHACHA20_POLY1305,ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,RSA_WITH_3DES_EDE_CBC_SHA,RSA_WITH_AES_128_CBC_SHA,RSA_WITH_AES_128_GCM_SHA256,RSA_WITH_AES_256_CBC_SHA,RSA_WITH_AES_256_GCM_SHA384
# ack-1.0
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 644
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 644
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 644
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 644
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 644
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 644
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 644
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 644
1.1.21 m mode pki-keys 600
1.2.1 a set api-server-basic-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-kubelet-https
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-always-allow
1.2.6 a set api-server-node-authorizer
1.2.7 a set api-server-rbac
1.2.8 m set api-server-event-rate-limit
1.2.9 a set api-server-always-admit
1.2.10 m set api-server-always-pull
1.2.11 m set api-server-security-context-deny
1.2.12 a set api-server-service-account-plugin
1.2.13 a set api-server-namespace-lifecycle
1.2.14 a set api-server-pod-security-policy
1.2.15 a set api-server-node-restriction
1.2.16 a set api-server-insecure-address
1.2.17 a set api-server-insecure-port
1.2.18 a set api-server-secure-port
1.2.19 a set api-server-profiling
1.2.20 a set api-server-audit-log
1.2.21 a set api-server-audit-age
1.2.22 a set api-server-audit-backups
1.2.23 a set api-server-audit-size
1.2.24 m set api-server-request-timeout
1.2.25 a set api-server-service-account-lookup
1.2.26 a set api-server-service-account-key
1.2.27 a set api-server-etcd-certificate
1.2.28 a set api-server-certificate
1.2.29 a set api-server-client-ca
1.2.30 a set api-server-etcd-ca
1.2.31 m set api-server-encryption
1.2.32 m set api-server-encryption-providers
1.2.33 m set api-server-ciphers C1
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m ask user-certificates
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 644
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 644
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 644
4.1.6 m owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 644
4.1.8 m owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 644
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 m set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 m set kubelet-event-qps zero
4.2.9 m set kubelet-serving-certificate
4.2.10 m set kubelet-ciphers C1
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.2.1 m ask privileged-containers
5.2.2 m ask host-pid
5.2.3 m ask host-ipc
5.2.4 m ask host-network
5.2.5 m ask privilege-escalation
5.2.6 m ask root-containers
5.2.7 m ask net-raw
5.2.8 m ask added-capabilities
5.2.9 m ask capabilities
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.6.1 m ask namespaces
5.6.2 m ask seccomp-profiles
5.6.3 m ask security-contexts
5.6.4 m ask default-namespace
6.1.1 m ask image-scanning
6.1.2 m ask registry-users
6.1.3 m ask registry-read-only
6.1.4 m ask approved-registries
6.2.1 m ask secrets-encryption
6.3.1 m ask endpoint-restricted
6.3.2 m ask endpoint-private
6.3.3 m ask private-nodes
6.3.4 m ask network-policy-enabled
6.3.5 m ask load-balancer-tls
6.4.1 m ask disk-encryption
6.5.1 m ask audit-logs
6.6.1 m ask pod-security-baseline
6.6.2 m ask posture-service
6.6.3 m ask sandboxed-workloads
6.6.4 m ask sandboxed-workloads
6.6.5 m ask token-mounts
# aks-1.0
2.1.1 m ask audit-logs
3.1.1 m mode kubelet-kubeconfig 644
3.1.2 m owner kubelet-kubeconfig root:root
3.1.3 m mode kubelet-config 644
3.1.4 m owner kubelet-config root:root
3.2.1 m set kubelet-anonymous-auth
3.2.2 m set kubelet-authorization-mode
3.2.3 m set kubelet-client-ca
3.2.4 m set kubelet-read-only-port
3.2.5 m set kubelet-idle-timeout
3.2.6 m set kubelet-protect-kernel-defaults
3.2.7 m set kubelet-iptables-chains
3.2.8 m set kubelet-hostname-override
3.2.9 m set kubelet-event-qps zero
3.2.10 m set kubelet-client-rotation
3.2.11 m set kubelet-server-rotation
4.1.1 m ask cluster-admin
4.1.2 m ask secret-access
4.1.3 m ask wildcards
4.1.4 m ask create-pods
4.1.5 m ask default-service-account
4.1.6 m ask token-mounts
4.2.1 m ask privileged-containers
4.2.2 m ask host-pid
4.2.3 m ask host-ipc
4.2.4 m ask host-network
4.2.5 m ask privilege-escalation
4.2.6 m ask root-containers
4.2.7 m ask net-raw
4.2.8 m ask added-capabilities
4.2.9 m ask capabilities
4.4.1 m ask cni-network-policies
4.4.2 m ask network-policies
4.5.1 m ask secrets-as-files
4.5.2 m ask external-secrets
4.6.1 m ask policy-mechanism
4.7.1 m ask namespaces
4.7.2 m ask security-contexts
4.7.3 m ask default-namespace
5.1.1 m ask image-scanning
5.1.2 m ask registry-users
5.1.3 m ask registry-read-only
5.1.4 m ask approved-registries
5.2.1 m ask workload-identity
5.3.1 m ask secrets-encryption
5.4.1 m ask endpoint-restricted
5.4.2 m ask endpoint-private
5.4.3 m ask private-nodes
5.4.4 m ask network-policy-enabled
5.4.5 m ask load-balancer-tls
5.5.1 m ask central-users
5.5.2 m ask central-users
5.6.1 m ask sandboxed-workloads
5.6.2 m ask sandboxed-workloads
# aks-1.7
2.1.1 m ask audit-logs
3.1.1 a mode kubelet-kubeconfig 644
3.1.2 a owner kubelet-kubeconfig root:root
3.1.3 a mode azure-json 644
3.1.4 a owner azure-json root:root
3.2.1 a set kubelet-anonymous-auth
3.2.2 a set kubelet-authorization-mode
3.2.3 a set kubelet-client-ca
3.2.4 a set kubelet-read-only-port
3.2.5 a set kubelet-idle-timeout
3.2.6 a set kubelet-iptables-chains
3.2.7 a set kubelet-event-qps zero
3.2.8 a set kubelet-client-rotation
3.2.9 a set kubelet-server-rotation
4.1.1 a ask cluster-admin
4.1.2 a ask secret-access
4.1.3 a ask wildcards
4.1.4 a ask create-pods
4.1.5 a ask default-service-account
4.1.6 a ask token-mounts
4.2.1 a ask privileged-containers
4.2.2 a ask host-pid
4.2.3 a ask host-ipc
4.2.4 a ask host-network
4.2.5 a ask privilege-escalation
4.4.1 m ask cni-network-policies
4.4.2 a ask network-policies
4.5.1 a ask secrets-as-files
4.5.2 m ask external-secrets
4.6.1 m ask namespaces
4.6.2 m ask security-contexts
4.6.3 a ask default-namespace
5.1.1 m ask image-scanning
5.1.2 m ask registry-users
5.1.3 m ask registry-read-only
5.1.4 m ask approved-registries
5.2.1 m ask workload-identity
5.3.1 m ask secrets-encryption
5.4.1 m ask endpoint-restricted
5.4.2 m ask endpoint-private
5.4.3 m ask private-nodes
5.4.4 m ask network-policy-enabled
5.4.5 m ask load-balancer-tls
5.5.1 m ask central-users
5.5.2 m ask central-users
# aks-1.8
2.1.1 m ask audit-logs
3.1.1 a mode kubelet-kubeconfig 644
3.1.2 a owner kubelet-kubeconfig root:root
3.1.3 a mode azure-json 644
3.1.4 a owner azure-json root:root
3.2.1 a set kubelet-anonymous-auth
3.2.2 a set kubelet-authorization-mode
3.2.3 a set kubelet-client-ca
3.2.4 a set kubelet-read-only-port
3.2.5 a set kubelet-idle-timeout
3.2.6 a set kubelet-iptables-chains
3.2.7 a set kubelet-event-qps zero
3.2.8 a set kubelet-client-rotation
3.2.9 a set kubelet-server-rotation
4.1.1 m ask cluster-admin
4.1.2 m ask secret-access
4.1.3 m ask wildcards
4.1.4 m ask create-pods
4.1.5 m ask default-service-account
4.1.6 m ask token-mounts
4.1.7 m ask escalation-rights
4.1.8 m ask create-volumes
4.1.9 m ask nodes-proxy
4.1.10 m ask certificate-approval
4.1.11 m ask webhook-configurations
4.1.12 m ask token-creation
4.2.1 m ask privileged-containers
4.2.2 m ask host-pid
4.2.3 m ask host-ipc
4.2.4 m ask host-network
4.2.5 m ask privilege-escalation
4.4.1 m ask cni-network-policies
4.4.2 a ask network-policies
4.5.1 a ask secrets-as-files
4.5.2 m ask external-secrets
4.6.1 m ask namespaces
4.6.2 m ask security-contexts
4.6.3 a ask default-namespace
5.1.1 m ask image-scanning
5.1.2 m ask registry-users
5.1.3 m ask registry-read-only
5.1.4 m ask approved-registries
5.2.1 m ask workload-identity
5.3.1 m ask secrets-encryption
5.4.1 m ask endpoint-restricted
5.4.2 m ask endpoint-private
5.4.3 m ask private-nodes
5.4.4 m ask network-policy-enabled
5.4.5 m ask load-balancer-tls
5.5.1 m ask central-users
5.5.2 m ask central-users
# cis-1.10
1.1.1 a mode api-server-manifest 600
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 m set api-server-external-ips
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 a set api-server-service-account-plugin
1.2.13 a set api-server-namespace-lifecycle
1.2.14 a set api-server-node-restriction
1.2.15 a set api-server-profiling
1.2.16 a set api-server-audit-log
1.2.17 a set api-server-audit-age
1.2.18 a set api-server-audit-backups
1.2.19 a set api-server-audit-size
1.2.20 m set api-server-request-timeout
1.2.21 a set api-server-service-account-lookup
1.2.22 a set api-server-service-account-key
1.2.23 a set api-server-etcd-certificate
1.2.24 a set api-server-certificate
1.2.25 a set api-server-client-ca
1.2.26 a set api-server-etcd-ca
1.2.27 m set api-server-encryption
1.2.28 m set api-server-encryption-providers
1.2.29 m set api-server-ciphers C2
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.1.2 m set user-service-account-tokens
3.1.3 m set user-bootstrap-tokens
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 600
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 600
4.1.8 m owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-iptables-chains
4.2.7 m set kubelet-hostname-override
4.2.8 m set kubelet-event-qps limited
4.2.9 m set kubelet-serving-certificate
4.2.10 a set kubelet-client-rotation
4.2.11 m set kubelet-server-rotation
4.2.12 m set kubelet-ciphers C1
4.2.13 m set kubelet-pod-pids
4.3.1 a set kube-proxy-metrics
5.1.1 a ask cluster-admin
5.1.2 a ask secret-access
5.1.3 a ask wildcards
5.1.4 a ask create-pods
5.1.5 a ask default-service-account
5.1.6 a ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.1.9 m ask create-volumes
5.1.10 m ask nodes-proxy
5.1.11 m ask certificate-approval
5.1.12 m ask webhook-configurations
5.1.13 m ask token-creation
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# cis-1.11
1.1.1 a mode api-server-manifest 600
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 644
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 m set api-server-external-ips
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 a set api-server-service-account-plugin
1.2.13 a set api-server-namespace-lifecycle
1.2.14 a set api-server-node-restriction
1.2.15 a set api-server-profiling
1.2.16 a set api-server-audit-log
1.2.17 a set api-server-audit-age
1.2.18 a set api-server-audit-backups
1.2.19 a set api-server-audit-size
1.2.20 m set api-server-request-timeout
1.2.21 a set api-server-service-account-lookup
1.2.22 a set api-server-service-account-key
1.2.23 a set api-server-etcd-certificate
1.2.24 a set api-server-certificate
1.2.25 a set api-server-client-ca
1.2.26 a set api-server-etcd-ca
1.2.27 m set api-server-encryption
1.2.28 m set api-server-encryption-providers
1.2.29 m set api-server-ciphers C2
1.2.30 a set api-server-token-extension
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.1.2 m set user-service-account-tokens
3.1.3 m set user-bootstrap-tokens
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 600
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 644
4.1.8 m owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-iptables-chains
4.2.7 m set kubelet-hostname-override
4.2.8 m set kubelet-event-qps limited
4.2.9 m set kubelet-serving-certificate
4.2.10 a set kubelet-client-rotation
4.2.11 m set kubelet-server-rotation
4.2.12 m set kubelet-ciphers C1
4.2.13 m set kubelet-pod-pids
4.2.14 m set kubelet-seccomp-default
4.2.15 m set kubelet-ip-address-deny
4.3.1 a set kube-proxy-metrics
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.1.9 m ask create-volumes
5.1.10 m ask nodes-proxy
5.1.11 m ask certificate-approval
5.1.12 m ask webhook-configurations
5.1.13 m ask token-creation
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.6.1 m ask namespaces
5.6.2 m ask seccomp-profiles
5.6.3 m ask security-contexts
5.6.4 m ask default-namespace
# cis-1.12
1.1.1 a mode api-server-manifest 600
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 644
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 m set api-server-external-ips
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 a set api-server-service-account-plugin
1.2.13 a set api-server-namespace-lifecycle
1.2.14 a set api-server-node-restriction
1.2.15 a set api-server-profiling
1.2.16 a set api-server-audit-log
1.2.17 a set api-server-audit-age
1.2.18 a set api-server-audit-backups
1.2.19 a set api-server-audit-size
1.2.20 m set api-server-request-timeout
1.2.21 a set api-server-service-account-lookup
1.2.22 a set api-server-service-account-key
1.2.23 a set api-server-etcd-certificate
1.2.24 a set api-server-certificate
1.2.25 a set api-server-client-ca
1.2.26 a set api-server-etcd-ca
1.2.27 m set api-server-encryption
1.2.28 m set api-server-encryption-providers
1.2.29 m set api-server-ciphers C3
1.2.30 a set api-server-token-extension
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.1.2 m set user-service-account-tokens
3.1.3 m set user-bootstrap-tokens
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 600
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 644
4.1.8 m owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-iptables-chains
4.2.7 m set kubelet-hostname-override
4.2.8 m set kubelet-event-qps limited
4.2.9 m set kubelet-serving-certificate
4.2.10 a set kubelet-client-rotation
4.2.11 m set kubelet-server-rotation
4.2.12 m set kubelet-ciphers C4
4.2.13 m set kubelet-pod-pids
4.2.14 m set kubelet-seccomp-default
4.3.1 a set kube-proxy-metrics
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.1.9 m ask create-volumes
5.1.10 m ask nodes-proxy
5.1.11 m ask certificate-approval
5.1.12 m ask webhook-configurations
5.1.13 m ask token-creation
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask capabilities
5.2.10 m ask host-process
5.2.11 m ask host-path
5.2.12 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.6.1 m ask namespaces
5.6.2 m ask seccomp-profiles
5.6.3 m ask security-contexts
5.6.4 m ask default-namespace
# cis-1.20
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 644
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 644
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 644
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 644
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 644
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 644
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 644
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 644
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-kubelet-https
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 m set api-server-security-context-deny
1.2.13 a set api-server-service-account-plugin
1.2.14 a set api-server-namespace-lifecycle
1.2.15 a set api-server-pod-security-policy
1.2.16 a set api-server-node-restriction
1.2.17 a set api-server-insecure-address
1.2.18 a set api-server-insecure-port
1.2.19 a set api-server-secure-port
1.2.20 a set api-server-profiling
1.2.21 a set api-server-audit-log
1.2.22 a set api-server-audit-age
1.2.23 a set api-server-audit-backups
1.2.24 a set api-server-audit-size
1.2.25 m set api-server-request-timeout
1.2.26 a set api-server-service-account-lookup
1.2.27 a set api-server-service-account-key
1.2.28 a set api-server-etcd-certificate
1.2.29 a set api-server-certificate
1.2.30 a set api-server-client-ca
1.2.31 a set api-server-etcd-ca
1.2.32 m set api-server-encryption
1.2.33 m set api-server-encryption-providers
1.2.34 m set api-server-ciphers C1
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 644
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 644
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 644
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 644
4.1.8 m owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 644
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 m set kubelet-hostname-override
4.2.9 m set kubelet-event-qps zero
4.2.10 m set kubelet-serving-certificate
4.2.11 a set kubelet-client-rotation
4.2.12 m set kubelet-server-rotation
4.2.13 m set kubelet-ciphers C1
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.2.1 m ask privileged-containers
5.2.2 m ask host-pid
5.2.3 m ask host-ipc
5.2.4 m ask host-network
5.2.5 m ask privilege-escalation
5.2.6 m ask root-containers
5.2.7 m ask net-raw
5.2.8 m ask added-capabilities
5.2.9 m ask capabilities
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# cis-1.23
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 644
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 644
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 644
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 644
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 644
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 644
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 644
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-external-ips allowed
1.2.4 a set api-server-kubelet-https
1.2.5 a set api-server-kubelet-client
1.2.6 a set api-server-kubelet-ca
1.2.7 a set api-server-always-allow
1.2.8 a set api-server-node-authorizer
1.2.9 a set api-server-rbac
1.2.10 m set api-server-event-rate-limit
1.2.11 a set api-server-always-admit
1.2.12 m set api-server-always-pull
1.2.13 m set api-server-security-context-deny
1.2.14 a set api-server-service-account-plugin
1.2.15 a set api-server-namespace-lifecycle
1.2.16 a set api-server-node-restriction
1.2.17 a set api-server-secure-port
1.2.18 a set api-server-profiling
1.2.19 a set api-server-audit-log
1.2.20 a set api-server-audit-age
1.2.21 a set api-server-audit-backups
1.2.22 a set api-server-audit-size
1.2.23 m set api-server-request-timeout
1.2.24 a set api-server-service-account-lookup
1.2.25 a set api-server-service-account-key
1.2.26 a set api-server-etcd-certificate
1.2.27 a set api-server-certificate
1.2.28 a set api-server-client-ca
1.2.29 a set api-server-etcd-ca
1.2.30 m set api-server-encryption
1.2.31 m set api-server-encryption-providers
1.2.32 m set api-server-ciphers C5
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 644
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 644
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 644
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 644
4.1.8 m owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 644
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 m set kubelet-hostname-override
4.2.9 m set kubelet-event-qps zero
4.2.10 m set kubelet-serving-certificate
4.2.11 a set kubelet-client-rotation
4.2.12 m set kubelet-server-rotation
4.2.13 m set kubelet-ciphers C1
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# cis-1.24
1.1.1 a mode api-server-manifest 600
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-external-ips allowed
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 m set api-server-security-context-deny
1.2.13 a set api-server-service-account-plugin
1.2.14 a set api-server-namespace-lifecycle
1.2.15 a set api-server-node-restriction
1.2.16 a set api-server-secure-port
1.2.17 a set api-server-profiling
1.2.18 a set api-server-audit-log
1.2.19 a set api-server-audit-age
1.2.20 a set api-server-audit-backups
1.2.21 a set api-server-audit-size
1.2.22 m set api-server-request-timeout
1.2.23 a set api-server-service-account-lookup
1.2.24 a set api-server-service-account-key
1.2.25 a set api-server-etcd-certificate
1.2.26 a set api-server-certificate
1.2.27 a set api-server-client-ca
1.2.28 a set api-server-etcd-ca
1.2.29 m set api-server-encryption
1.2.30 m set api-server-encryption-providers
1.2.31 m set api-server-ciphers C5
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 600
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 600
4.1.8 m owner kubelet-client-ca root:root
4.1.9 m mode kubelet-config 600
4.1.10 m owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 m set kubelet-hostname-override
4.2.9 m set kubelet-event-qps limited
4.2.10 m set kubelet-serving-certificate
4.2.11 a set kubelet-client-rotation
4.2.12 m set kubelet-server-rotation
4.2.13 m set kubelet-ciphers C1
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# cis-1.24-microk8s
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-external-ips allowed
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 m set api-server-security-context-deny
1.2.13 a set api-server-service-account-plugin
1.2.14 a set api-server-namespace-lifecycle
1.2.15 a set api-server-node-restriction
1.2.16 a set api-server-secure-port
1.2.17 a set api-server-profiling
1.2.18 a set api-server-audit-log
1.2.19 a set api-server-audit-age
1.2.20 a set api-server-audit-backups
1.2.21 a set api-server-audit-size
1.2.22 m set api-server-request-timeout
1.2.23 a set api-server-service-account-lookup
1.2.24 a set api-server-service-account-key
1.2.25 a set api-server-etcd-certificate
1.2.26 a set api-server-certificate
1.2.27 a set api-server-client-ca
1.2.28 a set api-server-etcd-ca
1.2.29 m set api-server-encryption
1.2.30 m set api-server-encryption-providers
1.2.31 m set api-server-ciphers C5
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 600
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 600
4.1.8 m owner kubelet-client-ca root:root
4.1.9 m mode kubelet-config 600
4.1.10 m owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 m set kubelet-hostname-override
4.2.9 m set kubelet-event-qps zero
4.2.10 m set kubelet-serving-certificate
4.2.11 a set kubelet-client-rotation
4.2.12 m set kubelet-server-rotation
4.2.13 m set kubelet-ciphers C1
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# cis-1.5
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 644
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 644
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 644
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 644
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 644
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 644
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 644
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 a mode pki-certificates 644
1.1.21 a mode pki-keys 600
1.2.1 a set api-server-anonymous-auth
1.2.2 a set api-server-basic-auth
1.2.3 a set api-server-token-file
1.2.4 a set api-server-kubelet-https
1.2.5 a set api-server-kubelet-client
1.2.6 a set api-server-kubelet-ca
1.2.7 a set api-server-always-allow
1.2.8 a set api-server-node-authorizer
1.2.9 a set api-server-rbac
1.2.10 a set api-server-event-rate-limit
1.2.11 a set api-server-always-admit
1.2.12 a set api-server-always-pull
1.2.13 a set api-server-security-context-deny
1.2.14 a set api-server-service-account-plugin
1.2.15 a set api-server-namespace-lifecycle
1.2.16 a set api-server-pod-security-policy
1.2.17 a set api-server-node-restriction
1.2.18 a set api-server-insecure-address
1.2.19 a set api-server-insecure-port
1.2.20 a set api-server-secure-port
1.2.21 a set api-server-profiling
1.2.22 a set api-server-audit-log
1.2.23 a set api-server-audit-age
1.2.24 a set api-server-audit-backups
1.2.25 a set api-server-audit-size
1.2.26 m set api-server-request-timeout
1.2.27 a set api-server-service-account-lookup
1.2.28 a set api-server-service-account-key
1.2.29 a set api-server-etcd-certificate
1.2.30 a set api-server-certificate
1.2.31 a set api-server-client-ca
1.2.32 a set api-server-etcd-ca
1.2.33 a set api-server-encryption
1.2.34 m set api-server-encryption-providers
1.2.35 a set api-server-ciphers C1
1.3.1 a set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 a set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 a set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 644
4.1.2 a owner kubelet-service root:root
4.1.3 a mode kube-proxy-kubeconfig 644
4.1.4 a owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 644
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 644
4.1.8 a owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 644
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 a set kubelet-read-only-port
4.2.5 a set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 a set kubelet-hostname-override
4.2.9 a set kubelet-event-qps zero
4.2.10 a set kubelet-serving-certificate
4.2.11 a set kubelet-client-rotation
4.2.12 a set kubelet-server-rotation
4.2.13 a set kubelet-ciphers C1
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.2.1 m ask privileged-containers
5.2.2 m ask host-pid
5.2.3 m ask host-ipc
5.2.4 m ask host-network
5.2.5 m ask privilege-escalation
5.2.6 m ask root-containers
5.2.7 m ask net-raw
5.2.8 m ask added-capabilities
5.2.9 m ask capabilities
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# cis-1.6
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 644
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 644
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 644
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 644
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 644
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 644
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 644
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 644
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-basic-auth
1.2.3 a set api-server-token-file
1.2.4 a set api-server-kubelet-https
1.2.5 a set api-server-kubelet-client
1.2.6 a set api-server-kubelet-ca
1.2.7 a set api-server-always-allow
1.2.8 a set api-server-node-authorizer
1.2.9 a set api-server-rbac
1.2.10 m set api-server-event-rate-limit
1.2.11 a set api-server-always-admit
1.2.12 m set api-server-always-pull
1.2.13 m set api-server-security-context-deny
1.2.14 a set api-server-service-account-plugin
1.2.15 a set api-server-namespace-lifecycle
1.2.16 a set api-server-pod-security-policy
1.2.17 a set api-server-node-restriction
1.2.18 a set api-server-insecure-address
1.2.19 a set api-server-insecure-port
1.2.20 a set api-server-secure-port
1.2.21 a set api-server-profiling
1.2.22 a set api-server-audit-log
1.2.23 a set api-server-audit-age
1.2.24 a set api-server-audit-backups
1.2.25 a set api-server-audit-size
1.2.26 m set api-server-request-timeout
1.2.27 a set api-server-service-account-lookup
1.2.28 a set api-server-service-account-key
1.2.29 a set api-server-etcd-certificate
1.2.30 a set api-server-certificate
1.2.31 a set api-server-client-ca
1.2.32 a set api-server-etcd-ca
1.2.33 m set api-server-encryption
1.2.34 m set api-server-encryption-providers
1.2.35 m set api-server-ciphers C1
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 644
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 644
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 644
4.1.6 m owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 644
4.1.8 m owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 644
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 m set kubelet-hostname-override
4.2.9 m set kubelet-event-qps zero
4.2.10 m set kubelet-serving-certificate
4.2.11 m set kubelet-client-rotation
4.2.12 m set kubelet-server-rotation
4.2.13 m set kubelet-ciphers C1
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.2.1 m ask privileged-containers
5.2.2 m ask host-pid
5.2.3 m ask host-ipc
5.2.4 m ask host-network
5.2.5 m ask privilege-escalation
5.2.6 m ask root-containers
5.2.7 m ask net-raw
5.2.8 m ask added-capabilities
5.2.9 m ask capabilities
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# cis-1.6-k3s
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 644
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 644
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 644
1.1.8 a owner etcd-manifest root:root
1.1.9 a mode cni 644
1.1.10 a owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 644
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 644
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 644
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 a mode pki-certificates 644
1.1.21 a mode pki-keys 600
1.2.1 a set api-server-anonymous-auth
1.2.2 a set api-server-basic-auth
1.2.3 a set api-server-token-file
1.2.4 a set api-server-kubelet-https
1.2.5 a set api-server-kubelet-client
1.2.6 a set api-server-kubelet-ca
1.2.7 a set api-server-always-allow
1.2.8 a set api-server-node-authorizer
1.2.9 a set api-server-rbac
1.2.10 m set api-server-event-rate-limit
1.2.11 a set api-server-always-admit
1.2.12 m set api-server-always-pull
1.2.13 m set api-server-security-context-deny
1.2.14 a set api-server-service-account-plugin
1.2.15 a set api-server-namespace-lifecycle
1.2.16 a set api-server-pod-security-policy
1.2.17 a set api-server-node-restriction
1.2.18 a set api-server-insecure-address
1.2.19 a set api-server-insecure-port
1.2.20 a set api-server-secure-port
1.2.21 a set api-server-profiling
1.2.22 a set api-server-audit-log
1.2.23 a set api-server-audit-age
1.2.24 a set api-server-audit-backups
1.2.25 a set api-server-audit-size
1.2.26 a set api-server-request-timeout
1.2.27 a set api-server-service-account-lookup
1.2.28 a set api-server-service-account-key
1.2.29 a set api-server-etcd-certificate
1.2.30 a set api-server-certificate
1.2.31 a set api-server-client-ca
1.2.32 a set api-server-etcd-ca
1.2.33 m set api-server-encryption
1.2.34 m set api-server-encryption-providers
1.2.35 m set api-server-ciphers C1
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 a set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 644
4.1.2 a owner kubelet-service root:root
4.1.3 a mode kube-proxy-kubeconfig 644
4.1.4 a owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 644
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 644
4.1.8 a owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 644
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 a set kubelet-read-only-port
4.2.5 a set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 a set kubelet-hostname-override
4.2.9 m set kubelet-event-qps zero
4.2.10 m set kubelet-serving-certificate
4.2.11 a set kubelet-client-rotation
4.2.12 a set kubelet-server-rotation
4.2.13 a set kubelet-ciphers
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.2.1 m ask privileged-containers
5.2.2 m ask host-pid
5.2.3 m ask host-ipc
5.2.4 m ask host-network
5.2.5 m ask privilege-escalation
5.2.6 m ask root-containers
5.2.7 m ask net-raw
5.2.8 m ask added-capabilities
5.2.9 m ask capabilities
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# cis-1.7
1.1.1 a mode api-server-manifest 600
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 m set api-server-external-ips
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 m set api-server-security-context-deny
1.2.13 a set api-server-service-account-plugin
1.2.14 a set api-server-namespace-lifecycle
1.2.15 a set api-server-node-restriction
1.2.16 m set api-server-secure-port
1.2.17 a set api-server-profiling
1.2.18 a set api-server-audit-log
1.2.19 a set api-server-audit-age
1.2.20 a set api-server-audit-backups
1.2.21 a set api-server-audit-size
1.2.22 m set api-server-request-timeout
1.2.23 a set api-server-service-account-lookup
1.2.24 a set api-server-service-account-key
1.2.25 a set api-server-etcd-certificate
1.2.26 a set api-server-certificate
1.2.27 a set api-server-client-ca
1.2.28 a set api-server-etcd-ca
1.2.29 m set api-server-encryption
1.2.30 m set api-server-encryption-providers
1.2.31 m set api-server-ciphers C5
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.1.2 m set user-service-account-tokens
3.1.3 m set user-bootstrap-tokens
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 600
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 600
4.1.8 m owner kubelet-client-ca root:root
4.1.9 m mode kubelet-config 600
4.1.10 m owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-iptables-chains
4.2.7 m set kubelet-hostname-override
4.2.8 m set kubelet-event-qps limited
4.2.9 m set kubelet-serving-certificate
4.2.10 a set kubelet-client-rotation
4.2.11 m set kubelet-server-rotation
4.2.12 m set kubelet-ciphers C1
4.2.13 m set kubelet-pod-pids
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.1.9 m ask create-volumes
5.1.10 m ask nodes-proxy
5.1.11 m ask certificate-approval
5.1.12 m ask webhook-configurations
5.1.13 m ask token-creation
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# cis-1.8
1.1.1 a mode api-server-manifest 600
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 m set api-server-external-ips
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 m set api-server-security-context-deny
1.2.13 a set api-server-service-account-plugin
1.2.14 a set api-server-namespace-lifecycle
1.2.15 a set api-server-node-restriction
1.2.16 a set api-server-profiling
1.2.17 a set api-server-audit-log
1.2.18 a set api-server-audit-age
1.2.19 a set api-server-audit-backups
1.2.20 a set api-server-audit-size
1.2.21 m set api-server-request-timeout
1.2.22 a set api-server-service-account-lookup
1.2.23 a set api-server-service-account-key
1.2.24 a set api-server-etcd-certificate
1.2.25 a set api-server-certificate
1.2.26 a set api-server-client-ca
1.2.27 a set api-server-etcd-ca
1.2.28 m set api-server-encryption
1.2.29 m set api-server-encryption-providers
1.2.30 m set api-server-ciphers C5
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.1.2 m set user-service-account-tokens
3.1.3 m set user-bootstrap-tokens
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 600
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 600
4.1.8 m owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-iptables-chains
4.2.7 m set kubelet-hostname-override
4.2.8 m set kubelet-event-qps limited
4.2.9 m set kubelet-serving-certificate
4.2.10 a set kubelet-client-rotation
4.2.11 m set kubelet-server-rotation
4.2.12 m set kubelet-ciphers C1
4.2.13 m set kubelet-pod-pids
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.1.9 m ask create-volumes
5.1.10 m ask nodes-proxy
5.1.11 m ask certificate-approval
5.1.12 m ask webhook-configurations
5.1.13 m ask token-creation
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# cis-1.9
1.1.1 a mode api-server-manifest 600
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 m set api-server-external-ips
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 a set api-server-service-account-plugin
1.2.13 a set api-server-namespace-lifecycle
1.2.14 a set api-server-node-restriction
1.2.15 a set api-server-profiling
1.2.16 a set api-server-audit-log
1.2.17 a set api-server-audit-age
1.2.18 a set api-server-audit-backups
1.2.19 a set api-server-audit-size
1.2.20 m set api-server-request-timeout
1.2.21 a set api-server-service-account-lookup
1.2.22 a set api-server-service-account-key
1.2.23 a set api-server-etcd-certificate
1.2.24 a set api-server-certificate
1.2.25 a set api-server-client-ca
1.2.26 a set api-server-etcd-ca
1.2.27 m set api-server-encryption
1.2.28 m set api-server-encryption-providers
1.2.29 m set api-server-ciphers C5
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.1.2 m set user-service-account-tokens
3.1.3 m set user-bootstrap-tokens
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 600
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 600
4.1.8 m owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-iptables-chains
4.2.7 m set kubelet-hostname-override
4.2.8 m set kubelet-event-qps limited
4.2.9 m set kubelet-serving-certificate
4.2.10 a set kubelet-client-rotation
4.2.11 m set kubelet-server-rotation
4.2.12 m set kubelet-ciphers C1
4.2.13 m set kubelet-pod-pids
4.3.1 a set kube-proxy-metrics
5.1.1 a ask cluster-admin
5.1.2 a ask secret-access
5.1.3 a ask wildcards
5.1.4 a ask create-pods
5.1.5 a ask default-service-account
5.1.6 a ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.1.9 m ask create-volumes
5.1.10 m ask nodes-proxy
5.1.11 m ask certificate-approval
5.1.12 m ask webhook-configurations
5.1.13 m ask token-creation
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# eks-1.0.1
2.1.1 m ask audit-logs
3.1.1 m mode kubelet-kubeconfig 644
3.1.2 m owner kubelet-kubeconfig root:root
3.1.3 m mode kubelet-config 644
3.1.4 m owner kubelet-config root:root
3.2.1 a set kubelet-anonymous-auth
3.2.2 a set kubelet-authorization-mode
3.2.3 m set kubelet-client-ca
3.2.4 m set kubelet-read-only-port
3.2.5 m set kubelet-idle-timeout
3.2.6 a set kubelet-protect-kernel-defaults
3.2.7 a set kubelet-iptables-chains
3.2.8 m set kubelet-hostname-override
3.2.9 a set kubelet-event-qps zero
3.2.10 m set kubelet-client-rotation
3.2.11 m set kubelet-server-rotation
4.1.1 m ask cluster-admin
4.1.2 m ask secret-access
4.1.3 m ask wildcards
4.1.4 m ask create-pods
4.1.5 m ask default-service-account
4.1.6 m ask token-mounts
4.2.1 m ask privileged-containers
4.2.2 m ask host-pid
4.2.3 m ask host-ipc
4.2.4 m ask host-network
4.2.5 m ask privilege-escalation
4.2.6 m ask root-containers
4.2.7 m ask net-raw
4.2.8 m ask added-capabilities
4.2.9 m ask capabilities
4.3.1 m ask cni-network-policies
4.3.2 m ask network-policies
4.4.1 m ask secrets-as-files
4.4.2 m ask external-secrets
4.5.1 m ask image-provenance
4.6.1 m ask namespaces
4.6.2 m ask security-contexts
4.6.3 m ask default-namespace
5.1.1 m ask image-scanning
5.1.2 m ask registry-users
5.1.3 m ask registry-read-only
5.1.4 m ask approved-registries
5.2.1 m ask workload-identity
5.3.1 m ask secrets-encryption
5.4.1 m ask endpoint-restricted
5.4.2 m ask endpoint-private
5.4.3 m ask private-nodes
5.4.4 m ask network-policy-enabled
5.4.5 m ask load-balancer-tls
5.5.1 m ask central-users
5.6.1 m ask sandboxed-workloads
# eks-1.1.0
2.1.1 m ask audit-logs
3.1.1 m mode kubelet-kubeconfig 644
3.1.2 m owner kubelet-kubeconfig root:root
3.1.3 m mode kubelet-config 644
3.1.4 m owner kubelet-config root:root
3.2.1 a set kubelet-anonymous-auth
3.2.2 a set kubelet-authorization-mode
3.2.3 m set kubelet-client-ca
3.2.4 m set kubelet-read-only-port
3.2.5 m set kubelet-idle-timeout
3.2.6 a set kubelet-protect-kernel-defaults
3.2.7 a set kubelet-iptables-chains
3.2.8 m set kubelet-hostname-override
3.2.9 a set kubelet-event-qps zero
3.2.10 m set kubelet-client-rotation
3.2.11 m set kubelet-server-rotation
3.3.1 m set container-optimized-os
4.1.1 m ask cluster-admin
4.1.2 m ask secret-access
4.1.3 m ask wildcards
4.1.4 m ask create-pods
4.1.5 m ask default-service-account
4.1.6 m ask token-mounts
4.2.1 m ask privileged-containers
4.2.2 m ask host-pid
4.2.3 m ask host-ipc
4.2.4 m ask host-network
4.2.5 m ask privilege-escalation
4.2.6 m ask root-containers
4.2.7 m ask net-raw
4.2.8 m ask added-capabilities
4.2.9 m ask capabilities
4.3.1 m ask cni-network-policies
4.3.2 m ask network-policies
4.4.1 m ask secrets-as-files
4.4.2 m ask external-secrets
4.6.1 m ask namespaces
4.6.2 m ask security-contexts
4.6.3 m ask default-namespace
5.1.1 m ask image-scanning
5.1.2 m ask registry-users
5.1.3 m ask registry-read-only
5.1.4 m ask approved-registries
5.2.1 m ask workload-identity
5.3.1 m ask secrets-encryption
5.4.1 m ask endpoint-restricted
5.4.2 m ask endpoint-private
5.4.3 m ask private-nodes
5.4.4 m ask network-policy-enabled
5.4.5 m ask load-balancer-tls
5.5.1 m ask central-users
5.6.1 m ask sandboxed-workloads
# eks-1.2.0
2.1.1 m ask audit-logs
3.1.1 m mode kubelet-kubeconfig 644
3.1.2 m owner kubelet-kubeconfig root:root
3.1.3 m mode kubelet-config 644
3.1.4 m owner kubelet-config root:root
3.2.1 a set kubelet-anonymous-auth
3.2.2 a set kubelet-authorization-mode
3.2.3 m set kubelet-client-ca
3.2.4 m set kubelet-read-only-port
3.2.5 a set kubelet-idle-timeout
3.2.6 a set kubelet-protect-kernel-defaults
3.2.7 a set kubelet-iptables-chains
3.2.8 m set kubelet-hostname-override
3.2.9 a set kubelet-event-qps limited
3.2.10 m set kubelet-client-rotation
3.2.11 m set kubelet-server-rotation
3.3.1 m set container-optimized-os
4.1.1 m ask cluster-admin
4.1.2 m ask secret-access
4.1.3 m ask wildcards
4.1.4 m ask create-pods
4.1.5 m ask default-service-account
4.1.6 m ask token-mounts
4.1.7 m ask system-masters
4.1.8 m ask escalation-rights
4.2.1 m ask privileged-containers
4.2.2 m ask host-pid
4.2.3 m ask host-ipc
4.2.4 m ask host-network
4.2.5 m ask privilege-escalation
4.2.6 m ask root-containers
4.2.7 m ask added-capabilities
4.2.8 m ask capabilities
4.3.1 m ask cni-network-policies
4.3.2 m ask network-policies
4.4.1 m ask secrets-as-files
4.4.2 m ask external-secrets
4.6.1 m ask namespaces
4.6.2 m ask security-contexts
4.6.3 m ask default-namespace
5.1.1 m ask image-scanning
5.1.2 m ask registry-users
5.1.3 m ask registry-read-only
5.1.4 m ask approved-registries
5.2.1 m ask workload-identity
5.3.1 m ask secrets-encryption
5.4.1 m ask endpoint-restricted
5.4.2 m ask endpoint-private
5.4.3 m ask private-nodes
5.4.4 m ask network-policy-enabled
5.4.5 m ask load-balancer-tls
5.5.1 m ask central-users
5.6.1 m ask sandboxed-workloads
# eks-1.5.0
2.1.1 a ask audit-logs
3.1.1 a mode kubelet-kubeconfig 644
3.1.2 a owner kubelet-kubeconfig root:root
3.1.3 a mode kubelet-config 644
3.1.4 a owner kubelet-config root:root
3.2.1 a set kubelet-anonymous-auth
3.2.2 a set kubelet-authorization-mode
3.2.3 a set kubelet-client-ca
3.2.4 a set kubelet-read-only-port
3.2.5 a set kubelet-idle-timeout
3.2.6 a set kubelet-iptables-chains
3.2.7 a set kubelet-event-qps limited
3.2.8 a set kubelet-client-rotation
3.2.9 a set kubelet-server-rotation
4.1.1 m ask cluster-admin
4.1.2 m ask secret-access
4.1.3 m ask wildcards
4.1.4 m ask create-pods
4.1.5 m ask default-service-account
4.1.6 m ask token-mounts
4.1.7 m ask system-masters
4.1.8 m ask escalation-rights
4.2.1 m ask privileged-containers
4.2.2 m ask host-pid
4.2.3 m ask host-ipc
4.2.4 m ask host-network
4.2.5 m ask privilege-escalation
4.3.1 m ask cni-network-policies
4.3.2 m ask network-policies
4.4.1 m ask secrets-as-files
4.4.2 m ask external-secrets
4.5.1 m ask namespaces
4.5.2 m ask security-contexts
4.5.3 m ask default-namespace
5.1.1 m ask image-scanning
5.1.2 m ask registry-users
5.1.3 m ask registry-read-only
5.1.4 m ask approved-registries
5.2.1 m ask workload-identity
5.3.1 m ask secrets-encryption
5.4.1 m ask endpoint-restricted
5.4.2 m ask endpoint-private
5.4.3 m ask private-nodes
5.4.4 m ask network-policy-enabled
5.4.5 m ask load-balancer-tls
5.5.1 m ask central-users
# eks-1.7.0
2.1.1 m ask audit-logs
2.1.2 m ask audit-logs
3.1.1 a mode kubelet-kubeconfig 644
3.1.2 a owner kubelet-kubeconfig root:root
3.1.3 a mode kubelet-config 644
3.1.4 a owner kubelet-config root:root
3.2.1 a set kubelet-anonymous-auth
3.2.2 a set kubelet-authorization-mode
3.2.3 a set kubelet-client-ca
3.2.4 a set kubelet-read-only-port
3.2.5 a set kubelet-idle-timeout
3.2.6 a set kubelet-iptables-chains
3.2.7 a set kubelet-event-qps limited
3.2.8 a set kubelet-client-rotation
3.2.9 a set kubelet-server-rotation
4.1.1 a ask cluster-admin
4.1.2 a ask secret-access
4.1.3 a ask wildcards
4.1.4 a ask create-pods
4.1.5 a ask default-service-account
4.1.6 a ask token-mounts
4.1.7 m ask central-users
4.1.8 m ask escalation-rights
4.2.1 a ask privileged-containers
4.2.2 a ask host-pid
4.2.3 a ask host-ipc
4.2.4 a ask host-network
4.2.5 a ask privilege-escalation
4.3.1 m ask cni-network-policies
4.3.2 a ask network-policies
4.4.1 a ask secrets-as-files
4.4.2 m ask external-secrets
4.5.1 m ask namespaces
4.5.2 a ask default-namespace
5.1.1 m ask image-scanning
5.1.2 m ask registry-users
5.1.3 m ask registry-read-only
5.1.4 m ask approved-registries
5.2.1 m ask workload-identity
5.3.1 m ask secrets-encryption
5.4.1 m ask endpoint-restricted
5.4.2 m ask endpoint-private
5.4.3 m ask private-nodes
5.4.4 m ask network-policy-enabled
5.4.5 m ask load-balancer-tls
5.5.1 m ask central-users
# eks-1.8.0
2.1.1 m ask audit-logs
2.1.2 m ask audit-logs
3.1.1 a mode kubelet-kubeconfig 644
3.1.2 a owner kubelet-kubeconfig root:root
3.1.3 a mode kubelet-config 644
3.1.4 a owner kubelet-config root:root
3.2.1 a set kubelet-anonymous-auth
3.2.2 a set kubelet-authorization-mode
3.2.3 a set kubelet-client-ca
3.2.4 a set kubelet-read-only-port
3.2.5 a set kubelet-idle-timeout
3.2.6 a set kubelet-iptables-chains
3.2.7 a set kubelet-event-qps limited
3.2.8 a set kubelet-client-rotation
3.2.9 a set kubelet-server-rotation
4.1.1 a ask cluster-admin
4.1.2 a ask secret-access
4.1.3 a ask wildcards
4.1.4 a ask create-pods
4.1.5 a ask default-service-account
4.1.6 a ask token-mounts
4.1.7 m ask central-users
4.1.8 m ask escalation-rights
4.1.9 m ask create-volumes
4.1.10 m ask nodes-proxy
4.1.11 m ask webhook-configurations
4.1.12 m ask token-creation
4.2.1 a ask privileged-containers
4.2.2 a ask host-pid
4.2.3 a ask host-ipc
4.2.4 a ask host-network
4.2.5 a ask privilege-escalation
4.3.1 m ask cni-network-policies
4.3.2 a ask network-policies
4.4.1 a ask secrets-as-files
4.4.2 m ask external-secrets
4.5.1 m ask namespaces
4.5.2 a ask default-namespace
5.1.1 m ask image-scanning
5.1.2 m ask registry-users
5.1.3 m ask registry-read-only
5.1.4 m ask approved-registries
5.2.1 m ask workload-identity
5.3.1 m ask secrets-encryption
5.4.1 m ask endpoint-restricted
5.4.2 m ask endpoint-private
5.4.3 m ask private-nodes
5.4.4 m ask network-policy-enabled
5.4.5 m ask load-balancer-tls
5.5.1 m ask central-users
# eks-stig-kubernetes-v1r6
V-242390 a set api-server-anonymous-auth
V-242400 a set kubelet-all-alpha
V-242381 m set controller-manager-service-account-credentials
V-242402 m ask audit-logs
V-242403 m ask audit-logs
V-242461 m ask audit-logs
V-242462 m ask audit-logs
V-242463 m ask audit-logs
V-242464 m ask audit-logs
V-242465 m ask audit-logs
V-242443 m ask automatic-upgrades
V-242387 m set kubelet-read-only-port
V-242391 a set kubelet-anonymous-auth
V-242392 a set kubelet-authorization-mode
V-242397 a set kubelet-static-pods
V-242415 m ask secrets-as-files
V-242434 a set kubelet-protect-kernel-defaults
V-242435 a set kubelet-authorization-mode
V-242393 a set sshd-running
V-242394 a set sshd-enabled
V-242395 m ask dashboard
V-242398 a set kubelet-dynamic-auditing
V-242399 a set kubelet-dynamic-config
V-242404 a set kubelet-hostname-override
V-242406 a owner kubelet-config root:root
V-242407 a mode kubelet-config 644
V-242414 m ask host-ports
V-242442 m ask automatic-upgrades
V-242396 m other
V-242381 m other
V-242383 m ask default-namespace
V-242417 m ask namespaces
V-242386 a ask provider
V-242388 a ask provider
V-242436 m ask policy-mechanism
V-245542 a ask basic-authentication
V-242376 a ask provider
V-242377 a ask provider
V-242378 a ask provider
V-242379 a ask sandboxed-workloads
V-242380 a ask sandboxed-workloads
V-242382 a ask provider
V-242384 a ask provider
V-242385 a ask provider
V-242389 a ask provider
V-242401 a ask provider
V-242402 a ask audit-logs
V-242403 a ask audit-logs
V-242405 a owner api-server-manifest root:root
V-242408 a ask provider
V-242409 a ask provider
V-242410 a ask provider
V-242411 a ask provider
V-242412 a ask provider
V-242413 a ask provider
V-242418 a ask provider
V-242419 a ask provider
V-242420 a ask provider
V-242421 a ask provider
V-242422 a ask provider
V-242423 a ask provider
V-242424 a ask provider
V-242425 a ask provider
V-242426 a ask provider
V-242427 a ask provider
V-242428 a ask provider
V-242429 a ask provider
V-242430 a ask provider
V-242431 a ask provider
V-242432 a ask provider
V-242433 a ask provider
V-242438 a ask provider
V-242444 a ask provider
V-242445 a ask provider
V-242446 a ask provider
V-242447 a mode kube-proxy-kubeconfig 644
V-242448 a owner kube-proxy-kubeconfig root:root
V-242449 a mode kubelet-client-ca 644
V-242450 a owner kubelet-client-ca root:root
V-242451 a owner pki root:root
V-242452 a mode kubelet-config 644
V-242453 a owner kubelet-config root:root
V-242454 a ask provider
V-242455 a ask provider
V-242456 a mode kubelet-config 644
V-242457 a owner kubelet-config root:root
V-242458 a ask provider
V-242459 a ask provider
V-242460 a mode admin-kubeconfig 644
V-242466 a mode pki-certificates 644
V-242467 a mode pki-keys 600
V-242468 a ask provider
V-245541 a ask provider
V-245543 a ask provider
V-245544 a ask provider
# gke-1.0
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 644
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 644
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 644
1.1.8 a owner etcd-manifest root:root
1.1.9 a mode cni 644
1.1.10 a owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 644
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 644
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 644
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 a mode pki-certificates 644
1.1.21 a mode pki-keys 600
1.2.1 a set api-server-anonymous-auth
1.2.2 a set api-server-basic-auth
1.2.3 a set api-server-token-file
1.2.4 a set api-server-kubelet-https
1.2.5 a set api-server-kubelet-client
1.2.6 a set api-server-kubelet-ca
1.2.7 a set api-server-always-allow
1.2.8 a set api-server-node-authorizer
1.2.9 a set api-server-rbac
1.2.10 a set api-server-event-rate-limit
1.2.11 a set api-server-always-admit
1.2.12 a set api-server-always-pull
1.2.13 a set api-server-security-context-deny
1.2.14 a set api-server-service-account-plugin
1.2.15 a set api-server-namespace-lifecycle
1.2.16 a set api-server-pod-security-policy
1.2.17 a set api-server-node-restriction
1.2.18 a set api-server-insecure-address
1.2.19 a set api-server-insecure-port
1.2.20 a set api-server-secure-port
1.2.21 a set api-server-profiling
1.2.22 a set api-server-audit-log
1.2.23 a set api-server-audit-age
1.2.24 a set api-server-audit-backups
1.2.25 a set api-server-audit-size
1.2.26 a set api-server-request-timeout
1.2.27 a set api-server-service-account-lookup
1.2.28 a set api-server-service-account-key
1.2.29 a set api-server-etcd-certificate
1.2.30 a set api-server-certificate
1.2.31 a set api-server-client-ca
1.2.32 a set api-server-etcd-ca
1.2.33 a set api-server-encryption
1.2.34 a set api-server-encryption-providers
1.2.35 a set api-server-ciphers
1.3.1 a set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 a set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 a set audit-policy
3.2.2 a set audit-policy-scope
4.1.1 a mode kubelet-service 644
4.1.2 a owner kubelet-service root:root
4.1.3 a mode kube-proxy-kubeconfig 644
4.1.4 a owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 644
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 644
4.1.8 a owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 644
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 a set kubelet-read-only-port
4.2.5 a set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 a set kubelet-hostname-override
4.2.9 a set kubelet-event-qps limited
4.2.10 a set kubelet-serving-certificate
4.2.11 a set kubelet-client-rotation
4.2.12 a set kubelet-server-rotation
4.2.13 a set kubelet-ciphers
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.2.1 m ask privileged-containers
5.2.2 m ask host-pid
5.2.3 m ask host-ipc
5.2.4 m ask host-network
5.2.5 m ask privilege-escalation
5.2.6 m ask root-containers
5.2.7 m ask net-raw
5.2.8 m ask added-capabilities
5.2.9 m ask capabilities
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.6.1 m ask namespaces
5.6.2 m ask seccomp-profiles
5.6.3 m ask security-contexts
5.6.4 m ask default-namespace
6.1.1 m ask image-scanning
6.1.2 m ask registry-users
6.1.3 m ask registry-read-only
6.1.4 m ask approved-registries
6.2.1 m ask workload-identity
6.2.2 m ask workload-identity
6.3.1 m ask secrets-encryption
6.4.1 m ask metadata-server
6.4.2 m ask metadata-server
6.5.1 m ask container-optimized-os
6.5.2 m ask node-auto-repair
6.5.3 m ask automatic-upgrades
6.5.4 m ask automatic-upgrades
6.5.5 m ask shielded-nodes
6.5.6 m ask shielded-nodes
6.5.7 m ask shielded-nodes
6.6.1 m ask logging
6.6.2 m ask vpc-native
6.6.3 m ask endpoint-restricted
6.6.4 m ask endpoint-private
6.6.5 m ask private-nodes
6.6.6 m ask node-firewall
6.6.7 m ask network-policy-enabled
6.6.8 m ask load-balancer-tls
6.7.1 m ask logging
6.7.2 m ask logging
6.8.1 m ask basic-authentication
6.8.2 m ask user-certificates
6.8.3 m ask central-users
6.8.4 m ask legacy-authorization
6.9.1 m ask disk-encryption
6.10.1 m ask dashboard
6.10.2 m ask alpha-clusters
6.10.3 m ask pod-security-baseline
6.10.4 m ask sandboxed-workloads
6.10.5 m ask image-provenance
6.10.6 m ask posture-service
# gke-1.2.0
2.1.1 m set user-certificates
2.2.1 m set audit-policy
2.2.2 m set audit-policy-scope
3.1.1 m mode kube-proxy-kubeconfig 644
3.1.2 m owner kube-proxy-kubeconfig root:root
3.1.3 m mode kubelet-config 644
3.1.4 m owner kubelet-config root:root
3.2.1 a set kubelet-anonymous-auth
3.2.2 a set kubelet-authorization-mode
3.2.3 a set kubelet-client-ca
3.2.4 m set kubelet-read-only-port
3.2.5 a set kubelet-idle-timeout
3.2.6 m set kubelet-protect-kernel-defaults
3.2.7 a set kubelet-iptables-chains
3.2.8 m set kubelet-hostname-override
3.2.9 a set kubelet-event-qps zero
3.2.10 m set kubelet-serving-certificate
3.2.11 m set kubelet-client-rotation
3.2.12 a set kubelet-server-rotation
4.1.1 m ask cluster-admin
4.1.2 m ask secret-access
4.1.3 m ask wildcards
4.1.4 m ask create-pods
4.1.5 m ask default-service-account
4.1.6 m ask token-mounts
4.2.1 m ask privileged-containers
4.2.2 m ask host-pid
4.2.3 m ask host-ipc
4.2.4 m ask host-network
4.2.5 m ask privilege-escalation
4.2.6 m ask root-containers
4.2.7 m ask net-raw
4.2.8 m ask added-capabilities
4.2.9 m ask capabilities
4.3.1 m ask cni-network-policies
4.3.2 m ask network-policies
4.4.1 m ask secrets-as-files
4.4.2 m ask external-secrets
4.5.1 m ask image-provenance
4.6.1 m ask namespaces
4.6.2 m ask seccomp-profiles
4.6.3 m ask security-contexts
4.6.4 m ask default-namespace
5.1.1 m ask image-scanning
5.1.2 m ask registry-users
5.1.3 m ask registry-read-only
5.1.4 m ask approved-registries
5.2.1 m ask workload-identity
5.2.2 m ask workload-identity
5.3.1 m ask secrets-encryption
5.4.1 m ask metadata-server
5.4.2 m ask metadata-server
5.5.1 m ask container-optimized-os
5.5.2 m ask node-auto-repair
5.5.3 m ask automatic-upgrades
5.5.4 m ask automatic-upgrades
5.5.5 m ask shielded-nodes
5.5.6 m ask shielded-nodes
5.5.7 m ask shielded-nodes
5.6.1 m ask logging
5.6.2 m ask vpc-native
5.6.3 m ask endpoint-restricted
5.6.4 m ask endpoint-private
5.6.5 m ask private-nodes
5.6.6 m ask node-firewall
5.6.7 m ask network-policy-enabled
5.6.8 m ask load-balancer-tls
5.7.1 m ask logging
5.7.2 m ask logging
5.8.1 m ask basic-authentication
5.8.2 m ask user-certificates
5.8.3 m ask central-users
5.8.4 m ask legacy-authorization
5.9.1 m ask disk-encryption
5.10.1 m ask dashboard
5.10.2 m ask alpha-clusters
5.10.3 m ask pod-security-baseline
5.10.4 m ask sandboxed-workloads
5.10.5 m ask image-provenance
5.10.6 m ask posture-service
# gke-1.6.0
2.1.1 m set user-certificates
3.1.1 m mode kube-proxy-kubeconfig 644
3.1.2 m owner kube-proxy-kubeconfig root:root
3.1.3 m mode kubelet-config 600
3.1.4 m owner kubelet-config root:root
3.2.1 a set kubelet-anonymous-auth
3.2.2 a set kubelet-authorization-mode
3.2.3 a set kubelet-client-ca
3.2.4 a set kubelet-read-only-port
3.2.5 a set kubelet-idle-timeout
3.2.6 a set kubelet-iptables-chains
3.2.7 a set kubelet-event-qps zero
3.2.8 a set kubelet-client-rotation
3.2.9 a set kubelet-server-rotation
4.1.1 m ask cluster-admin
4.1.2 m ask secret-access
4.1.3 m ask wildcards
4.1.4 m ask default-service-account
4.1.5 m ask token-mounts
4.1.6 m ask system-masters
4.1.7 m ask escalation-rights
4.1.8 m ask anonymous-bindings
4.1.9 m ask unauthenticated-bindings
4.1.10 m ask authenticated-bindings
4.2.1 m ask pod-security-baseline
4.3.1 m ask cni-network-policies
4.3.2 m ask network-policies
4.4.1 m ask secrets-as-files
4.4.2 m ask external-secrets
4.5.1 m ask image-provenance
4.6.1 m ask namespaces
4.6.2 m ask seccomp-profiles
4.6.3 m ask security-contexts
4.6.4 m ask default-namespace
5.1.1 m ask image-scanning
5.1.2 m ask registry-users
5.1.3 m ask registry-read-only
5.1.4 m ask image-provenance
5.2.1 m ask workload-identity
5.2.2 m ask workload-identity
5.3.1 m ask secrets-encryption
5.4.1 m ask metadata-server
5.5.1 m ask container-optimized-os
5.5.2 m ask node-auto-repair
5.5.3 m ask automatic-upgrades
5.5.4 m ask automatic-upgrades
5.5.5 m ask shielded-nodes
5.5.6 m ask shielded-nodes
5.5.7 m ask shielded-nodes
5.6.1 m ask logging
5.6.2 m ask vpc-native
5.6.3 m ask endpoint-restricted
5.6.4 m ask endpoint-private
5.6.5 m ask private-nodes
5.6.6 m ask node-firewall
5.6.7 m ask load-balancer-tls
5.7.1 m ask logging
5.7.2 m ask logging
5.8.1 m ask user-certificates
5.8.2 m ask central-users
5.8.3 m ask legacy-authorization
5.9.1 m ask disk-encryption
5.9.2 m ask disk-encryption
5.10.1 m ask dashboard
5.10.2 m ask alpha-clusters
5.10.3 m ask sandboxed-workloads
5.10.4 m ask image-provenance
5.10.5 m ask posture-service
# gke-1.8.0
3.1.1 a mode kubelet-kubeconfig 644
3.1.2 a owner kubelet-kubeconfig root:root
3.1.3 a mode kubelet-config 644
3.1.4 a owner kubelet-config root:root
4.1.1 a ask cluster-admin
4.1.2 a ask secret-access
4.1.3 a ask wildcards
4.1.4 a ask default-service-account
4.1.5 a ask token-mounts
4.1.6 a ask system-masters
4.1.7 m ask escalation-rights
4.1.8 a ask anonymous-bindings
4.1.9 a ask unauthenticated-bindings
4.1.10 a ask authenticated-bindings
4.2.1 m ask pod-security-baseline
4.3.1 m ask cni-network-policies
4.3.2 a ask network-policies
4.4.1 a ask secrets-as-files
4.4.2 m ask external-secrets
4.5.1 m ask image-provenance
4.6.1 m ask namespaces
4.6.2 m ask seccomp-profiles
4.6.3 m ask security-contexts
4.6.4 a ask default-namespace
5.1.1 m ask image-scanning
5.1.2 m ask registry-users
5.1.3 m ask registry-read-only
5.1.4 m ask image-provenance
5.2.1 m ask workload-identity
5.2.2 m ask workload-identity
5.3.1 m ask secrets-encryption
5.4.1 m ask metadata-server
5.5.1 m ask container-optimized-os
5.5.2 m ask node-auto-repair
5.5.3 m ask automatic-upgrades
5.5.4 m ask automatic-upgrades
5.5.5 m ask shielded-nodes
5.5.6 m ask shielded-nodes
5.5.7 m ask shielded-nodes
5.6.1 m ask logging
5.6.2 m ask vpc-native
5.6.3 m ask endpoint-restricted
5.6.4 m ask endpoint-private
5.6.5 m ask private-nodes
5.6.6 m ask node-firewall
5.6.7 a ask load-balancer-tls
5.7.1 m ask logging
5.7.2 m ask logging
5.8.1 m ask user-certificates
5.8.2 m ask central-users
5.8.3 m ask legacy-authorization
5.9.1 m ask disk-encryption
5.9.2 m ask disk-encryption
5.10.1 m ask dashboard
5.10.2 m ask alpha-clusters
5.10.3 m ask sandboxed-workloads
5.10.5 m ask posture-service
# gke-1.9.0
3.1.1 a mode kubelet-kubeconfig 644
3.1.2 a owner kubelet-kubeconfig root:root
3.1.3 a mode kubelet-config 644
3.1.4 a owner kubelet-config root:root
4.1.1 m ask cluster-admin
4.1.2 m ask secret-access
4.1.3 m ask wildcards
4.1.4 a ask default-service-account
4.1.5 m ask token-mounts
4.1.6 a ask system-masters
4.1.7 m ask escalation-rights
4.1.8 a ask anonymous-bindings
4.1.9 a ask unauthenticated-bindings
4.1.10 a ask authenticated-bindings
4.2.1 m ask pod-security-baseline
4.3.1 m ask cni-network-policies
4.3.2 a ask network-policies
4.4.1 a ask secrets-as-files
4.4.2 m ask external-secrets
4.5.1 m ask image-provenance
4.6.1 m ask namespaces
4.6.2 m ask seccomp-profiles
4.6.3 m ask security-contexts
4.6.4 m ask default-namespace
5.1.1 a ask image-scanning
5.1.2 m ask registry-users
5.1.3 m ask registry-read-only
5.1.4 m ask image-provenance
5.2.1 a ask workload-identity
5.2.2 m ask workload-identity
5.3.1 m ask secrets-encryption
5.4.1 m ask metadata-server
5.5.1 m ask container-optimized-os
5.5.2 m ask node-auto-repair
5.5.3 m ask automatic-upgrades
5.5.4 m ask automatic-upgrades
5.5.5 m ask shielded-nodes
5.5.6 m ask shielded-nodes
5.5.7 m ask shielded-nodes
5.6.1 m ask logging
5.6.2 m ask vpc-native
5.6.3 m ask endpoint-restricted
5.6.4 m ask endpoint-private
5.6.5 m ask private-nodes
5.6.6 m ask node-firewall
5.6.7 a ask load-balancer-tls
5.7.1 m ask logging
5.7.2 m ask logging
5.8.1 m ask user-certificates
5.8.2 m ask central-users
5.8.3 m ask legacy-authorization
5.9.1 m ask disk-encryption
5.9.2 m ask disk-encryption
5.10.1 m ask dashboard
5.10.2 m ask alpha-clusters
5.10.3 m ask sandboxed-workloads
5.10.4 m ask posture-service
# k3s-cis-1.23
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 644
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 644
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 644
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 644
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 644
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 644
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 644
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-external-ips allowed
1.2.4 a set api-server-kubelet-https
1.2.5 a set api-server-kubelet-client
1.2.6 a set api-server-kubelet-ca
1.2.7 a set api-server-always-allow
1.2.8 a set api-server-node-authorizer
1.2.9 a set api-server-rbac
1.2.10 m set api-server-event-rate-limit
1.2.11 a set api-server-always-admit
1.2.12 m set api-server-always-pull
1.2.13 m set api-server-security-context-deny
1.2.14 a set api-server-service-account-plugin
1.2.15 a set api-server-namespace-lifecycle
1.2.16 a set api-server-node-restriction
1.2.17 a set api-server-secure-port
1.2.18 a set api-server-profiling
1.2.19 a set api-server-audit-log
1.2.20 a set api-server-audit-age
1.2.21 a set api-server-audit-backups
1.2.22 a set api-server-audit-size
1.2.23 a set api-server-request-timeout
1.2.24 a set api-server-service-account-lookup
1.2.25 a set api-server-service-account-key
1.2.26 a set api-server-etcd-certificate
1.2.27 a set api-server-certificate
1.2.28 a set api-server-client-ca
1.2.29 a set api-server-etcd-ca
1.2.30 m set api-server-encryption
1.2.31 m set api-server-encryption-providers
1.2.32 m set api-server-ciphers C5
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 644
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 644
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 644
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 644
4.1.8 m owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 644
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 m set kubelet-hostname-override
4.2.9 m set kubelet-event-qps zero
4.2.10 m set kubelet-serving-certificate
4.2.11 a set kubelet-client-rotation
4.2.12 m set kubelet-server-rotation
4.2.13 m set kubelet-ciphers C1
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# k3s-cis-1.24
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 a mode cni 600
1.1.10 a owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 a mode pki-keys 600
1.2.1 a set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-external-ips allowed
1.2.4 a set api-server-kubelet-https
1.2.5 a set api-server-kubelet-client
1.2.6 a set api-server-kubelet-ca
1.2.7 a set api-server-always-allow
1.2.8 a set api-server-node-authorizer
1.2.9 a set api-server-rbac
1.2.10 m set api-server-event-rate-limit
1.2.11 a set api-server-always-admit
1.2.12 m set api-server-always-pull
1.2.13 m set api-server-security-context-deny
1.2.14 a set api-server-service-account-plugin
1.2.15 a set api-server-namespace-lifecycle
1.2.16 a set api-server-node-restriction
1.2.17 a set api-server-secure-port
1.2.18 a set api-server-profiling
1.2.19 m set api-server-audit-log
1.2.20 m set api-server-audit-age
1.2.21 m set api-server-audit-backups
1.2.22 m set api-server-audit-size
1.2.23 m set api-server-request-timeout
1.2.24 a set api-server-service-account-lookup
1.2.25 a set api-server-service-account-key
1.2.26 a set api-server-etcd-certificate
1.2.27 a set api-server-certificate
1.2.28 a set api-server-client-ca
1.2.29 a set api-server-etcd-ca
1.2.30 m set api-server-encryption
1.2.31 m set api-server-encryption-providers
1.2.32 a set api-server-ciphers C5
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 a set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 a set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 a mode kube-proxy-kubeconfig 600
4.1.4 a owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 600
4.1.8 a owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 a set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 a set kubelet-hostname-override
4.2.9 m set kubelet-event-qps zero
4.2.10 a set kubelet-serving-certificate
4.2.11 a set kubelet-client-rotation
4.2.12 a set kubelet-server-rotation
4.2.13 m set kubelet-ciphers C1
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# k3s-cis-1.7
1.1.1 a mode api-server-manifest 600
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 a owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 a mode pki-keys 600
1.2.1 a set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-external-ips allowed
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 m set api-server-security-context-deny
1.2.13 a set api-server-service-account-plugin
1.2.14 a set api-server-namespace-lifecycle
1.2.15 a set api-server-node-restriction
1.2.16 a set api-server-secure-port
1.2.17 a set api-server-profiling
1.2.18 m set api-server-audit-log
1.2.19 m set api-server-audit-age
1.2.20 m set api-server-audit-backups
1.2.21 m set api-server-audit-size
1.2.22 m set api-server-request-timeout
1.2.23 a set api-server-service-account-lookup
1.2.24 a set api-server-service-account-key
1.2.25 a set api-server-etcd-certificate
1.2.26 a set api-server-certificate
1.2.27 a set api-server-client-ca
1.2.28 a set api-server-etcd-ca
1.2.29 m set api-server-encryption
1.2.30 m set api-server-encryption-providers
1.2.31 a set api-server-ciphers C5
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 a set etcd-own-ca
3.1.1 m set user-certificates
3.1.2 m set user-service-account-tokens
3.1.3 m set user-bootstrap-tokens
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 a mode kube-proxy-kubeconfig 600
4.1.4 a owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 600
4.1.8 a owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 a set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-iptables-chains
4.2.7 a set kubelet-hostname-override
4.2.8 m set kubelet-event-qps limited
4.2.9 a set kubelet-serving-certificate
4.2.10 a set kubelet-client-rotation
4.2.11 a set kubelet-server-rotation
4.2.12 m set kubelet-ciphers C1
4.2.13 m set kubelet-pod-pids
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.1.9 m ask create-volumes
5.1.10 m ask nodes-proxy
5.1.11 m ask certificate-approval
5.1.12 m ask webhook-configurations
5.1.13 m ask token-creation
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 a ask host-pid
5.2.4 a ask host-ipc
5.2.5 a ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# k3s-cis-1.8
1.1.1 a mode api-server-manifest 600
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 a mode cni 600
1.1.10 a owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 a mode pki-keys 600
1.2.1 a set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-external-ips allowed
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 m set api-server-security-context-deny
1.2.13 a set api-server-service-account-plugin
1.2.14 a set api-server-namespace-lifecycle
1.2.15 a set api-server-node-restriction
1.2.16 a set api-server-profiling
1.2.17 m set api-server-audit-log
1.2.18 m set api-server-audit-age
1.2.19 m set api-server-audit-backups
1.2.20 m set api-server-audit-size
1.2.21 m set api-server-request-timeout
1.2.22 a set api-server-service-account-lookup
1.2.23 a set api-server-service-account-key
1.2.24 a set api-server-etcd-certificate
1.2.25 a set api-server-certificate
1.2.26 a set api-server-client-ca
1.2.27 a set api-server-etcd-ca
1.2.28 m set api-server-encryption
1.2.29 m set api-server-encryption-providers
1.2.30 a set api-server-ciphers C5
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 a set etcd-own-ca
3.1.1 m set user-certificates
3.1.2 m set user-service-account-tokens
3.1.3 m set user-bootstrap-tokens
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 a mode kube-proxy-kubeconfig 600
4.1.4 a owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 600
4.1.8 a owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 a set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-iptables-chains
4.2.7 a set kubelet-hostname-override
4.2.8 m set kubelet-event-qps limited
4.2.9 a set kubelet-serving-certificate
4.2.10 a set kubelet-client-rotation
4.2.11 a set kubelet-server-rotation
4.2.12 m set kubelet-ciphers C1
4.2.13 m set kubelet-pod-pids
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.1.9 m ask create-volumes
5.1.10 m ask nodes-proxy
5.1.11 m ask certificate-approval
5.1.12 m ask webhook-configurations
5.1.13 m ask token-creation
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 a ask host-pid
5.2.4 a ask host-ipc
5.2.5 a ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# k3s-cis-1.9
1.1.1 a mode api-server-manifest 600
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 a mode cni 600
1.1.10 a owner cni root:root
1.1.11 m mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 a mode pki-certificates 600
1.1.21 a mode pki-keys 600
1.2.1 a set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 m set api-server-external-ips
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 a set api-server-service-account-plugin
1.2.13 a set api-server-namespace-lifecycle
1.2.14 a set api-server-node-restriction
1.2.15 a set api-server-profiling
1.2.16 m set api-server-audit-log
1.2.17 m set api-server-audit-age
1.2.18 m set api-server-audit-backups
1.2.19 m set api-server-audit-size
1.2.20 m set api-server-request-timeout
1.2.21 a set api-server-service-account-lookup
1.2.22 a set api-server-service-account-key
1.2.23 a set api-server-etcd-certificate
1.2.24 a set api-server-certificate
1.2.25 a set api-server-client-ca
1.2.26 a set api-server-etcd-ca
1.2.27 m set api-server-encryption
1.2.28 m set api-server-encryption-providers
1.2.29 a set api-server-ciphers C5
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 m set etcd-certificate
2.2 m set etcd-client-auth
2.3 m set etcd-auto-tls
2.4 m set etcd-peer-certificate
2.5 m set etcd-peer-client-auth
2.6 m set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.1.2 m set user-service-account-tokens
3.1.3 m set user-bootstrap-tokens
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 a mode kube-proxy-kubeconfig 600
4.1.4 a owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 600
4.1.8 a owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 a set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-iptables-chains
4.2.7 a set kubelet-hostname-override
4.2.8 m set kubelet-event-qps limited
4.2.9 a set kubelet-serving-certificate
4.2.10 a set kubelet-client-rotation
4.2.11 a set kubelet-server-rotation
4.2.12 m set kubelet-ciphers C1
4.2.13 m set kubelet-pod-pids
4.3.1 a set kube-proxy-metrics
5.1.1 a ask cluster-admin
5.1.2 m ask secret-access
5.1.3 a ask wildcards
5.1.4 m ask create-pods
5.1.5 a ask default-service-account
5.1.6 a ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.1.9 m ask create-volumes
5.1.10 m ask nodes-proxy
5.1.11 m ask certificate-approval
5.1.12 m ask webhook-configurations
5.1.13 m ask token-creation
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# rh-0.7
1.1 a other
1.2 a set api-server-basic-auth
1.3 a other
1.4 a other
1.5 a other
1.6 a other
1.7 a other
1.8 a set scheduler-profiling
1.9 a other
1.1 a set api-server-always-admit
1.11 a set api-server-always-pull
1.12 a ask security-context-constraints
1.13 a set api-server-security-context-deny
1.14 a set api-server-namespace-lifecycle
1.15 a ask audit-logs
1.16 a ask audit-logs
1.17 a ask audit-logs
1.18 a ask audit-logs
1.19 a set api-server-always-allow
1.2 a set api-server-token-file
1.21 a other
1.22 a other
1.23 a other
1.24 a other
1.25 a other
1.26 a other
1.27 a other
1.28 a other
1.29 a set api-server-client-ca
1.31 a other
1.32 a set api-server-node-restriction
1.33 a other
1.34 a set api-server-encryption-providers
1.35 a set api-server-event-rate-limit
1.36 a other
1.37 m other
2.1 a set scheduler-profiling
3.1 a set controller-manager-pod-gc
3.2 a set scheduler-profiling
3.3 a set controller-manager-service-account-credentials
3.4 a set controller-manager-service-account-key
3.5 a set controller-manager-root-ca
3.6 a ask security-context-constraints
3.7 a other
4.1 a mode api-server-manifest 600
4.2 a owner api-server-manifest root:root
4.3 a mode controller-manager-manifest 600
4.4 a owner controller-manager-manifest root:root
4.5 a mode scheduler-manifest 600
4.6 a owner scheduler-manifest root:root
4.7 a mode etcd-manifest 600
4.8 a owner etcd-manifest root:root
4.9 a mode cni 644
4.1 a owner cni root:root
4.11 a mode etcd-data 700
4.12 a owner etcd-data root:root
4.13 a mode admin-kubeconfig 644
4.14 a owner admin-kubeconfig root:root
4.15 a mode scheduler-kubeconfig 644
4.16 a owner scheduler-kubeconfig root:root
4.17 a mode controller-manager-kubeconfig 644
4.18 a owner controller-manager-kubeconfig root:root
5.1 a other
5.2 a set etcd-client-auth
5.3 a other
5.4 a set etcd-peer-certificate
5.5 a set etcd-peer-client-auth
5.6 a set etcd-peer-auto-tls
5.7 a other
5.8 a other
5.9 a other
6.1 m ask cluster-admin
6.2 m ask security-context-constraints
6.3 m other
6.4 m other
6.5 m ask security-context-constraints
6.6 m ask security-context-constraints
6.7 m ask image-provenance
6.8 m other
6.9 m ask privileged-containers
7.1 a ask privileged-containers
7.2 a set kubelet-anonymous-auth
7.3 a set kubelet-authorization-mode
7.4 a set kubelet-client-ca
7.5 a set kubelet-read-only-port
7.6 a set kubelet-idle-timeout
7.7 a set kubelet-protect-kernel-defaults
7.8 a set kubelet-iptables-chains
7.9 a other
7.1 a set kubelet-hostname-override
7.11 a set kubelet-event-qps zero
7.12 a other
7.13 a other
7.14 a set kubelet-client-rotation
7.15 a set kubelet-server-rotation
8.1 a mode kubelet-kubeconfig 644
8.2 a owner kubelet-kubeconfig root:root
8.3 a mode kubelet-service 644
8.4 a owner kubelet-service root:root
8.5 a mode kube-proxy-kubeconfig 644
8.6 a owner kube-proxy-kubeconfig root:root
8.7 a mode kubelet-client-ca 644
8.8 a owner kubelet-client-ca root:root
# rh-1.0
1.1.1 m mode api-server-manifest 644
1.1.2 m owner api-server-manifest root:root
1.1.3 m mode controller-manager-manifest 644
1.1.4 m owner controller-manager-manifest root:root
1.1.5 m mode scheduler-manifest 644
1.1.6 m owner scheduler-manifest root:root
1.1.7 m mode etcd-manifest 644
1.1.8 m owner etcd-manifest root:root
1.1.9 m mode cni 644
1.1.10 m owner cni root:root
1.1.11 m mode etcd-data 700
1.1.12 m owner etcd-data etcd:etcd
1.1.13 m mode admin-kubeconfig 644
1.1.14 m owner admin-kubeconfig root:root
1.1.15 m mode scheduler-kubeconfig 644
1.1.16 m owner scheduler-kubeconfig root:root
1.1.17 m mode controller-manager-kubeconfig 644
1.1.18 m owner controller-manager-kubeconfig root:root
1.1.19 m owner pki root:root
1.1.20 m mode pki-certificates 644
1.1.21 m mode pki-keys 600
1.2.1 m other
1.2.2 m set api-server-basic-auth
1.2.3 m set api-server-token-file
1.2.4 m other
1.2.5 m other
1.2.6 m other
1.2.7 m set api-server-always-allow
1.2.8 m other
1.2.9 m other
1.2.10 m other
1.2.11 m set api-server-always-admit
1.2.12 m set api-server-always-pull
1.2.13 m set api-server-security-context-deny
1.2.14 m set api-server-service-account-plugin
1.2.15 m set api-server-namespace-lifecycle
1.2.16 m other
1.2.17 m set api-server-node-restriction
1.2.18 m set api-server-insecure-address
1.2.19 m set api-server-insecure-port
1.2.20 m set api-server-secure-port
1.2.21 m other
1.2.22 m set api-server-audit-log
1.2.23 m ask audit-logs
1.2.24 m other
1.2.25 m other
1.2.26 m set api-server-request-timeout
1.2.27 m set api-server-service-account-lookup
1.2.28 m set api-server-service-account-key
1.2.29 m set api-server-etcd-certificate
1.2.30 m set api-server-certificate
1.2.31 m set api-server-client-ca
1.2.32 m set api-server-etcd-ca
1.2.33 m set api-server-encryption
1.2.34 m set api-server-encryption-providers
1.2.35 m set api-server-ciphers
1.3.1 m other
1.3.2 m other
1.3.3 m set controller-manager-service-account-credentials
1.3.4 m set controller-manager-service-account-key
1.3.5 m set controller-manager-root-ca
1.3.6 m set controller-manager-kubelet-rotation
1.3.7 m set controller-manager-bind-address
1.4.1 m other
1.4.2 m other
2.1 m set etcd-certificate
2.2 m set etcd-client-auth
2.3 m set etcd-auto-tls
2.4 m set etcd-peer-certificate
2.5 m set etcd-peer-client-auth
2.6 m set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 644
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 644
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 m mode kubelet-kubeconfig 644
4.1.6 m owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 644
4.1.8 a owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 644
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 m set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 a set kubelet-read-only-port
4.2.5 a set kubelet-idle-timeout
4.2.6 m set kubelet-protect-kernel-defaults
4.2.7 m set kubelet-iptables-chains
4.2.8 m set kubelet-hostname-override
4.2.9 m set kubelet-event-qps limited
4.2.10 a set kubelet-serving-certificate
4.2.11 m set kubelet-client-rotation
4.2.12 m set kubelet-server-rotation
4.2.13 m set kubelet-ciphers
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.2.1 m ask privileged-containers
5.2.2 m ask host-pid
5.2.3 m ask host-ipc
5.2.4 m ask host-network
5.2.5 m ask privilege-escalation
5.2.6 m ask root-containers
5.2.7 m ask net-raw
5.2.8 m ask added-capabilities
5.2.9 m ask capabilities
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# rh-1.4
1.1.1 m mode api-server-manifest 600
1.1.2 m owner api-server-manifest root:root
1.1.3 m mode controller-manager-manifest 600
1.1.4 m owner controller-manager-manifest root:root
1.1.5 m mode scheduler-manifest 600
1.1.6 m owner scheduler-manifest root:root
1.1.7 m mode etcd-manifest 600
1.1.8 m owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 m owner cni root:root
1.1.11 m mode etcd-data 700
1.1.12 m owner etcd-data etcd:etcd
1.1.13 m mode kubelet-kubeconfig 600
1.1.14 m owner kubelet-kubeconfig root:root
1.1.15 m mode kubelet-kubeconfig 600
1.1.16 m owner kubelet-kubeconfig root:root
1.1.17 m mode kubelet-kubeconfig 600
1.1.18 m owner kubelet-kubeconfig root:root
1.1.19 m owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 m mode pki-keys 600
1.2.1 m other
1.2.2 m set api-server-basic-auth
1.2.3 m set api-server-token-file
1.2.4 m other
1.2.5 m other
1.2.6 m other
1.2.7 m set api-server-always-allow
1.2.8 m other
1.2.9 m other
1.2.10 m set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 m set api-server-service-account-plugin
1.2.13 m set api-server-namespace-lifecycle
1.2.14 m other
1.2.15 m set api-server-node-restriction
1.2.16 m set api-server-insecure-address
1.2.17 m set api-server-insecure-port
1.2.18 m set api-server-secure-port
1.2.19 m other
1.2.20 m set api-server-audit-log
1.2.21 m ask audit-logs
1.2.22 m other
1.2.23 m other
1.2.24 m set api-server-request-timeout
1.2.25 m set api-server-service-account-lookup
1.2.26 m set api-server-service-account-key
1.2.27 m set api-server-etcd-certificate
1.2.28 m set api-server-certificate
1.2.29 m set api-server-client-ca
1.2.30 m set api-server-etcd-ca
1.2.31 m set api-server-encryption-providers
1.2.32 m set api-server-ciphers
1.2.33 m other
1.3.1 m other
1.3.2 m set controller-manager-service-account-credentials
1.3.3 m set controller-manager-service-account-key
1.3.4 m set controller-manager-root-ca
1.3.5 m set controller-manager-bind-address
1.4.1 m other
1.4.2 m other
2.1 m set etcd-certificate
2.2 m set etcd-client-auth
2.3 m set etcd-auto-tls
2.4 m set etcd-peer-certificate
2.5 m set etcd-peer-client-auth
2.6 m set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 644
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 644
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 m mode kubelet-kubeconfig 644
4.1.6 m owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 644
4.1.8 a owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 a owner kubelet-config root:root
4.2.1 m other
4.2.2 a set kubelet-anonymous-auth
4.2.3 a set kubelet-authorization-mode
4.2.4 a set kubelet-client-ca
4.2.5 a set kubelet-read-only-port
4.2.6 a set kubelet-idle-timeout
4.2.7 m set kubelet-iptables-chains
4.2.8 m set kubelet-event-qps limited
4.2.9 m set kubelet-serving-certificate
4.2.10 m set kubelet-client-rotation
4.2.11 m set kubelet-server-rotation
4.2.13 m set kubelet-ciphers
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.2.1 m ask privileged-containers
5.2.2 m ask host-pid
5.2.3 m ask host-ipc
5.2.4 m ask host-network
5.2.5 m ask privilege-escalation
5.2.6 m ask root-containers
5.2.7 m ask net-raw
5.2.8 m ask added-capabilities
5.2.9 m ask capabilities
5.2.10 m ask security-context-constraints
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# rh-1.8
1.1.1 m mode api-server-manifest 600
1.1.2 m owner api-server-manifest root:root
1.1.3 m mode controller-manager-manifest 600
1.1.4 m owner controller-manager-manifest root:root
1.1.5 m mode scheduler-manifest 600
1.1.6 m owner scheduler-manifest root:root
1.1.7 m mode etcd-manifest 600
1.1.8 m owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 m owner cni root:root
1.1.11 m mode etcd-data 700
1.1.12 m owner etcd-data etcd:etcd
1.1.13 m mode kubelet-kubeconfig 600
1.1.14 m owner kubelet-kubeconfig root:root
1.1.15 m mode kubelet-kubeconfig 600
1.1.16 m owner kubelet-kubeconfig root:root
1.1.17 m mode kubelet-kubeconfig 600
1.1.18 m owner kubelet-kubeconfig root:root
1.1.19 m owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 m mode pki-keys 600
1.2.1 m other
1.2.2 m other
1.2.3 m other
1.2.4 m other
1.2.5 m set api-server-always-allow
1.2.6 m other
1.2.7 m other
1.2.8 m set api-server-always-admit
1.2.9 m set api-server-always-pull
1.2.10 m set api-server-service-account-plugin
1.2.11 m set api-server-namespace-lifecycle
1.2.12 m other
1.2.13 m set api-server-node-restriction
1.2.14 m set api-server-insecure-address
1.2.15 m set api-server-insecure-port
1.2.16 m set api-server-secure-port
1.2.17 m other
1.2.18 m set api-server-audit-log
1.2.19 m ask audit-logs
1.2.20 m other
1.2.21 m ask audit-logs
1.2.22 m set api-server-request-timeout
1.2.23 m set api-server-service-account-lookup
1.2.24 m set api-server-service-account-key
1.2.25 m set api-server-etcd-certificate
1.2.26 m set api-server-certificate
1.2.27 m set api-server-client-ca
1.2.28 m set api-server-etcd-ca
1.2.29 m set api-server-encryption-providers
1.2.30 m set api-server-ciphers
1.2.31 m other
1.3.1 m other
1.3.2 m set controller-manager-service-account-credentials
1.3.3 m set controller-manager-service-account-key
1.3.4 m set controller-manager-root-ca
1.4.1 m other
1.4.2 m other
2.1 m set etcd-certificate
2.2 m set etcd-client-auth
2.3 m set etcd-auto-tls
2.4 m set etcd-peer-certificate
2.5 m set etcd-peer-client-auth
2.6 m set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 644
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 644
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 m mode kubelet-kubeconfig 644
4.1.6 m owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 644
4.1.8 a owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 a owner kubelet-config root:root
4.2.1 m other
4.2.2 a set kubelet-anonymous-auth
4.2.3 a set kubelet-authorization-mode
4.2.4 a set kubelet-client-ca
4.2.5 a set kubelet-read-only-port
4.2.6 a set kubelet-idle-timeout
4.2.7 m set kubelet-iptables-chains
4.2.8 m set kubelet-event-qps limited
4.2.9 m set kubelet-serving-certificate
4.2.10 m set kubelet-client-rotation
4.2.11 m set kubelet-server-rotation
4.2.13 m set kubelet-ciphers
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.2.1 m ask privileged-containers
5.2.2 m ask host-pid
5.2.3 m ask host-ipc
5.2.4 m ask host-network
5.2.5 m ask privilege-escalation
5.2.6 m ask root-containers
5.2.7 m ask net-raw
5.2.8 m ask added-capabilities
5.2.9 m ask capabilities
5.2.10 m ask security-context-constraints
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# rke-cis-1.23
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 644
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 644
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 644
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 644
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 644
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 644
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 644
1.1.21 m mode pki-keys 600
1.2.1 a set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-external-ips allowed
1.2.4 a set api-server-kubelet-https
1.2.5 a set api-server-kubelet-client
1.2.6 a set api-server-kubelet-ca
1.2.7 a set api-server-always-allow
1.2.8 a set api-server-node-authorizer
1.2.9 a set api-server-rbac
1.2.10 a set api-server-event-rate-limit
1.2.11 a set api-server-always-admit
1.2.12 m set api-server-always-pull
1.2.13 m set api-server-security-context-deny
1.2.14 a set api-server-service-account-plugin
1.2.15 a set api-server-namespace-lifecycle
1.2.16 a set api-server-node-restriction
1.2.17 a set api-server-secure-port
1.2.18 a set api-server-profiling
1.2.19 a set api-server-audit-log
1.2.20 a set api-server-audit-age
1.2.21 a set api-server-audit-backups
1.2.22 a set api-server-audit-size
1.2.23 m set api-server-request-timeout
1.2.24 a set api-server-service-account-lookup
1.2.25 a set api-server-service-account-key
1.2.26 a set api-server-etcd-certificate
1.2.27 a set api-server-certificate
1.2.28 a set api-server-client-ca
1.2.29 a set api-server-etcd-ca
1.2.30 m set api-server-encryption
1.2.31 m set api-server-encryption-providers
1.2.32 m set api-server-ciphers C5
1.3.1 a set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 a set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 m set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 644
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 644
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 644
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 644
4.1.8 a owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 644
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 a set kubelet-read-only-port
4.2.5 a set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 m set kubelet-hostname-override
4.2.9 a set kubelet-event-qps zero
4.2.10 m set kubelet-serving-certificate
4.2.11 a set kubelet-client-rotation
4.2.12 m set kubelet-server-rotation
4.2.13 a set kubelet-ciphers C1
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 a ask host-pid
5.2.4 a ask host-ipc
5.2.5 a ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# rke-cis-1.24
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 a owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 a mode pki-certificates 600
1.1.21 a mode pki-keys 600
1.2.1 a set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-external-ips allowed
1.2.4 a set api-server-kubelet-https
1.2.5 a set api-server-kubelet-client
1.2.6 a set api-server-kubelet-ca
1.2.7 a set api-server-always-allow
1.2.8 a set api-server-node-authorizer
1.2.9 a set api-server-rbac
1.2.10 a set api-server-event-rate-limit
1.2.11 a set api-server-always-admit
1.2.12 a set api-server-always-pull
1.2.13 a set api-server-security-context-deny
1.2.14 a set api-server-service-account-plugin
1.2.15 a set api-server-namespace-lifecycle
1.2.16 a set api-server-node-restriction
1.2.17 a set api-server-secure-port
1.2.18 a set api-server-profiling
1.2.19 a set api-server-audit-log
1.2.20 a set api-server-audit-age
1.2.21 a set api-server-audit-backups
1.2.22 a set api-server-audit-size
1.2.23 m set api-server-request-timeout
1.2.24 a set api-server-service-account-lookup
1.2.25 a set api-server-service-account-key
1.2.26 a set api-server-etcd-certificate
1.2.27 a set api-server-certificate
1.2.28 a set api-server-client-ca
1.2.29 a set api-server-etcd-ca
1.2.30 a set api-server-encryption
1.2.31 a set api-server-encryption-providers
1.2.32 a set api-server-ciphers C5
1.3.1 a set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 a set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 a set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 a mode kube-proxy-kubeconfig 600
4.1.4 a owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 600
4.1.8 a owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 a set kubelet-read-only-port
4.2.5 a set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 m set kubelet-hostname-override
4.2.9 a set kubelet-event-qps zero
4.2.10 a set kubelet-serving-certificate
4.2.11 a set kubelet-client-rotation
4.2.12 m set kubelet-server-rotation
4.2.13 a set kubelet-ciphers C1
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 a ask host-pid
5.2.4 a ask host-ipc
5.2.5 a ask host-network
5.2.6 a ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 a ask default-namespace
# rke-cis-1.7
1.1.1 a mode api-server-manifest 600
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 m mode pki-keys 600
1.2.1 a set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-external-ips allowed
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 m set api-server-security-context-deny
1.2.13 a set api-server-service-account-plugin
1.2.14 a set api-server-namespace-lifecycle
1.2.15 a set api-server-node-restriction
1.2.16 a set api-server-secure-port
1.2.17 a set api-server-profiling
1.2.18 a set api-server-audit-log
1.2.19 a set api-server-audit-age
1.2.20 a set api-server-audit-backups
1.2.21 a set api-server-audit-size
1.2.22 m set api-server-request-timeout
1.2.23 a set api-server-service-account-lookup
1.2.24 a set api-server-service-account-key
1.2.25 a set api-server-etcd-certificate
1.2.26 a set api-server-certificate
1.2.27 a set api-server-client-ca
1.2.28 a set api-server-etcd-ca
1.2.29 m set api-server-encryption
1.2.30 m set api-server-encryption-providers
1.2.31 m set api-server-ciphers C5
1.3.1 a set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 a set etcd-own-ca
3.1.1 m set user-certificates
3.1.2 m set user-service-account-tokens
3.1.3 m set user-bootstrap-tokens
3.2.1 a set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 a mode kube-proxy-kubeconfig 600
4.1.4 a owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 600
4.1.8 a owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 m owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 a set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-iptables-chains
4.2.7 m set kubelet-hostname-override
4.2.8 m set kubelet-event-qps limited
4.2.9 m set kubelet-serving-certificate
4.2.10 a set kubelet-client-rotation
4.2.11 m set kubelet-server-rotation
4.2.12 a set kubelet-ciphers C1
4.2.13 m set kubelet-pod-pids
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.1.9 m ask create-volumes
5.1.10 m ask nodes-proxy
5.1.11 m ask certificate-approval
5.1.12 m ask webhook-configurations
5.1.13 m ask token-creation
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 a ask host-pid
5.2.4 a ask host-ipc
5.2.5 a ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# rke2-cis-1.23
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 644
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 644
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 644
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 644
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 644
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 644
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 644
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 644
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-external-ips allowed
1.2.4 a set api-server-kubelet-https
1.2.5 a set api-server-kubelet-client
1.2.6 a set api-server-kubelet-ca
1.2.7 a set api-server-always-allow
1.2.8 a set api-server-node-authorizer
1.2.9 a set api-server-rbac
1.2.10 m set api-server-event-rate-limit
1.2.11 a set api-server-always-admit
1.2.12 m set api-server-always-pull
1.2.13 m set api-server-security-context-deny
1.2.14 a set api-server-service-account-plugin
1.2.15 a set api-server-namespace-lifecycle
1.2.16 a set api-server-node-restriction
1.2.17 a set api-server-secure-port
1.2.18 a set api-server-profiling
1.2.19 a set api-server-audit-log
1.2.20 a set api-server-audit-age
1.2.21 a set api-server-audit-backups
1.2.22 a set api-server-audit-size
1.2.23 a set api-server-request-timeout
1.2.24 a set api-server-service-account-lookup
1.2.25 a set api-server-service-account-key
1.2.26 a set api-server-etcd-certificate
1.2.27 a set api-server-certificate
1.2.28 a set api-server-client-ca
1.2.29 a set api-server-etcd-ca
1.2.30 m set api-server-encryption
1.2.31 m set api-server-encryption-providers
1.2.32 m set api-server-ciphers C5
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 a set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 a set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 644
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 644
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 644
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 644
4.1.8 m owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 644
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 m set kubelet-hostname-override
4.2.9 m set kubelet-event-qps zero
4.2.10 m set kubelet-serving-certificate
4.2.11 a set kubelet-client-rotation
4.2.12 m set kubelet-server-rotation
4.2.13 m set kubelet-ciphers C1
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# rke2-cis-1.24
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 644
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-external-ips allowed
1.2.4 a set api-server-kubelet-https
1.2.5 a set api-server-kubelet-client
1.2.6 a set api-server-kubelet-ca
1.2.7 a set api-server-always-allow
1.2.8 a set api-server-node-authorizer
1.2.9 a set api-server-rbac
1.2.10 m set api-server-event-rate-limit
1.2.11 a set api-server-always-admit
1.2.12 m set api-server-always-pull
1.2.13 m set api-server-security-context-deny
1.2.14 a set api-server-service-account-plugin
1.2.15 a set api-server-namespace-lifecycle
1.2.16 a set api-server-node-restriction
1.2.17 a set api-server-secure-port
1.2.18 a set api-server-profiling
1.2.19 a set api-server-audit-log
1.2.20 a set api-server-audit-age
1.2.21 a set api-server-audit-backups
1.2.22 a set api-server-audit-size
1.2.23 a set api-server-request-timeout
1.2.24 a set api-server-service-account-lookup
1.2.25 a set api-server-service-account-key
1.2.26 a set api-server-etcd-certificate
1.2.27 a set api-server-certificate
1.2.28 a set api-server-client-ca
1.2.29 a set api-server-etcd-ca
1.2.30 m set api-server-encryption
1.2.31 m set api-server-encryption-providers
1.2.32 m set api-server-ciphers C5
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 a set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 a set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 600
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 600
4.1.8 m owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 m set kubelet-hostname-override
4.2.9 m set kubelet-event-qps zero
4.2.10 m set kubelet-serving-certificate
4.2.11 a set kubelet-client-rotation
4.2.12 m set kubelet-server-rotation
4.2.13 m set kubelet-ciphers C1
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# rke2-cis-1.7
1.1.1 a mode api-server-manifest 600
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 a set api-server-external-ips allowed
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 m set api-server-security-context-deny
1.2.13 a set api-server-service-account-plugin
1.2.14 a set api-server-namespace-lifecycle
1.2.15 a set api-server-node-restriction
1.2.16 a set api-server-secure-port
1.2.17 a set api-server-profiling
1.2.18 a set api-server-audit-log
1.2.19 a set api-server-audit-age
1.2.20 a set api-server-audit-backups
1.2.21 a set api-server-audit-size
1.2.22 a set api-server-request-timeout
1.2.23 a set api-server-service-account-lookup
1.2.24 a set api-server-service-account-key
1.2.25 a set api-server-etcd-certificate
1.2.26 a set api-server-certificate
1.2.27 a set api-server-client-ca
1.2.28 a set api-server-etcd-ca
1.2.29 m set api-server-encryption
1.2.30 m set api-server-encryption-providers
1.2.31 m set api-server-ciphers C5
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 a set etcd-own-ca
3.1.1 m set user-certificates
3.1.2 m set user-service-account-tokens
3.1.3 m set user-bootstrap-tokens
3.2.1 a set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 m mode kube-proxy-kubeconfig 600
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 m mode kubelet-client-ca 600
4.1.8 m owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 a owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 m set kubelet-read-only-port
4.2.5 m set kubelet-idle-timeout
4.2.6 a set kubelet-iptables-chains
4.2.7 m set kubelet-hostname-override
4.2.8 m set kubelet-event-qps limited
4.2.9 m set kubelet-serving-certificate
4.2.10 a set kubelet-client-rotation
4.2.11 m set kubelet-server-rotation
4.2.12 m set kubelet-ciphers C1
4.2.13 m set kubelet-pod-pids
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.1.9 m ask create-volumes
5.1.10 m ask nodes-proxy
5.1.11 m ask certificate-approval
5.1.12 m ask webhook-configurations
5.1.13 m ask token-creation
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# rke2-cis-1.8
1.1.1 a mode api-server-manifest 600
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 600
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 600
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 600
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 600
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 a owner etcd-data etcd:etcd
1.1.13 a mode admin-kubeconfig 600
1.1.14 a owner admin-kubeconfig root:root
1.1.15 a mode scheduler-kubeconfig 600
1.1.16 a owner scheduler-kubeconfig root:root
1.1.17 a mode controller-manager-kubeconfig 600
1.1.18 a owner controller-manager-kubeconfig root:root
1.1.19 a owner pki root:root
1.1.20 m mode pki-certificates 600
1.1.21 m mode pki-keys 600
1.2.1 a set api-server-anonymous-auth
1.2.2 a set api-server-token-file
1.2.3 m set api-server-external-ips
1.2.4 a set api-server-kubelet-client
1.2.5 a set api-server-kubelet-ca
1.2.6 a set api-server-always-allow
1.2.7 a set api-server-node-authorizer
1.2.8 a set api-server-rbac
1.2.9 m set api-server-event-rate-limit
1.2.10 a set api-server-always-admit
1.2.11 m set api-server-always-pull
1.2.12 m set api-server-security-context-deny
1.2.13 a set api-server-service-account-plugin
1.2.14 a set api-server-namespace-lifecycle
1.2.15 a set api-server-node-restriction
1.2.16 a set api-server-profiling
1.2.17 a set api-server-audit-log
1.2.18 a set api-server-audit-age
1.2.19 a set api-server-audit-backups
1.2.20 a set api-server-audit-size
1.2.21 m set api-server-request-timeout
1.2.22 a set api-server-service-account-lookup
1.2.23 a set api-server-service-account-key
1.2.24 a set api-server-etcd-certificate
1.2.25 a set api-server-certificate
1.2.26 a set api-server-client-ca
1.2.27 a set api-server-etcd-ca
1.2.28 m set api-server-encryption
1.2.29 m set api-server-encryption-providers
1.2.30 m set api-server-ciphers C5
1.3.1 a set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 a set controller-manager-service-account-key
1.3.5 a set controller-manager-root-ca
1.3.6 a set controller-manager-kubelet-rotation
1.3.7 a set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 a set scheduler-bind-address
2.1 a set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 a set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 a set etcd-own-ca
3.1.1 m set user-certificates
3.1.2 m set user-service-account-tokens
3.1.3 m set user-bootstrap-tokens
3.2.1 a set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 600
4.1.2 a owner kubelet-service root:root
4.1.3 a mode kube-proxy-kubeconfig 600
4.1.4 a owner kube-proxy-kubeconfig root:root
4.1.5 a mode kubelet-kubeconfig 600
4.1.6 a owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 600
4.1.8 a owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 600
4.1.10 m owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 a set kubelet-read-only-port
4.2.5 a set kubelet-idle-timeout
4.2.6 a set kubelet-iptables-chains
4.2.7 m set kubelet-hostname-override
4.2.8 m set kubelet-event-qps limited
4.2.9 m set kubelet-serving-certificate
4.2.10 a set kubelet-client-rotation
4.2.11 m set kubelet-server-rotation
4.2.12 a set kubelet-ciphers C1
4.2.13 m set kubelet-pod-pids
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.1.7 m ask system-masters
5.1.8 m ask escalation-rights
5.1.9 m ask create-volumes
5.1.10 m ask nodes-proxy
5.1.11 m ask certificate-approval
5.1.12 m ask webhook-configurations
5.1.13 m ask token-creation
5.2.1 m ask policy-mechanism
5.2.2 m ask privileged-containers
5.2.3 m ask host-pid
5.2.4 m ask host-ipc
5.2.5 m ask host-network
5.2.6 m ask privilege-escalation
5.2.7 m ask root-containers
5.2.8 m ask net-raw
5.2.9 m ask added-capabilities
5.2.10 m ask capabilities
5.2.11 m ask host-process
5.2.12 m ask host-path
5.2.13 m ask host-ports
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
# tkgi-1.2.53
1.1.1 a mode api-server-manifest 644
1.1.2 a owner api-server-manifest root:root
1.1.3 a mode controller-manager-manifest 644
1.1.4 a owner controller-manager-manifest root:root
1.1.5 a mode scheduler-manifest 644
1.1.6 a owner scheduler-manifest root:root
1.1.7 a mode etcd-manifest 644
1.1.8 a owner etcd-manifest root:root
1.1.9 m mode cni 644
1.1.10 m owner cni root:root
1.1.11 a mode etcd-data 700
1.1.12 m owner etcd-data etcd:etcd
1.1.13 m mode admin-kubeconfig 644
1.1.14 m owner admin-kubeconfig root:root
1.1.15 m mode scheduler-kubeconfig 644
1.1.16 m owner scheduler-kubeconfig root:root
1.1.17 m mode controller-manager-kubeconfig 644
1.1.18 m owner controller-manager-kubeconfig root:root
1.1.19 m owner pki root:root
1.1.20 m mode pki-certificates 644
1.1.21 m mode pki-keys 600
1.2.1 m set api-server-anonymous-auth
1.2.2 a set api-server-basic-auth
1.2.3 m set api-server-token-file
1.2.4 a set api-server-kubelet-https
1.2.5 m set api-server-kubelet-client
1.2.6 m set api-server-kubelet-ca
1.2.7 a set api-server-always-allow
1.2.8 m set api-server-node-authorizer
1.2.9 a set api-server-rbac
1.2.10 m set api-server-event-rate-limit
1.2.11 a set api-server-always-admit
1.2.12 m set api-server-always-pull
1.2.13 m set api-server-security-context-deny
1.2.14 a set api-server-service-account-plugin
1.2.15 a set api-server-namespace-lifecycle
1.2.16 m set api-server-pod-security-policy
1.2.17 m set api-server-node-restriction
1.2.18 a set api-server-insecure-address
1.2.19 m set api-server-insecure-port
1.2.20 a set api-server-secure-port
1.2.21 a set api-server-profiling
1.2.22 m set api-server-audit-log
1.2.23 m set api-server-audit-age
1.2.24 m set api-server-audit-backups
1.2.25 m set api-server-audit-size
1.2.26 m set api-server-request-timeout
1.2.27 a set api-server-service-account-lookup
1.2.28 m set api-server-service-account-key
1.2.29 m set api-server-etcd-certificate
1.2.30 m set api-server-certificate
1.2.31 m set api-server-client-ca
1.2.32 m set api-server-etcd-ca
1.2.33 m set api-server-encryption
1.2.34 m set api-server-encryption-providers
1.2.35 m set api-server-ciphers C1
1.3.1 m set controller-manager-pod-gc
1.3.2 a set controller-manager-profiling
1.3.3 a set controller-manager-service-account-credentials
1.3.4 m set controller-manager-service-account-key
1.3.5 m set controller-manager-root-ca
1.3.6 m set controller-manager-kubelet-rotation
1.3.7 m set controller-manager-bind-address
1.4.1 a set scheduler-profiling
1.4.2 m set scheduler-bind-address
2.1 m set etcd-certificate
2.2 a set etcd-client-auth
2.3 a set etcd-auto-tls
2.4 m set etcd-peer-certificate
2.5 a set etcd-peer-client-auth
2.6 a set etcd-peer-auto-tls
2.7 m set etcd-own-ca
3.1.1 m set user-certificates
3.2.1 a set audit-policy
3.2.2 m set audit-policy-scope
4.1.1 a mode kubelet-service 644
4.1.2 a owner kubelet-service root:root
4.1.3 a mode kube-proxy-kubeconfig 644
4.1.4 m owner kube-proxy-kubeconfig root:root
4.1.5 m mode kubelet-kubeconfig 644
4.1.6 m owner kubelet-kubeconfig root:root
4.1.7 a mode kubelet-client-ca 644
4.1.8 m owner kubelet-client-ca root:root
4.1.9 a mode kubelet-config 644
4.1.10 m owner kubelet-config root:root
4.2.1 a set kubelet-anonymous-auth
4.2.2 a set kubelet-authorization-mode
4.2.3 a set kubelet-client-ca
4.2.4 a set kubelet-read-only-port
4.2.5 a set kubelet-idle-timeout
4.2.6 a set kubelet-protect-kernel-defaults
4.2.7 a set kubelet-iptables-chains
4.2.8 m set kubelet-hostname-override
4.2.9 m set kubelet-event-qps zero
4.2.10 a set kubelet-serving-certificate
4.2.11 m set kubelet-client-rotation
4.2.12 m set kubelet-server-rotation
4.2.13 m set kubelet-ciphers
5.1.1 m ask cluster-admin
5.1.2 m ask secret-access
5.1.3 m ask wildcards
5.1.4 m ask create-pods
5.1.5 m ask default-service-account
5.1.6 m ask token-mounts
5.2.1 m ask privileged-containers
5.2.2 m ask host-pid
5.2.3 m ask host-ipc
5.2.4 m ask host-network
5.2.5 m ask privilege-escalation
5.2.6 m ask root-containers
5.2.7 m ask net-raw
5.2.8 m ask added-capabilities
5.2.9 m ask capabilities
5.3.1 m ask cni-network-policies
5.3.2 m ask network-policies
5.4.1 m ask secrets-as-files
5.4.2 m ask external-secrets
5.5.1 m ask image-provenance
5.7.1 m ask namespaces
5.7.2 m ask seccomp-profiles
5.7.3 m ask security-contexts
5.7.4 m ask default-namespace
`;
