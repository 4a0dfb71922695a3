import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import type { PodCheck } from "../check.ts";
import { kubernetesMinorOf } from "../facts/kubernetes-version.ts";
import { isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** The first minor version in which the field takes effect without a feature gate. */
const SINCE = 33;

/** A pod that says who it runs as does not take further groups from its image. */
export const supplementalGroupsMerged: PodCheck = {
  on: "pod",
  id: "supplemental-groups-merged",
  title: "Supplemental groups taken from the image",
  topic: "pod-security",
  severity: "info",
  description:
    "Unless `supplementalGroupsPolicy` is `Strict`, the process is also in every group that `/etc/group` of the image lists for its user. Whoever builds the image grants access to shared volumes and mounted files of the node that neither the manifest nor a policy shows. Only pods that set a user or groups are examined, from Kubernetes v1.33 on, which has the field.",
  remediation:
    "Set `supplementalGroupsPolicy: Strict` in the pod's security context, and list the groups that the program needs in `supplementalGroups`.",
  references: referencesTo({ "mitre-attack": ["T1548"], "nist-800-190": ["3.4.3"] }),

  *evaluate(pod, { cluster }) {
    const policy = pod.spec.securityContext?.supplementalGroupsPolicy;
    if (policy === "Strict" || isWindowsPod(pod.spec) || !namesIds(pod)) return;
    if ((kubernetesMinorOf(cluster) ?? SINCE) < SINCE) return;
    const path = ["spec", "securityContext", "supplementalGroupsPolicy"];
    yield {
      path,
      message:
        "supplementalGroupsPolicy is not Strict: groups from /etc/group of the image are added",
      fix: setting("may-break", path, policy, "Strict"),
    };
  },

  examples: {
    violating: [
      {
        title: "a pod that says who it runs as",
        pod: { spec: { securityContext: { runAsUser: 10001 }, containers: [{ name: "web" }] } },
        violations: [
          "spec.securityContext.supplementalGroupsPolicy: supplementalGroupsPolicy is not Strict: groups from /etc/group of the image are added",
        ],
      },
      {
        title: "a container that does, beside one that does not",
        pod: {
          spec: {
            containers: [{ name: "web" }, { name: "api", securityContext: { runAsGroup: 10001 } }],
          },
        },
        violations: [
          "spec.securityContext.supplementalGroupsPolicy: supplementalGroupsPolicy is not Strict: groups from /etc/group of the image are added",
        ],
      },
    ],
    compliant: [
      {
        title: "only the groups of the manifest",
        pod: {
          spec: {
            securityContext: { runAsUser: 10001, supplementalGroupsPolicy: "Strict" },
            containers: [{ name: "web" }],
          },
        },
      },
      {
        title: "a pod that leaves user and groups to the image",
        pod: { spec: { containers: [{ name: "web" }] } },
      },
      {
        title: "a pod in Kubernetes v1.32, which does not have the field",
        assumptions: { kubernetesVersion: "v1.32" },
        pod: { spec: { securityContext: { runAsUser: 10001 }, containers: [{ name: "web" }] } },
      },
    ],
  },
};

function namesIds(pod: PodTemplate): boolean {
  const { runAsUser, runAsGroup, fsGroup, supplementalGroups } = pod.spec.securityContext ?? {};
  if ((runAsUser ?? runAsGroup ?? fsGroup) !== undefined || supplementalGroups) return true;
  for (const { security } of podContainersOf(pod)) {
    if ((security.runAsUser ?? security.runAsGroup) !== undefined) return true;
  }
  return false;
}
