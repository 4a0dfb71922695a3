import { labelInPod } from "../../kubernetes/label.ts";
import type { PodCheck } from "../check.ts";
import { adding } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Every emptyDir in memory has a sizeLimit. */
export const memoryVolumeUnlimited: PodCheck = {
  on: "pod",
  id: "memory-volume-unlimited",
  title: "Memory-backed emptyDir without a size limit",
  topic: "resources",
  severity: "low",
  description:
    "Files of an `emptyDir` with `medium: Memory` are the node's memory. Without a `sizeLimit` the volume may grow to all that the pod's containers may have together, and to the whole memory of the node where one of them has no limit; what is written counts towards the memory of the container that writes it, which is then OOM-killed.",
  remediation: "Set `sizeLimit` to what the program needs.",
  references: referencesTo({
    "nsa-1.2": ["Resource policies"],
    "mitre-attack": ["T1499"],
    "ms-threat-matrix": ["MS-TA9040"],
    "nist-800-190": ["3.4.3"],
  }),

  *evaluate(pod) {
    for (const [index, { name, emptyDir }] of (pod.spec.volumes ?? []).entries()) {
      if (emptyDir?.medium !== "Memory" || !isNone(emptyDir.sizeLimit)) continue;
      const at = ["spec", "volumes", index];
      const path = [...at, "emptyDir", "sizeLimit"];
      yield {
        path,
        message: `${labelInPod(pod, "volume", { name, at })} is kept in memory and has no sizeLimit`,
        ...(emptyDir.sizeLimit === undefined ? { fix: adding("needs-value", path, "64Mi") } : {}),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "one of two volumes in memory",
        pod: {
          spec: {
            containers: [{ name: "web" }, { name: "log" }],
            volumes: [
              { name: "cache", emptyDir: { medium: "Memory" } },
              { name: "shm", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } },
            ],
          },
        },
        violations: [
          'spec.volumes[0].emptyDir.sizeLimit: volume "cache" is kept in memory and has no sizeLimit',
        ],
      },
    ],
    compliant: [
      {
        title: "one on the node's disk",
        pod: {
          spec: { containers: [{ name: "web" }], volumes: [{ name: "tmp", emptyDir: {} }] },
        },
      },
    ],
  },
};

// The kubelet takes 0 for none (`calculateEmptyDirMemorySize`).
function isNone(limit: string | number | undefined): boolean {
  return limit === undefined || limit === 0 || limit === "0";
}
