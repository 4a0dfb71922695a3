import { hasUserNamespace } from "../../kubernetes/security-context.ts";
import type { PodCheck } from "../check.ts";
import { isInherited, isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** User ids that are set are at least 10000, unless the pod has a user namespace of its own; 0 is `run-as-root`'s. */
export const lowUserId: PodCheck = {
  on: "pod",
  id: "low-user-id",
  title: "Low user ID",
  topic: "pod-security",
  severity: "low",
  description:
    "User ids below 10000 belong to accounts and services of the node. A process that escapes the container, or writes to files of the node, acts there as the account with the same ID.",
  remediation: "Set `runAsUser` to 10000 or above, or set `hostUsers: false` on the pod.",
  references: referencesTo({ "mitre-attack": ["T1611"], "nist-800-190": ["3.5.2"] }),
  aliases: [
    "checkov:CKV_K8S_40",
    "checkov:RootContainersHighUID",
    "datree:29",
    "datree:CONTAINERS_INCORRECT_RUNASUSER_VALUE_LOWUID",
    "kube-score:container-security-context-user-group-id",
    "kubesec:RunAsUser",
    "trivy:KSV-0020",
  ],
  impliedBy: ["run-as-root"],

  *evaluate(pod) {
    if (hasUserNamespace(pod.spec) || isWindowsPod(pod.spec)) return;
    const inherited = pod.spec.securityContext?.runAsUser;
    if (isLow(inherited) && isInherited(pod, "runAsUser")) {
      const path = ["spec", "securityContext", "runAsUser"];
      const message = `pod runs as user ${inherited}, below 10000`;
      yield { path, message, fix: replacing("needs-value", path, 10001) };
    }
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      const user = security.runAsUser;
      if (!isLow(user)) continue;
      const path = [...securityPath, "runAsUser"];
      yield {
        path,
        message: `${label} runs as user ${user}, below 10000`,
        container: container.name,
        fix: replacing("needs-value", path, 10001),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a low id of the pod and of one container",
        pod: {
          spec: {
            securityContext: { runAsUser: 1000 },
            containers: [
              { name: "web" },
              { name: "api", securityContext: { runAsUser: 10000 } },
              { name: "log", securityContext: { runAsUser: 9999 } },
            ],
          },
        },
        violations: [
          "spec.securityContext.runAsUser: pod runs as user 1000, below 10000",
          'spec.containers[2].securityContext.runAsUser: container "log" runs as user 9999, below 10000',
        ],
      },
    ],
    compliant: [
      {
        title: "a high id",
        pod: { spec: { securityContext: { runAsUser: 10000 }, containers: [{ name: "web" }] } },
      },
      {
        title: "a low id of the pod that no container inherits",
        pod: {
          spec: {
            securityContext: { runAsUser: 180 },
            containers: [{ name: "web", securityContext: { runAsUser: 12000 } }],
          },
        },
      },
      {
        title: "a low id in a user namespace",
        pod: {
          spec: {
            hostUsers: false,
            securityContext: { runAsUser: 1000 },
            containers: [{ name: "web" }],
          },
        },
      },
    ],
  },
};

function isLow(user: number | undefined): user is number {
  return user !== undefined && user > 0 && user < 10_000;
}
