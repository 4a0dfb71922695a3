import type { PodCheck } from "../check.ts";
import { isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Every container has a read-only root file system; Windows has none. */
export const rootFilesystemWritable: PodCheck = {
  on: "pod",
  id: "root-filesystem-writable",
  title: "Root filesystem not read-only",
  topic: "pod-security",
  severity: "low",
  description:
    "In a container with a writable root filesystem an attacker can replace programs and libraries, and store tools and stolen data until the pod ends.",
  remediation:
    "Set `readOnlyRootFilesystem: true`, and mount an `emptyDir` where the program has to write.",
  references: referencesTo({
    "cis-1.12": ["5.6.3"],
    "nsa-1.2": ["Immutable container file systems"],
    "mitre-attack": ["T1105"],
    "ms-threat-matrix": ["MS-TA9012"],
    "nist-800-190": ["3.4.4"],
  }),
  aliases: [
    "checkov:CKV_K8S_22",
    "checkov:ReadOnlyFilesystem",
    "datree:45",
    "datree:CONTAINERS_INCORRECT_READONLYROOTFILESYSTEM_VALUE",
    "kube-linter:no-read-only-root-fs",
    "kube-score:container-security-context-readonlyrootfilesystem",
    "kubescape:C-0017",
    "kubesec:ReadOnlyRootFilesystem",
    "polaris:notReadOnlyRootFilesystem",
    "trivy:KSV-0014",
  ],

  *evaluate(pod) {
    if (isWindowsPod(pod.spec)) return;
    for (const { container, security, securityPath, label } of podContainersOf(pod)) {
      if (security.readOnlyRootFilesystem === true) continue;
      const path = [...securityPath, "readOnlyRootFilesystem"];
      yield {
        path,
        message: `${label} does not set readOnlyRootFilesystem to true`,
        container: container.name,
        fix: setting("may-break", path, security.readOnlyRootFilesystem, true),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "only the container that can",
        pod: {
          spec: {
            containers: [
              { name: "web", securityContext: { readOnlyRootFilesystem: true } },
              { name: "log", securityContext: { readOnlyRootFilesystem: false } },
            ],
          },
        },
        violations: [
          'spec.containers[1].securityContext.readOnlyRootFilesystem: container "log" does not set readOnlyRootFilesystem to true',
        ],
      },
    ],
    compliant: [
      {
        title: "a read-only one",
        pod: {
          spec: {
            containers: [{ name: "web", securityContext: { readOnlyRootFilesystem: true } }],
          },
        },
      },
    ],
  },
};
