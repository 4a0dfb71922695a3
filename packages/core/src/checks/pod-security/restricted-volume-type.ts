import type { Volume } from "../../kubernetes/api/types.ts";
import { labelInPod } from "../../kubernetes/label.ts";
import type { PodCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

const ALLOWED = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
] as const;

/** Volumes are of a type that the restricted level allows; hostPath volumes have checks of their own. */
export const restrictedVolumeType: PodCheck = {
  on: "pod",
  id: "restricted-volume-type",
  title: "Volume type outside the restricted level",
  topic: "pod-security",
  severity: "medium",
  description:
    "Volumes such as `nfs` or `gitRepo` name a server or disk in the pod: whoever may create pods makes the node connect to a server of their choice, mount what it serves, or mount somebody else's disk, without an administrator approving it as a PersistentVolume.",
  remediation:
    "Use a PersistentVolumeClaim for storage that an administrator offers as a PersistentVolume.",
  references: referencesTo({
    "pss-restricted": ["Volume Types"],
    "mitre-attack": ["T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: ["trivy:KSV-0028"],

  *evaluate(pod) {
    for (const [index, volume] of (pod.spec.volumes ?? []).entries()) {
      if (volume.hostPath || ALLOWED.some((type) => volume[type])) continue;
      const type = typeOf(volume);
      if (type === undefined) continue; // the API server makes it an emptyDir
      const at = ["spec", "volumes", index];
      const label = labelInPod(pod, "volume", { name: volume.name, at });
      yield { path: [...at, type], message: `${label} is of type ${type}` };
    }
  },

  examples: {
    violating: [
      {
        title: "only the volume of a restricted type",
        pod: {
          spec: {
            containers: [{ name: "web" }],
            volumes: [
              { name: "tmp", emptyDir: {} },
              { name: "share", nfs: { server: "files.example.com", path: "/" } },
            ],
          },
        },
        violations: ['spec.volumes[1].nfs: volume "share" is of type nfs'],
      },
    ],
    compliant: [
      {
        title: "a claim",
        pod: {
          spec: {
            containers: [{ name: "web" }],
            volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }],
          },
        },
      },
      {
        title: "no type, which becomes an emptyDir",
        pod: { spec: { containers: [{ name: "web" }], volumes: [{ name: "tmp" }] } },
      },
    ],
  },
};

function typeOf(volume: Volume): string | undefined {
  return Object.keys(volume).find((field) => field !== "name");
}
