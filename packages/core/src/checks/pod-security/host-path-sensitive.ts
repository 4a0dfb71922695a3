import type { PodCheck } from "../check.ts";
import { sensitiveHostPaths } from "../facts/sensitive-host-paths.ts";
import type { CheckParameters } from "../parameters.ts";
import { referencesTo } from "../writing/references.ts";

/** No pod mounts a path that gives the node away; `forbiddenHostPaths` adds to the list. */
export function hostPathSensitive({
  forbiddenHostPaths,
}: Pick<CheckParameters, "forbiddenHostPaths">): PodCheck {
  return {
    on: "pod",
    id: "host-path-sensitive",
    title: "Sensitive hostPath volume",
    topic: "pod-security",
    severity: "critical",
    raisedBy: ["exposed"],
    description:
      "Some paths give control over the node: `/etc` and `/root` hold accounts and keys, the kubelet's folder holds the secrets of every pod, etcd holds those of the cluster. The path counts when it is one of these, lies in one, or contains one. What is critical when it can be written is high where every mount is read-only, and so is what lies in one of them and is a part of it only, as `/etc/nginx`. Sockets of the container runtime and credentials of a cloud have checks of their own. `forbiddenHostPaths` in the configuration adds paths; the examples forbid `/srv/vault`.",
    remediation:
      "Remove the volume; use an API, a device plugin or a CSI driver instead of the node's files.",
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

    evaluate: (pod) => sensitiveHostPaths(pod, "host-path", forbiddenHostPaths),

    examples: {
      violating: [
        {
          title:
            "the root of the node, and folders that are or hold what it runs and what keys it has",
          pod: {
            spec: {
              containers: [{ name: "web" }],
              volumes: [
                { name: "root", hostPath: { path: "/" } },
                { name: "etc", hostPath: { path: "/etc/kubernetes/" } },
                { name: "cni", hostPath: { path: "/opt/cni/bin" } },
                { name: "cron", hostPath: { path: "/var/spool" } },
                { name: "data", hostPath: { path: "/data" } },
              ],
            },
          },
          violations: [
            'spec.volumes[0].hostPath.path: volume "root" mounts / of the node: the whole file system of the node',
            'spec.volumes[1].hostPath.path: volume "etc" mounts /etc/kubernetes of the node: the keys of the control plane',
            'spec.volumes[2].hostPath.path: volume "cni" mounts /opt/cni/bin of the node: the network plugins of the node',
            'spec.volumes[3].hostPath.path: volume "cron" mounts /var/spool of the node: the jobs that the node runs as root',
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
