import type { PodCheck } from "../check.ts";
import { sensitiveHostPaths } from "../facts/sensitive-host-paths.ts";
import { referencesTo } from "../writing/references.ts";

/** No pod mounts the files of a node that hold the keys of a cloud account. */
export const cloudCredentialsMounted: PodCheck = {
  on: "pod",
  id: "cloud-credentials-mounted",
  title: "Cloud credentials of the node mounted",
  topic: "pod-security",
  severity: "high",
  raisedBy: ["exposed"],
  description:
    "The node's cloud provider and its command-line clients keep the keys of an account in files such as `/etc/kubernetes/azure.json` or `/root/.aws`. A container that reads them acts in the cloud as the node does: it accesses disks, registries and other machines, outside the control of any policy of the cluster.",
  remediation:
    "Remove the volume, and use the provider's workload identity, bound to the pod's service account.",
  references: referencesTo({
    "pss-baseline": ["HostPath Volumes"],
    "cis-1.12": ["5.2.11"],
    "mitre-attack": ["T1552.001", "T1078.004"],
    "ms-threat-matrix": ["MS-TA9026"],
    "nist-800-190": ["3.5.5"],
  }),
  aliases: [
    "datree:46",
    "datree:CONTAINERS_INCORRECT_KEY_HOSTPATH",
    "kubescape:C-0020",
    "kubescape:C-0048",
    "polaris:hostPathSet",
    "trivy:KSV-0023",
  ],

  evaluate: (pod) => sensitiveHostPaths(pod, "cloud-credentials"),

  examples: {
    violating: [
      {
        title: "the file of a cloud provider and the folder of a client",
        pod: {
          spec: {
            containers: [{ name: "web" }, { name: "backup" }],
            volumes: [
              { name: "tmp", emptyDir: {} },
              { name: "azure", hostPath: { path: "/etc/kubernetes/azure.json" } },
              { name: "aws", hostPath: { path: "/home/ops/.aws/" } },
            ],
          },
        },
        violations: [
          'spec.volumes[1].hostPath.path: volume "azure" mounts /etc/kubernetes/azure.json of the node: the credentials of a cloud account',
          'spec.volumes[2].hostPath.path: volume "aws" mounts /home/ops/.aws of the node: the credentials of a cloud account',
        ],
      },
    ],
    compliant: [
      {
        title: "a path that only begins alike, which host-path-sensitive reports",
        pod: {
          spec: {
            containers: [{ name: "web" }],
            volumes: [{ name: "home", hostPath: { path: "/home/ops/.awsome" } }],
          },
        },
      },
    ],
  },
};
