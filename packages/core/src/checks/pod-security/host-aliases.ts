import type { PodCheck } from "../check.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No pod has names in `/etc/hosts` of its own. */
export const hostAliases: PodCheck = {
  on: "pod",
  id: "host-aliases",
  title: "Host aliases in /etc/hosts",
  topic: "pod-security",
  severity: "low",
  description:
    "`hostAliases` override the cluster's DNS in the pod's `/etc/hosts`. Whoever can change the manifest redirects the program's traffic to any address, and neither DNS policies nor DNS logs show it.",
  remediation: "Remove `hostAliases`, and create a Service or a DNS record for the name.",
  references: referencesTo({ "mitre-attack": ["T1557"] }),
  aliases: ["kubesec:HostAliases", "trivy:KSV-0007"],

  *evaluate({ spec }) {
    for (const [index, { ip, hostnames = [] }] of (spec.hostAliases ?? []).entries()) {
      const path = ["spec", "hostAliases", index];
      const names = hostnames.length === 0 ? "no name" : hostnames.join(" and ");
      const message = `hostAliases map ${names} to ${ip}`;
      yield { path, message, fix: removing("may-break", path) };
    }
  },

  examples: {
    violating: [
      {
        title: "two names for an address",
        pod: {
          spec: {
            containers: [{ name: "web" }, { name: "log" }],
            hostAliases: [{ ip: "10.0.0.7", hostnames: ["db.example.com", "db"] }],
          },
        },
        violations: ["spec.hostAliases[0]: hostAliases map db.example.com and db to 10.0.0.7"],
      },
    ],
    compliant: [
      { title: "none", pod: { spec: { containers: [{ name: "web" }], hostAliases: [] } } },
    ],
  },
};
