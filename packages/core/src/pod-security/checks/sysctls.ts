import type { PodSecurityCheck, PodSecurityRevision } from "../check.ts";
import { nameOf } from "../text.ts";

const SAFE_1_0 = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.ping_group_range",
  "net.ipv4.ip_unprivileged_port_start",
];
const SAFE_1_27 = [...SAFE_1_0, "net.ipv4.ip_local_reserved_ports"];
const SAFE_1_29 = [
  ...SAFE_1_27,
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
];
const SAFE_1_32 = [...SAFE_1_29, "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"];
const SAFE_1_37 = [
  ...SAFE_1_32,
  "net.ipv4.tcp_slow_start_after_idle",
  "net.ipv4.tcp_notsent_lowat",
];

/** Only sysctls that stay inside the pod's namespaces (baseline, v1.0; the list grew four times). */
export const sysctls: PodSecurityCheck = {
  id: "sysctls",
  name: "sysctls",
  level: "baseline",
  versions: [
    { since: "v1.0", evaluate: evaluateWith(SAFE_1_0) },
    { since: "v1.27", evaluate: evaluateWith(SAFE_1_27) },
    { since: "v1.29", evaluate: evaluateWith(SAFE_1_29) },
    { since: "v1.32", evaluate: evaluateWith(SAFE_1_32) },
    { since: "v1.37", evaluate: evaluateWith(SAFE_1_37) },
  ],
};

function evaluateWith(safe: readonly string[]): PodSecurityRevision["evaluate"] {
  return ({ spec }) => {
    const forbidden = [...(spec.securityContext?.sysctls ?? []).entries()]
      .map(([index, sysctl]) => ({ index, name: nameOf(sysctl) }))
      .filter(({ name }) => !safe.includes(name));
    if (forbidden.length === 0) return undefined;
    return {
      reason: "forbidden sysctls",
      detail: forbidden.map(({ name }) => name).join(", "),
      paths: forbidden.map(({ index }) => ["spec", "securityContext", "sysctls", index, "name"]),
    };
  };
}
