import { hostPathVolumesOf } from "../../kubernetes/host-paths.ts";
import { labelInPod } from "../../kubernetes/label.ts";
import type { PodCheck } from "../check.ts";
import { isSensitiveHostPath } from "../facts/sensitive-host-paths.ts";
import type { CheckParameters } from "../parameters.ts";
import { referencesTo } from "../writing/references.ts";

/** No pod has a hostPath volume; those that `host-path-sensitive` reports are left to it. */
export function hostPathVolume({
  forbiddenHostPaths,
}: Pick<CheckParameters, "forbiddenHostPaths">): PodCheck {
  return {
    on: "pod",
    id: "host-path-volume",
    title: "Volume of type hostPath",
    topic: "pod-security",
    severity: "medium",
    raisedBy: ["exposed"],
    description:
      "A hostPath volume mounts files of the node into the container, outlives the pod and is shared with every other pod that mounts it. Symbolic links and programs left there reach the node and the next pod. Paths that give away the node are reported by `host-path-sensitive`, `container-runtime-socket` and `cloud-credentials-mounted` instead.",
    remediation:
      "Use an `emptyDir`, `configMap`, `secret`, `projected` or PersistentVolumeClaim volume instead.",
    references: referencesTo({
      "pss-baseline": ["HostPath Volumes"],
      "cis-1.12": ["5.2.11"],
      "nsa-1.2": ["Pod security enforcement"],
      "mitre-attack": ["T1611"],
      "ms-threat-matrix": ["MS-TA9013"],
      "nist-800-190": ["3.5.5"],
    }),
    aliases: [
      "datree:46",
      "datree:CONTAINERS_INCORRECT_KEY_HOSTPATH",
      "kubescape:C-0048",
      "polaris:hostPathSet",
      "trivy:KSV-0023",
    ],

    *evaluate(pod) {
      for (const { index, name, path } of hostPathVolumesOf(pod.spec)) {
        if (isSensitiveHostPath(path, forbiddenHostPaths)) continue;
        const at = ["spec", "volumes", index];
        yield {
          path: [...at, "hostPath", "path"],
          message: `${labelInPod(pod, "volume", { name, at })} mounts ${path} of the node`,
        };
      }
    },

    examples: {
      violating: [
        {
          title: "a folder of the node",
          pod: {
            spec: {
              containers: [{ name: "web" }],
              volumes: [
                { name: "tmp", emptyDir: {} },
                { name: "data", hostPath: { path: "/data/" } },
              ],
            },
          },
          violations: ['spec.volumes[1].hostPath.path: volume "data" mounts /data of the node'],
        },
      ],
      compliant: [
        {
          title: "a volume of the pod's own",
          pod: {
            spec: { containers: [{ name: "web" }], volumes: [{ name: "tmp", emptyDir: {} }] },
          },
        },
        {
          title: "a path that host-path-sensitive reports",
          pod: {
            spec: {
              containers: [{ name: "web" }],
              volumes: [{ name: "root", hostPath: { path: "/" } }],
            },
          },
        },
      ],
    },
  };
}
