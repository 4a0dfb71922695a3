import type { PodSpec, SecurityContext } from "../../kubernetes/api/types.ts";
import { hasNoCapabilities } from "../../kubernetes/security-context.ts";
import { capabilityName } from "../../node-escape/capabilities.ts";
import { BASELINE_CAPABILITIES } from "../../pod-security/checks/capabilities-baseline.ts";
import type { PodCheck } from "../check.ts";
import { isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No container adds a capability of the default set, NET_BIND_SERVICE excepted; Windows pods have none. */
export const defaultCapabilityAdded: PodCheck = {
  on: "pod",
  id: "default-capability-added",
  formerId: "capabilities-kept",
  title: "Capability of the default set added explicitly",
  topic: "pod-security",
  severity: "low",
  description:
    "Capabilities such as DAC_OVERRIDE or SETUID let an attacker in the container bypass file permissions and switch users. The restricted level of Pod Security lets a container add NET_BIND_SERVICE and nothing else.",
  remediation:
    "Remove the capability from `capabilities.add`, and set the ownership of files in the image instead.",
  references: referencesTo({
    "pss-restricted": ["Capabilities"],
    "cis-1.12": ["5.2.9"],
    "mitre-attack": ["T1068"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "watertight:capabilities-kept",
    "checkov:AllowedCapabilities",
    "checkov:CKV_K8S_25",
    "trivy:KSV-0106",
  ],
  impliedBy: ["privileged-container"],

  *evaluate(pod) {
    if (isWindowsPod(pod.spec)) return;
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      for (const [index, capability] of (security.capabilities?.add ?? []).entries()) {
        const name = capabilityName(capability);
        if (name === "NET_BIND_SERVICE" || !BASELINE_CAPABILITIES.has(name)) continue;
        const path = [...securityPath, "capabilities", "add", index];
        yield {
          path,
          message: `${label} adds capability ${capability} of the default set`,
          container: container.name,
          fix: removing(isWithoutEffect(name, security, pod.spec) ? "safe" : "may-break", path),
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "a capability of the default set beside NET_BIND_SERVICE, in whatever case",
        pod: {
          spec: {
            containers: [
              { name: "web" },
              {
                name: "mail",
                securityContext: { capabilities: { add: ["NET_BIND_SERVICE", "CHOWN"] } },
              },
              {
                name: "log",
                securityContext: { capabilities: { add: ["kill", "net_bind_service"] } },
              },
            ],
          },
        },
        violations: [
          'spec.containers[1].securityContext.capabilities.add[1]: container "mail" adds capability CHOWN of the default set',
          'spec.containers[2].securityContext.capabilities.add[0]: container "log" adds capability kill of the default set',
        ],
      },
    ],
    compliant: [
      {
        title: "NET_BIND_SERVICE alone",
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

/** What containerd and CRI-O both give a container that says nothing. */
const GIVEN: ReadonlySet<string> = new Set([
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "SETGID",
  "SETPCAP",
  "SETUID",
]);

/** Whether the container has the capability with the field as without it, or has none at all. */
function isWithoutEffect(capability: string, security: SecurityContext, spec: PodSpec): boolean {
  if (hasNoCapabilities(security, spec)) return true;
  const dropped = (security.capabilities?.drop ?? []).map(capabilityName);
  const isDropped = dropped.includes("ALL") || dropped.includes(capability);
  return GIVEN.has(capability) && !isDropped;
}
