import { hasNoCapabilities } from "../../kubernetes/security-context.ts";
import { capabilityName } from "../../node-escape/capabilities.ts";
import { BASELINE_CAPABILITIES } from "../../pod-security/checks/capabilities-baseline.ts";
import type { PodCheck } from "../check.ts";
import { dangerOf } from "../facts/node-reach.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No container adds a capability beyond the baseline list; the dangerous ones are left to `dangerous-capability`. */
export const capabilitiesAdded: PodCheck = {
  on: "pod",
  id: "capabilities-added",
  title: "Capability added beyond the default set",
  topic: "pod-security",
  severity: "medium",
  description:
    "A capability beyond the runtime's default set permits further privileged operations in the kernel. NET_RAW, for one, lets the container forge packets and spoof other pods. Capabilities that give away the node are reported by `dangerous-capability` instead.",
  remediation: "Remove the capability from `capabilities.add`.",
  references: referencesTo({
    "pss-baseline": ["Capabilities"],
    "pss-restricted": ["Capabilities"],
    "cis-1.12": ["5.2.8", "5.2.9"],
    "nsa-1.2": ["Pod security enforcement"],
    "mitre-attack": ["T1611", "T1557"],
    "ms-threat-matrix": ["MS-TA9036"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:AllowedCapabilities",
    "checkov:CKV_K8S_25",
    "kubescape:C-0046",
    "trivy:KSV-0022",
    "trivy:KSV-0119",
  ],
  impliedBy: ["privileged-container"],

  *evaluate(pod) {
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      for (const [index, capability] of (security.capabilities?.add ?? []).entries()) {
        if (BASELINE_CAPABILITIES.has(capabilityName(capability))) continue;
        if (dangerOf(capability)) continue;
        const path = [...securityPath, "capabilities", "add", index];
        yield {
          path,
          message: `${label} adds capability ${capability}`,
          container: container.name,
          fix: removing(hasNoCapabilities(security, pod.spec) ? "safe" : "may-break", path),
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "only what is outside the default set",
        pod: {
          spec: {
            containers: [
              { name: "web" },
              { name: "ping", securityContext: { capabilities: { add: ["KILL", "NET_RAW"] } } },
            ],
          },
        },
        violations: [
          'spec.containers[1].securityContext.capabilities.add[1]: container "ping" adds capability NET_RAW',
        ],
      },
    ],
    compliant: [
      {
        title: "capabilities of the default set",
        pod: {
          spec: {
            containers: [{ name: "web", securityContext: { capabilities: { add: ["CHOWN"] } } }],
          },
        },
      },
    ],
  },
};
