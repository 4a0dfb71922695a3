import { hasUserNamespace } from "../../kubernetes/security-context.ts";
import type { PodCheck } from "../check.ts";
import { isWindowsPod } from "../facts/pod-containers.ts";
import { podGroupsOf } from "../facts/pod-groups.ts";
import { referencesTo } from "../writing/references.ts";

/** Group ids that are set are at least 1000, unless the pod has a user namespace of its own; 0 is `run-as-group-root`'s. */
export const lowGroupId: PodCheck = {
  on: "pod",
  id: "low-group-id",
  title: "Low group ID",
  topic: "pod-security",
  severity: "low",
  description:
    "Group ids below 1000 belong to the system groups of the node, `disk`, `shadow` and `docker` among them. A process that escapes the container, or reads mounted files of the node, has the rights of the node's group with the same ID.",
  remediation:
    "Use group ids of 1000 and above in `runAsGroup`, `fsGroup` and `supplementalGroups`, or set `hostUsers: false` on the pod.",
  references: referencesTo({ "mitre-attack": ["T1611"], "nist-800-190": ["3.5.2"] }),
  aliases: [
    "datree:51",
    "datree:CONTAINERS_INCORRECT_RUNASGROUP_VALUE_LOWGID",
    "kube-score:container-security-context-user-group-id",
    "kubesec:RunAsGroup",
    "trivy:KSV-0021",
  ],

  *evaluate(pod) {
    if (hasUserNamespace(pod.spec) || isWindowsPod(pod.spec)) return;
    for (const { group, path, clause, place, fix } of podGroupsOf(pod)) {
      if (group <= 0 || group >= 1000) continue;
      yield { path, message: `${clause} ${group}, below 1000`, ...place, fix };
    }
  },

  examples: {
    violating: [
      {
        title: "every field that names a low group",
        pod: {
          spec: {
            securityContext: { runAsGroup: 200, fsGroup: 6, supplementalGroups: [2000, 999] },
            containers: [
              { name: "web" },
              { name: "api", securityContext: { runAsGroup: 1000 } },
              { name: "log", securityContext: { runAsGroup: 42 } },
            ],
          },
        },
        violations: [
          "spec.securityContext.runAsGroup: pod sets runAsGroup to 200, below 1000",
          "spec.securityContext.fsGroup: pod sets fsGroup to 6, below 1000",
          "spec.securityContext.supplementalGroups[1]: pod has supplemental group 999, below 1000",
          'spec.containers[2].securityContext.runAsGroup: container "log" sets runAsGroup to 42, below 1000',
        ],
      },
    ],
    compliant: [
      {
        title: "a high id, and group 0, which run-as-group-root reports",
        pod: {
          spec: {
            securityContext: { runAsGroup: 10001, supplementalGroups: [0] },
            containers: [{ name: "web" }],
          },
        },
      },
      {
        title: "a low id of the pod that no container inherits",
        pod: {
          spec: {
            securityContext: { runAsGroup: 200 },
            containers: [{ name: "web", securityContext: { runAsGroup: 2000 } }],
          },
        },
      },
    ],
  },
};
