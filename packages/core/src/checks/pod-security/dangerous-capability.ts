import type { Severity } from "../../findings/finding.ts";
import { hasNoCapabilities, hasUserNamespace } from "../../kubernetes/security-context.ts";
import type { CapabilityGrant } from "../../node-escape/capabilities.ts";
import { type EscapingPod, isPowerless } from "../../node-escape/container-escapes.ts";
import type { PodCheck } from "../check.ts";
import { dangerOf, SEVERITY_OF_REACH } from "../facts/node-reach.ts";
import { type PodContainer, podContainersOf } from "../facts/pod-containers.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No container adds a capability that reaches out of it. */
export const dangerousCapability: PodCheck = {
  on: "pod",
  id: "dangerous-capability",
  title: "Dangerous capability added",
  topic: "pod-security",
  severity: "critical",
  description:
    "Capabilities such as SYS_ADMIN, SYS_MODULE or DAC_READ_SEARCH are equivalent to root on the node: they mount its disks, load kernel modules or read any of its files. Others change its network or access control and are high; so is SYS_PTRACE where the pod does not share the host PID namespace. In a pod with a user namespace of its own they are limited to that namespace, and the finding is medium. Runtimes ignore the case of names and some know them with the prefix `CAP_`, so the check does too.",
  remediation: "Remove the capability from `capabilities.add`.",
  references: referencesTo({
    "pss-baseline": ["Capabilities"],
    "pss-restricted": ["Capabilities"],
    "cis-1.12": ["5.2.9"],
    "nsa-1.2": ["Pod security enforcement"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:AllowedCapabilities",
    "checkov:AllowedCapabilitiesSysAdmin",
    "checkov:CKV_K8S_25",
    "checkov:CKV_K8S_39",
    "datree:49",
    "datree:CONTAINERS_INVALID_CAPABILITIES_VALUE",
    "kubescape:C-0046",
    "kubesec:CapSysAdmin",
    "polaris:dangerousCapabilities",
    "trivy:KSV-0005",
    "trivy:KSV-0022",
    "trivy:KSV-0120",
  ],
  impliedBy: ["privileged-container"],

  *evaluate(pod) {
    for (const each of podContainersOf(pod)) {
      const { container, security, securityPath, label } = each;
      for (const [index, capability] of (security.capabilities?.add ?? []).entries()) {
        const danger = dangerOf(capability);
        if (!danger) continue;
        const path = [...securityPath, "capabilities", "add", index];
        yield {
          path,
          message: `${label} adds capability ${capability}: ${danger.does}`,
          container: container.name,
          severity: severityOf(danger, each, pod),
          fix: removing(hasNoCapabilities(security, pod.spec) ? "safe" : "may-break", path),
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "the dangerous ones, however they are spelled",
        pod: {
          spec: {
            containers: [
              { name: "web" },
              {
                name: "agent",
                securityContext: { capabilities: { add: ["CHOWN", "SYS_ADMIN", "net_admin"] } },
              },
            ],
          },
        },
        violations: [
          'spec.containers[1].securityContext.capabilities.add[1]: container "agent" adds capability SYS_ADMIN: mounting the node\'s disks',
          'spec.containers[1].securityContext.capabilities.add[2]: container "agent" adds capability net_admin: changing routes and packet filters',
        ],
      },
    ],
    compliant: [
      {
        title: "a harmless capability",
        pod: {
          spec: {
            containers: [
              { name: "web", securityContext: { capabilities: { add: ["NET_BIND_SERVICE"] } } },
            ],
          },
        },
      },
    ],
  },
};

function severityOf(
  danger: CapabilityGrant,
  { container }: PodContainer,
  pod: EscapingPod,
): Severity {
  if (hasUserNamespace(pod.spec)) return "medium";
  const reachesNode = danger.reach === "node" && !isPowerless(danger, container, pod);
  return SEVERITY_OF_REACH[reachesNode ? "node" : "part"];
}
