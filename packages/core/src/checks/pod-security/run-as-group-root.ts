import type { Violation } from "../../findings/finding.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { hasUserNamespace } from "../../kubernetes/security-context.ts";
import type { PodCheck } from "../check.ts";
import { isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { podGroupsOf } from "../facts/pod-groups.ts";
import { adding } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Neither the pod nor a container asks for group 0, unless the pod has a user namespace of its own. */
export const runAsGroupRoot: PodCheck = {
  on: "pod",
  id: "run-as-group-root",
  title: "Group ID 0",
  topic: "pod-security",
  severity: "low",
  description:
    "Group 0 owns many files of images and nodes: a process in it can read and often write what is meant for root, in the container and on mounted paths of the node. With `runAsUser` and no `runAsGroup` the group is 0 too, unless `/etc/passwd` of the image says otherwise.",
  remediation:
    "Set `runAsGroup`, `fsGroup` and `supplementalGroups` to group IDs other than 0, and set `runAsGroup` wherever `runAsUser` is set.",
  references: referencesTo({
    "nsa-1.2": ["Non-root containers and rootless container engines"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: ["trivy:KSV-0116"],

  *evaluate(pod) {
    if (hasUserNamespace(pod.spec) || isWindowsPod(pod.spec)) return;
    yield* leftToRoot(pod);
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
      {
        title: "a user of the pod and of one container without a group",
        pod: {
          spec: {
            securityContext: { runAsUser: 20001 },
            containers: [
              { name: "web" },
              { name: "log", securityContext: { runAsUser: 20002 } },
              { name: "api", securityContext: { runAsGroup: 20001 } },
            ],
          },
        },
        violations: [
          "spec.securityContext.runAsGroup: pod sets runAsUser and leaves the group to root's",
          'spec.containers[1].securityContext.runAsGroup: container "log" sets runAsUser and leaves the group to root\'s',
        ],
      },
    ],
    compliant: [
      {
        title: "another group",
        pod: {
          spec: {
            securityContext: { runAsUser: 1000, runAsGroup: 1000 },
            containers: [{ name: "web" }],
          },
        },
      },
      {
        title: "root, which run-as-root reports, and no user at all",
        pod: {
          spec: {
            containers: [{ name: "web", securityContext: { runAsUser: 0 } }, { name: "log" }],
          },
        },
      },
    ],
  },
};

/** A user id without a group id: the runtime takes the image's group of that user, and 0 where the image does not know the user. */
function* leftToRoot(pod: PodTemplate): Generator<Violation> {
  const { runAsUser, runAsGroup } = pod.spec.securityContext ?? {};
  if (runAsGroup !== undefined) return;
  const open = podContainersOf(pod).filter(({ security }) => security.runAsGroup === undefined);
  if (isAnother(runAsUser) && open.some(({ security }) => security.runAsUser === undefined)) {
    yield violationAt(["spec", "securityContext"], "pod");
  }
  for (const { container, security, securityPath, label } of open) {
    if (!isAnother(security.runAsUser)) continue;
    yield { ...violationAt(securityPath, label), container: container.name };
  }
}

function isAnother(user: number | undefined): boolean {
  return user !== undefined && user !== 0;
}

function violationAt(securityPath: FieldPath, label: string): Violation {
  const path = [...securityPath, "runAsGroup"];
  return {
    path,
    message: `${label} sets runAsUser and leaves the group to root's`,
    fix: adding("needs-value", path, 10001),
  };
}
