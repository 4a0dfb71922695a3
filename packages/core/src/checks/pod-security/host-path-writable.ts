import { hostPathVolumesOf } from "../../kubernetes/host-paths.ts";
import { sensitivityOfHostPath } from "../../node-escape/host-paths.ts";
import type { PodCheck } from "../check.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Every mount of a hostPath volume is read-only. */
export const hostPathWritable: PodCheck = {
  on: "pod",
  id: "host-path-writable",
  title: "Writable hostPath mount",
  topic: "pod-security",
  severity: "high",
  raisedBy: ["exposed"],
  description:
    "A container that can write to files of the node can place programs, keys and scheduled jobs there, which run outside the container and persist after the pod is deleted.",
  remediation: "Set `readOnly: true` on the volume mount, or use another type of volume.",
  references: referencesTo({
    "nsa-1.2": ["Immutable container file systems"],
    "mitre-attack": ["T1611", "T1053.003"],
    "ms-threat-matrix": ["MS-TA9013"],
    "nist-800-190": ["3.5.5"],
  }),
  aliases: ["datree:89", "kube-linter:writable-host-mount", "kubescape:C-0045"],

  *evaluate(pod) {
    // A socket of the runtime takes commands from whoever can read it: its own check says what to do.
    const volumes = hostPathVolumesOf(pod.spec).filter(
      ({ path }) => sensitivityOfHostPath(path)?.kind !== "runtime-socket",
    );
    const paths = new Map(volumes.map(({ name, path }) => [name, path]));
    if (paths.size === 0) return;
    for (const { container, path: containerPath, label } of podContainersOf(pod)) {
      for (const [index, mount] of (container.volumeMounts ?? []).entries()) {
        const hostPath = paths.get(mount.name);
        if (hostPath === undefined || mount.readOnly === true) continue;
        const path = [...containerPath, "volumeMounts", index, "readOnly"];
        yield {
          path,
          message: `${label} can write to ${hostPath} of the node`,
          container: container.name,
          fix: setting("may-break", path, mount.readOnly, true),
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "the container that may write, and not the one that only reads",
        pod: {
          spec: {
            containers: [
              {
                name: "reader",
                volumeMounts: [{ name: "data", mountPath: "/data", readOnly: true }],
              },
              { name: "writer", volumeMounts: [{ name: "data", mountPath: "/data" }] },
            ],
            volumes: [{ name: "data", hostPath: { path: "/data" } }],
          },
        },
        violations: [
          'spec.containers[1].volumeMounts[0].readOnly: container "writer" can write to /data of the node',
        ],
      },
    ],
    compliant: [
      {
        title: "a socket of the runtime, which reading is enough for",
        pod: {
          spec: {
            containers: [
              { name: "build", volumeMounts: [{ name: "docker", mountPath: "/docker.sock" }] },
            ],
            volumes: [{ name: "docker", hostPath: { path: "/var/run/docker.sock" } }],
          },
        },
      },
      {
        title: "a writable volume of the pod's own",
        pod: {
          spec: {
            containers: [{ name: "web", volumeMounts: [{ name: "tmp", mountPath: "/tmp" }] }],
            volumes: [{ name: "tmp", emptyDir: {} }],
          },
        },
      },
    ],
  },
};
