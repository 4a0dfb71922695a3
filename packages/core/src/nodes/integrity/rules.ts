import type { IntegrityRules } from "./model.ts";

/**
 * What decides over a node: programs, units, the kubelet's and the runtime's settings, keys and schedules. Left out is what the node itself
 * keeps writing: state of containers and pods, logs, leases of addresses, and what the kubelet keeps for itself (its checkpoints and states of managers).
 */
export const DEFAULT_INTEGRITY_RULES: IntegrityRules = {
  watch: [
    "/bin",
    "/boot",
    "/etc",
    "/lib",
    "/lib64",
    "/opt/cni/bin",
    "/root/.ssh",
    "/sbin",
    "/usr/bin",
    "/usr/lib",
    "/usr/lib64",
    "/usr/libexec",
    "/usr/local",
    "/usr/sbin",
    "/var/lib/kubelet",
    "/var/spool/cron",
  ],
  exclude: [
    "/etc/adjtime",
    "/etc/machine-id",
    "/etc/mtab",
    "/etc/resolv.conf",
    "/usr/lib/modules/*/modules.*.bin",
    "/var/lib/kubelet/checkpoints",
    "/var/lib/kubelet/cpu_manager_state",
    "/var/lib/kubelet/device-plugins",
    "/var/lib/kubelet/memory_manager_state",
    "/var/lib/kubelet/plugins",
    "/var/lib/kubelet/plugins_registry",
    "/var/lib/kubelet/pod-resources",
    "/var/lib/kubelet/pods",
  ],
};

/** Whether rules leave a path out, itself or with a folder above it. */
export function createExclusion(patterns: readonly string[]): (path: string) => boolean {
  const plain = new Set(patterns.filter((pattern) => !pattern.includes("*")));
  const wild = patterns.filter((pattern) => pattern.includes("*")).map(matcherOf);
  return (path) => plain.has(path) || wild.some((matcher) => matcher.test(path));
}

function matcherOf(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^/]*")}$`);
}
