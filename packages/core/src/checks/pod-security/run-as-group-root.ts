import { hasUserNamespace } from "../../kubernetes/security-context.ts";
import type { PodCheck } from "../check.ts";
import { podGroupsOf } from "../facts/pod-groups.ts";
import { referencesTo } from "../writing/references.ts";

/** Neither the pod nor a container asks for group 0, unless the pod has a user namespace of its own. */
export const runAsGroupRoot: PodCheck = {
  on: "pod",
  id: "run-as-group-root",
  title: "Runs in the group of root",
  topic: "pod-security",
  severity: "low",
  description:
    "Group 0 owns many files of images and nodes: a process in it reads and often writes what was meant for root, in the container and on mounted paths of the node.",
  remediation: "Use a group id that is not 0 in `runAsGroup`, `fsGroup` and `supplementalGroups`.",
  references: referencesTo({
    "nsa-1.2": ["Non-root containers and rootless container engines"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: ["trivy:KSV-0116"],

  *evaluate(pod) {
    if (hasUserNamespace(pod.spec)) return;
    for (const { group, path, clause, place, fix } of podGroupsOf(pod)) {
      if (group === 0) yield { path, message: `${clause} 0`, ...place, fix };
    }
  },

  examples: {
    violating: [
      {
        title: "every field that names the group",
        pod: {
          spec: {
            securityContext: { runAsGroup: 0, fsGroup: 0, supplementalGroups: [1000, 0] },
            containers: [{ name: "web" }, { name: "log", securityContext: { runAsGroup: 0 } }],
          },
        },
        violations: [
          "spec.securityContext.runAsGroup: pod sets runAsGroup to 0",
          "spec.securityContext.fsGroup: pod sets fsGroup to 0",
          "spec.securityContext.supplementalGroups[1]: pod has supplemental group 0",
          'spec.containers[1].securityContext.runAsGroup: container "log" sets runAsGroup to 0',
        ],
      },
    ],
    compliant: [
      {
        title: "another group",
        pod: { spec: { securityContext: { runAsGroup: 1000 }, containers: [{ name: "web" }] } },
      },
    ],
  },
};
