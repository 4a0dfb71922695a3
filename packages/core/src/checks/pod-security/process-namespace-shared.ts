import type { PodCheck } from "../check.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** The containers of a pod do not share their processes; a single container shares them with nobody. */
export const processNamespaceShared: PodCheck = {
  on: "pod",
  id: "process-namespace-shared",
  title: "Process namespace shared between containers",
  topic: "pod-security",
  severity: "low",
  description:
    "With `shareProcessNamespace` every container of the pod sees the processes of the others, reads their arguments and, as the same user, their environment and files through `/proc`. A vulnerability in a sidecar then compromises the other containers too.",
  remediation:
    "Remove `shareProcessNamespace`; let the containers communicate through a volume or the pod's network.",
  references: referencesTo({
    "mitre-attack": ["T1057", "T1552"],
    "nist-800-190": ["3.4.3"],
  }),

  *evaluate(pod) {
    if (pod.spec.shareProcessNamespace !== true) return;
    if (podContainersOf(pod).length < 2) return;
    const path = ["spec", "shareProcessNamespace"];
    yield {
      path,
      message: "containers of the pod share a process namespace",
      fix: removing("may-break", path),
    };
  },

  examples: {
    violating: [
      {
        title: "a pod of two containers",
        pod: {
          spec: {
            shareProcessNamespace: true,
            containers: [{ name: "web" }, { name: "log" }],
          },
        },
        violations: ["spec.shareProcessNamespace: containers of the pod share a process namespace"],
      },
    ],
    compliant: [
      {
        title: "a pod that says false",
        pod: {
          spec: { shareProcessNamespace: false, containers: [{ name: "web" }, { name: "log" }] },
        },
      },
      {
        title: "a pod of one container",
        pod: { spec: { shareProcessNamespace: true, containers: [{ name: "web" }] } },
      },
    ],
  },
};
