import type { PodCheck } from "../check.ts";
import { dangerOf } from "../facts/capabilities.ts";
import { hasNoCapabilities, hasUserNamespace, podContainersOf } from "../facts/pod-containers.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No container adds a capability that reaches out of it. */
export const dangerousCapability: PodCheck = {
  on: "pod",
  id: "dangerous-capability",
  title: "Dangerous capability",
  topic: "pod-security",
  severity: "critical",
  description:
    "Capabilities such as SYS_ADMIN, SYS_MODULE or DAC_READ_SEARCH are as good as root on the node: they mount its disks, load code into its kernel or read any of its files. Others change its network or access control and are high. In a pod with a user namespace of its own they hold inside it only, and the finding is medium. Runtimes ignore the case of names, so the check does too.",
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
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      for (const [index, capability] of (security.capabilities?.add ?? []).entries()) {
        const danger = dangerOf(capability);
        if (!danger) continue;
        const path = [...securityPath, "capabilities", "add", index];
        yield {
          path,
          message: `${label} adds capability ${capability}: ${danger.gives}`,
          container: container.name,
          severity: hasUserNamespace(pod.spec) ? "medium" : danger.severity,
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
