import type { PodCheck } from "../../check.ts";
import type { Severity } from "../../finding.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { hostPathVolumesOf, type SensitiveHostPath, sensitiveHostPath } from "../host-paths.ts";
import type { CheckParameters } from "../parameters.ts";
import { podContainersOf } from "../pod-containers.ts";
import { referencesTo } from "../references.ts";

/** No pod mounts a path that gives the node away; `forbiddenHostPaths` adds to the list. */
export function hostPathSensitive({
  forbiddenHostPaths,
}: Pick<CheckParameters, "forbiddenHostPaths">): PodCheck {
  return {
    on: "pod",
    id: "host-path-sensitive",
    title: "Sensitive path of the node",
    topic: "pod-security",
    severity: "critical",
    description:
      "Some paths are the node: through the runtime's socket an attacker starts a container as root, `/etc` and `/root` hold accounts and keys, the kubelet's folder holds the secrets of every pod, etcd holds those of the cluster. The path counts when it is one of these, lies in one, or contains one. What is critical when it can be written is high where every mount is read-only, sockets excepted: a read-only mount does not stop a connection. `forbiddenHostPaths` in the configuration adds paths; the examples forbid `/srv/vault`.",
    remediation:
      "Remove the volume; give the container an API, a device plugin or a CSI driver instead of the node's files.",
    references: referencesTo({
      "pss-baseline": ["HostPath Volumes"],
      "cis-1.12": ["5.2.11"],
      "nsa-1.2": ["Pod security enforcement"],
      "mitre-attack": ["T1611", "T1552.001"],
      "ms-threat-matrix": ["MS-TA9013"],
      "nist-800-190": ["3.5.5"],
    }),
    aliases: [
      "datree:46",
      "datree:CONTAINERS_INCORRECT_KEY_HOSTPATH",
      "kube-linter:sensitive-host-mounts",
      "kubescape:C-0048",
      "polaris:hostPathSet",
      "trivy:KSV-0023",
      "trivy:KSV-0121",
    ],

    *evaluate(pod) {
      for (const { index, name, path } of hostPathVolumesOf(pod.spec)) {
        const sensitive = sensitiveHostPath(path, forbiddenHostPaths);
        if (!sensitive) continue;
        yield {
          path: ["spec", "volumes", index, "hostPath", "path"],
          message: `volume "${name}" mounts ${path} of the node: ${sensitive.gives}`,
          severity: severityOf(sensitive, pod, name),
        };
      }
    },

    examples: {
      violating: [
        {
          title: "the root of the node and a folder that holds a socket",
          pod: {
            spec: {
              containers: [{ name: "web" }],
              volumes: [
                { name: "root", hostPath: { path: "/" } },
                { name: "run", hostPath: { path: "/var/run/" } },
                { name: "data", hostPath: { path: "/data" } },
              ],
            },
          },
          violations: [
            'spec.volumes[0].hostPath.path: volume "root" mounts / of the node: the whole file system of the node',
            'spec.volumes[1].hostPath.path: volume "run" mounts /var/run of the node: the socket of the container runtime',
          ],
        },
        {
          title: "a path that the configuration forbids",
          pod: {
            spec: {
              containers: [{ name: "web" }],
              volumes: [{ name: "keys", hostPath: { path: "/srv/vault/keys" } }],
            },
          },
          violations: [
            'spec.volumes[0].hostPath.path: volume "keys" mounts /srv/vault/keys of the node: a path that the configuration forbids',
          ],
        },
      ],
      compliant: [
        {
          title: "the node's time zone and a path that only begins alike",
          pod: {
            spec: {
              containers: [{ name: "web" }],
              volumes: [
                { name: "zone", hostPath: { path: "/etc/localtime" } },
                { name: "data", hostPath: { path: "/etcetera" } },
              ],
            },
          },
        },
      ],
    },
  };
}

function severityOf(
  { severity, isSocket }: SensitiveHostPath,
  pod: PodTemplate,
  volume: string,
): Severity {
  if (severity !== "critical" || isSocket) return severity;
  for (const { container } of podContainersOf(pod)) {
    const mounts = container.volumeMounts ?? [];
    if (mounts.some(({ name, readOnly }) => name === volume && readOnly !== true)) return severity;
  }
  return "high";
}
