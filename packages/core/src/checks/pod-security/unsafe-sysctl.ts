import type { PodCheck } from "../check.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

const SAFE_SYSCTLS: ReadonlySet<string> = new Set([
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_notsent_lowat",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_slow_start_after_idle",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
]);

/** Sysctls are those that the latest baseline level calls safe. */
export const unsafeSysctl: PodCheck = {
  on: "pod",
  id: "unsafe-sysctl",
  title: "Unsafe sysctl",
  topic: "pod-security",
  severity: "medium",
  description:
    "Sysctls outside the safe set turn protections off or affect every pod on the node. Only a few of them are limited to the pod.",
  remediation: "Remove the sysctl, or set it on dedicated nodes instead of in the pod.",
  references: referencesTo({
    "pss-baseline": ["Sysctls"],
    "mitre-attack": ["T1499"],
    "ms-threat-matrix": ["MS-TA9040"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: ["kube-linter:unsafe-sysctls", "trivy:KSV-0026"],

  *evaluate({ spec }) {
    for (const [index, { name }] of (spec.securityContext?.sysctls ?? []).entries()) {
      if (!name || SAFE_SYSCTLS.has(name)) continue;
      const path = ["spec", "securityContext", "sysctls", index];
      const fix = removing("may-break", path);
      yield { path: [...path, "name"], message: `pod sets unsafe sysctl ${name}`, fix };
    }
  },

  examples: {
    violating: [
      {
        title: "only the unsafe one",
        pod: {
          spec: {
            securityContext: {
              sysctls: [
                { name: "net.ipv4.tcp_syncookies", value: "1" },
                { name: "kernel.msgmax", value: "65536" },
              ],
            },
            containers: [{ name: "web" }],
          },
        },
        violations: ["spec.securityContext.sysctls[1].name: pod sets unsafe sysctl kernel.msgmax"],
      },
    ],
    compliant: [
      {
        title: "a safe one",
        pod: {
          spec: {
            securityContext: {
              sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }],
            },
            containers: [{ name: "web" }],
          },
        },
      },
    ],
  },
};
