import type { Severity } from "../../findings/finding.ts";

/** What the baseline level of the Pod Security Standards lets a container add. */
export const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
]);

const DANGEROUS: ReadonlyMap<string, Danger> = new Map<string, Danger>([
  ["ALL", { severity: "critical", gives: "every capability" }],
  ["BPF", { severity: "critical", gives: "programs in the node's kernel" }],
  ["DAC_READ_SEARCH", { severity: "critical", gives: "reading any file of the node" }],
  ["SYS_ADMIN", { severity: "critical", gives: "mounting the node's disks" }],
  ["SYS_MODULE", { severity: "critical", gives: "loading kernel modules" }],
  ["SYS_PTRACE", { severity: "critical", gives: "taking over processes" }],
  ["SYS_RAWIO", { severity: "critical", gives: "raw access to memory and disks" }],
  ["MAC_ADMIN", { severity: "high", gives: "changing the node's SELinux or AppArmor policy" }],
  ["MAC_OVERRIDE", { severity: "high", gives: "passing the node's mandatory access control" }],
  ["NET_ADMIN", { severity: "high", gives: "changing routes and packet filters" }],
  ["PERFMON", { severity: "high", gives: "observing the node's kernel" }],
  ["SYS_BOOT", { severity: "high", gives: "restarting the node or loading another kernel" }],
]);

/** What a capability is worth to an attacker. */
export interface Danger {
  readonly severity: Severity;
  /** A gerund or noun for the message. */
  readonly gives: string;
}

/** The danger of an added capability, however it is spelled; runtimes ignore case and some the prefix `CAP_`. */
export function dangerOf(capability: string): Danger | undefined {
  return DANGEROUS.get(capabilityName(capability));
}

/** A capability as the kernel's manual spells it, without the prefix. */
export function capabilityName(capability: string): string {
  return capability.toUpperCase().replace(/^CAP_/, "");
}
