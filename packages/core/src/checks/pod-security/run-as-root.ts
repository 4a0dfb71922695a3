import type { Fix } from "../../findings/finding.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { hasUserNamespace } from "../../kubernetes/security-context.ts";
import type { PodCheck } from "../check.ts";
import { isInherited, podContainersOf } from "../facts/pod-containers.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Neither the pod nor a container sets `runAsUser: 0`, unless the pod has a user namespace of its own. */
export const runAsRoot: PodCheck = {
  on: "pod",
  id: "run-as-root",
  title: "Container runs as root",
  topic: "pod-security",
  severity: "high",
  description:
    "Root in the container is root to the node's kernel: a vulnerability in the kernel or the runtime, or a mounted file of the node, gives away the node at once.",
  remediation: "Set `runAsUser` to a user ID other than 0, or set `hostUsers: false` on the pod.",
  references: referencesTo({
    "pss-restricted": ["Running as Non-root user"],
    "cis-1.12": ["5.2.7"],
    "nsa-1.2": ["Non-root containers and rootless container engines"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_23",
    "checkov:RootContainers",
    "kubescape:C-0013",
    "polaris:runAsRootAllowed",
    "trivy:KSV-0105",
  ],

  *evaluate(pod) {
    if (hasUserNamespace(pod.spec)) return;
    if (pod.spec.securityContext?.runAsUser === 0 && isInherited(pod, "runAsUser")) {
      yield {
        path: ["spec", "securityContext", "runAsUser"],
        message: "pod runs as root",
        fix: fixOf(["spec", "securityContext", "runAsUser"]),
      };
    }
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      if (security.runAsUser !== 0) continue;
      const path = [...securityPath, "runAsUser"];
      yield { path, message: `${label} runs as root`, container: container.name, fix: fixOf(path) };
    }
  },

  examples: {
    violating: [
      {
        title: "the container that asks for root",
        pod: {
          spec: {
            containers: [
              { name: "web", securityContext: { runAsUser: 10001 } },
              { name: "log", securityContext: { runAsUser: 0 } },
            ],
          },
        },
        violations: ['spec.containers[1].securityContext.runAsUser: container "log" runs as root'],
      },
      {
        title: "a pod that asks for root",
        pod: { spec: { securityContext: { runAsUser: 0 }, containers: [{ name: "web" }] } },
        violations: ["spec.securityContext.runAsUser: pod runs as root"],
      },
    ],
    compliant: [
      {
        title: "a pod that does not say, which run-as-non-root-missing reports",
        pod: { spec: { containers: [{ name: "web" }] } },
      },
      {
        title: "root of the pod that no container inherits",
        pod: {
          spec: {
            securityContext: { runAsUser: 0 },
            containers: [{ name: "web", securityContext: { runAsUser: 10001 } }],
          },
        },
      },
      {
        title: "root of a user namespace",
        pod: {
          spec: {
            hostUsers: false,
            securityContext: { runAsUser: 0 },
            containers: [{ name: "web" }],
          },
        },
      },
    ],
  },
};

function fixOf(path: FieldPath): Fix {
  return replacing("needs-value", path, 10001);
}
