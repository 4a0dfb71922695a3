import type { PodCheck } from "../check.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No container is privileged. */
export const privilegedContainer: PodCheck = {
  on: "pod",
  id: "privileged-container",
  title: "Privileged container",
  topic: "pod-security",
  severity: "critical",
  description:
    "A privileged container has every capability and every device of the node, without seccomp or AppArmor. Whoever runs code in it mounts the node's disk and controls the node with all its pods. What `privileged` implies in the same container (capabilities, seccomp, AppArmor, `/proc`, privilege escalation) is named with the finding and not reported separately.",
  remediation:
    "Remove `privileged`, and grant the single capability, device plugin or volume that the container needs.",
  references: referencesTo({
    "pss-baseline": ["Privileged Containers"],
    "cis-1.12": ["5.2.2"],
    "nsa-1.2": ["Pod security enforcement"],
    "mitre-attack": ["T1611", "T1610"],
    "ms-threat-matrix": ["MS-TA9018"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_16",
    "checkov:PrivilegedContainers",
    "datree:20",
    "datree:CONTAINERS_INCORRECT_PRIVILEGED_VALUE_TRUE",
    "kube-linter:privileged-container",
    "kube-score:container-security-context-privileged",
    "kubescape:C-0057",
    "kubesec:Privileged",
    "polaris:runAsPrivileged",
    "trivy:KSV-0017",
  ],

  *evaluate(pod) {
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      if (security.privileged !== true) continue;
      const path = [...securityPath, "privileged"];
      yield {
        path,
        message: `${label} is privileged`,
        container: container.name,
        fix: replacing("may-break", path, false),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "only the privileged one of two containers",
        pod: {
          spec: {
            containers: [{ name: "web" }, { name: "agent", securityContext: { privileged: true } }],
          },
        },
        violations: [
          'spec.containers[1].securityContext.privileged: container "agent" is privileged',
        ],
      },
    ],
    compliant: [
      { title: "a container that does not say", pod: { spec: { containers: [{ name: "web" }] } } },
      {
        title: "a container that says false",
        pod: { spec: { containers: [{ name: "web", securityContext: { privileged: false } }] } },
      },
    ],
  },
};
