/** A control of NIST SP 800-190 or SP 800-53 revision 5 that a demand on nodes serves. */
export interface StandardReference {
  readonly standard: "nist-800-190" | "nist-800-53";
  readonly id: string;
}

/**
 * Topics of benchmarks by what they serve, our reading: topics :: sections of SP 800-190 (3 the risk, 4 its countermeasure) :: controls of SP
 * 800-53. A topic that ends in a star stands for all that begin so; the first row that fits counts.
 */
const TOPIC_ROWS = `
api-server-audit-log audit-policy audit-policy-scope audit-logs logging :: :: AU-2 AU-12
api-server-audit-age api-server-audit-backups api-server-audit-size :: :: AU-11
kubelet-event-qps api-server-event-rate-limit :: :: AU-12 SC-5
api-server-encryption api-server-encryption-providers secrets-encryption disk-encryption :: 3.1.4 4.1.4 :: SC-12 SC-28
kubelet-ciphers api-server-ciphers :: 3.3.5 4.3.5 :: SC-8 SC-13
kubelet-anonymous-auth api-server-anonymous-auth api-server-basic-auth basic-authentication api-server-token-file user-* central-users :: 3.3.2 4.3.2 :: AC-3 IA-2 IA-5
kubelet-authorization-mode api-server-always-allow api-server-rbac api-server-always-admit legacy-authorization :: 3.3.1 3.3.2 4.3.1 4.3.2 :: AC-3 AC-6
api-server-node-authorizer api-server-node-restriction :: 3.3.5 4.3.5 :: AC-3 AC-6
kubelet-client-ca kubelet-serving-certificate kubelet-client-rotation kubelet-server-rotation controller-manager-kubelet-rotation api-server-kubelet-* :: 3.3.5 4.3.5 :: IA-5 SC-8
etcd-* api-server-etcd-* api-server-certificate api-server-client-ca controller-manager-root-ca load-balancer-tls :: 3.3.2 4.3.2 :: IA-5 SC-8
api-server-service-account-* api-server-token-extension controller-manager-service-account-* workload-identity token-* default-service-account :: 3.3.1 4.3.1 :: AC-6 IA-5
kubelet-read-only-port api-server-insecure-* api-server-secure-port controller-manager-bind-address scheduler-bind-address kube-proxy-metrics :: 3.3.2 4.3.2 :: AC-3 CM-7 SC-7
*-profiling kubelet-all-alpha kubelet-dynamic-* alpha-clusters dashboard :: 3.5.1 4.5.1 :: CM-7
kubelet-protect-kernel-defaults kubelet-seccomp-default seccomp-profiles sandboxed-workloads :: 3.5.2 4.5.2 :: CM-6 SC-39
kubelet-pod-pids kubelet-idle-timeout controller-manager-pod-gc api-server-request-timeout :: 3.4.3 4.4.3 :: SC-5
kubelet-ip-address-deny kubelet-iptables-chains api-server-external-ips network-* cni-network-policies private-nodes node-firewall endpoint-* vpc-native :: 3.3.3 4.3.3 :: AC-4 SC-7
sshd-running sshd-enabled container-optimized-os :: 3.5.1 3.5.4 4.5.1 4.5.4 :: AC-17 CM-7
api-server-always-pull image-* registry-* approved-registries :: 3.1.5 3.2.3 4.1.5 4.2.3 :: CM-7 SI-7
kubelet-static-pods :: 3.4.5 4.4.5 :: CM-7
shielded-nodes :: 3.5.5 4.5.5 :: SI-7
node-auto-repair automatic-upgrades :: 3.5.3 4.5.3 :: SI-2
posture-service :: :: CA-7 RA-5
metadata-server :: 3.3.1 4.3.1 :: AC-6 IA-5
secrets-as-files external-secrets :: 3.1.4 4.1.4 :: IA-5 SC-28
namespaces default-namespace :: 3.3.4 4.3.4 :: SC-39
cluster-admin secret-access wildcards create-* system-masters escalation-rights nodes-proxy certificate-approval webhook-configurations anonymous-bindings unauthenticated-bindings authenticated-bindings :: 3.3.1 4.3.1 :: AC-2 AC-6
policy-mechanism pod-security-baseline privileged-containers host-* privilege-escalation root-containers net-raw added-capabilities capabilities security-contexts security-context-constraints api-server-* kubelet-hostname-override :: 3.4.3 4.4.3 :: AC-6 CM-6
`;

/** The same of demands on files, and of those of hardening, by the beginning of their ids. */
const OTHER_ROWS = `
mode owner file: mount: :: 3.5.5 4.5.5 :: AC-3 AC-6 CM-6
sysctl:net. :: 3.5.1 4.5.1 :: CM-6 SC-7
sysctl:kernel.randomize_va_space sysctl:kernel.kptr_restrict sysctl:kernel.unprivileged_bpf_disabled sysctl:net.core.bpf_jit_harden :: 3.5.2 4.5.2 :: CM-6 SI-16
sysctl: :: 3.5.2 4.5.2 :: CM-6
module: :: 3.5.1 4.5.1 :: CM-7
sshd:LogLevel :: 3.5.4 4.5.4 :: AC-17 AU-12
sshd:KexAlgorithms sshd:Ciphers sshd:MACs :: 3.5.4 4.5.4 :: AC-17 SC-8 SC-13
sshd: :: 3.5.4 4.5.4 :: AC-17 IA-2
users: sudo: :: 3.5.4 4.5.4 :: AC-6 IA-5
kernel:lockdown :: 3.5.5 4.5.5 :: SI-7
kernel: :: 3.5.2 4.5.2 :: AC-3 SC-39
`;

/** What a topic of a benchmark serves; nothing where it is known of no topic. */
export function standardsOfTopic(topic: string): readonly StandardReference[] {
  topics ??= rowsOf(TOPIC_ROWS);
  return fitting(topics, (pattern) => {
    const [before = "", after] = pattern.split("*");
    return after === undefined
      ? topic === pattern
      : topic.startsWith(before) && topic.endsWith(after);
  });
}

/** What a demand on files (`mode`, `owner`) or one of hardening serves, by its id. */
export function standardsOfDemand(id: string): readonly StandardReference[] {
  others ??= rowsOf(OTHER_ROWS);
  const exact = fitting(others, (pattern) => pattern === id);
  return exact.length > 0 ? exact : fitting(others, (pattern) => id.startsWith(pattern));
}

interface Row {
  readonly patterns: readonly string[];
  readonly references: readonly StandardReference[];
}

let topics: readonly Row[] | undefined;
let others: readonly Row[] | undefined;

function rowsOf(text: string): readonly Row[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [patterns = "", sections = "", controls = ""] = line.split("::");
      return {
        patterns: wordsOf(patterns),
        references: [
          ...wordsOf(sections).map((id) => ({ standard: "nist-800-190" as const, id })),
          ...wordsOf(controls).map((id) => ({ standard: "nist-800-53" as const, id })),
        ],
      };
    });
}

function wordsOf(text: string): readonly string[] {
  return text.split(" ").filter((word) => word !== "");
}

function fitting(
  rows: readonly Row[],
  fits: (pattern: string) => boolean,
): readonly StandardReference[] {
  return rows.find(({ patterns }) => patterns.some(fits))?.references ?? [];
}
