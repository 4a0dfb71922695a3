import type { PodCheck } from "../check.ts";
import { isOlderThanPatch } from "../facts/kubernetes-version.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { referencesTo } from "../writing/references.ts";

/** The patch release of each minor version that resolves the path safely; later minor versions always do. */
const FIXED_IN: ReadonlyMap<number, number> = new Map([
  [19, 15],
  [20, 11],
  [21, 5],
  [22, 2],
]);

/** No mount has a `subPath` in a version of Kubernetes whose kubelet follows links out of the volume (CVE-2021-25741). */
export const subPathVulnerable: PodCheck = {
  on: "pod",
  id: "sub-path-vulnerable",
  title: "Vulnerable subPath mount (CVE-2021-25741)",
  topic: "pod-security",
  severity: "high",
  description:
    "The kubelets before v1.19.15, v1.20.11, v1.21.5 and v1.22.2 resolve a `subPath` again after they checked it (CVE-2021-25741). A container that swaps a directory for a symbolic link in between gets any path of the node mounted, writable. Reported only where the assumed Kubernetes version is one of those, or names a minor version without its patch release.",
  remediation: "Upgrade the nodes. Until then mount whole volumes instead of a `subPath`.",
  references: referencesTo({
    "mitre-attack": ["T1611", "T1068"],
    "nist-800-190": ["3.5.4"],
  }),
  aliases: [
    "datree:33",
    "datree:CONTAINER_CVE2021_25741_INCORRECT_SUBPATH_KEY",
    "kubescape:C-0058",
  ],

  *evaluate(pod, { cluster }) {
    if (!isOlderThanPatch(cluster, FIXED_IN)) return;
    for (const { container, path, label } of podContainersOf(pod)) {
      for (const [index, mount] of (container.volumeMounts ?? []).entries()) {
        const field = mount.subPath ? "subPath" : "subPathExpr";
        const subPath = mount[field] ?? "";
        if (subPath === "") continue; // the root of the volume, like an absent field
        yield {
          path: [...path, "volumeMounts", index, field],
          message: `${label} mounts ${field} "${subPath}", which a symbolic link can lead out of the volume (CVE-2021-25741)`,
          container: container.name,
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "sub-paths of one container in Kubernetes v1.21.4",
        assumptions: { kubernetesVersion: "v1.21.4" },
        pod: {
          spec: {
            containers: [
              { name: "web", volumeMounts: [{ name: "data", mountPath: "/data" }] },
              {
                name: "log",
                volumeMounts: [{ name: "data", mountPath: "/log", subPath: "log" }],
              },
            ],
            volumes: [{ name: "data", emptyDir: {} }],
          },
        },
        violations: [
          'spec.containers[1].volumeMounts[0].subPath: container "log" mounts subPath "log", which a symbolic link can lead out of the volume (CVE-2021-25741)',
        ],
      },
    ],
    compliant: [
      {
        title: "a sub-path in a version that resolves it safely",
        assumptions: { kubernetesVersion: "v1.21.5" },
        pod: {
          spec: {
            containers: [
              {
                name: "log",
                volumeMounts: [{ name: "data", mountPath: "/log", subPath: "log" }],
              },
            ],
            volumes: [{ name: "data", emptyDir: {} }],
          },
        },
      },
    ],
  },
};
