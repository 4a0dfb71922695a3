import type { Violation } from "../../findings/finding.ts";
import type { PodSpec, SecurityContext } from "../../kubernetes/api/types.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { isNeverRoot } from "../../kubernetes/security-context.ts";
import { drops } from "../../node-escape/capabilities.ts";
import type { PodCheck } from "../check.ts";
import { isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Every container says `allowPrivilegeEscalation: false`; as Pod Security, Windows pods need not. */
export const privilegeEscalationAllowed: PodCheck = {
  on: "pod",
  id: "privilege-escalation-allowed",
  title: "Privilege escalation allowed",
  topic: "pod-security",
  severity: "medium",
  description:
    "Without `allowPrivilegeEscalation: false` a process can gain more privileges than its parent through set-user-ID programs and file capabilities: code that runs as an unprivileged user becomes root in the container. Privileged containers are reported on their own.",
  remediation: "Set `securityContext.allowPrivilegeEscalation: false` on the container.",
  references: referencesTo({
    "pss-restricted": ["Privilege Escalation"],
    "cis-1.12": ["5.2.6"],
    "nsa-1.2": ["Pod security enforcement"],
    "mitre-attack": ["T1548.001", "T1068"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:AllowPrivilegeEscalation",
    "checkov:CKV_K8S_20",
    "datree:47",
    "datree:CONTAINERS_MISSING_KEY_ALLOWPRIVILEGEESCALATION",
    "kube-linter:privilege-escalation-container",
    "kubescape:C-0016",
    "kubesec:AllowPrivilegeEscalation",
    "polaris:privilegeEscalationAllowed",
    "trivy:KSV-0001",
  ],
  impliedBy: ["privileged-container"],

  *evaluate(pod) {
    if (isWindowsPod(pod.spec)) return;
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      const allowed = security.allowPrivilegeEscalation;
      if (allowed === false) continue;
      const path = [...securityPath, "allowPrivilegeEscalation"];
      yield {
        path,
        message: allowed
          ? `${label} sets allowPrivilegeEscalation to true`
          : `${label} does not set allowPrivilegeEscalation to false`,
        container: container.name,
        ...fixOf(security, pod.spec, path),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "containers that allow it or do not say, and not the one that forbids it",
        pod: {
          spec: {
            containers: [
              { name: "web" },
              { name: "log", securityContext: { allowPrivilegeEscalation: false } },
              { name: "job", securityContext: { allowPrivilegeEscalation: true } },
            ],
          },
        },
        violations: [
          'spec.containers[0].securityContext.allowPrivilegeEscalation: container "web" does not set allowPrivilegeEscalation to false',
          'spec.containers[2].securityContext.allowPrivilegeEscalation: container "job" sets allowPrivilegeEscalation to true',
        ],
      },
    ],
    compliant: [
      {
        title: "a container that forbids it",
        pod: {
          spec: {
            containers: [{ name: "web", securityContext: { allowPrivilegeEscalation: false } }],
          },
        },
      },
      {
        title: "a Windows pod",
        pod: { spec: { os: { name: "windows" }, containers: [{ name: "web" }] } },
      },
    ],
  },
};

/**
 * A container that never is root and wants no capability has nothing to gain, so that forbidding it breaks nothing. The API
 * server refuses the field beside CAP_SYS_ADMIN (`ValidateSecurityContext`), which has to go first.
 */
function fixOf(security: SecurityContext, spec: PodSpec, path: FieldPath): Pick<Violation, "fix"> {
  const { add = [], drop = [] } = security.capabilities ?? {};
  if (add.includes("CAP_SYS_ADMIN")) return {};
  const allowed = security.allowPrivilegeEscalation;
  const wantsNothing = isNeverRoot(security, spec) && drops(drop, "ALL") && add.length === 0;
  const safety = allowed === undefined && wantsNothing ? "safe" : "may-break";
  return { fix: setting(safety, path, allowed, false) };
}
