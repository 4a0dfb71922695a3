import type { PodCheck } from "../check.ts";
import { sensitiveHostPaths } from "../facts/sensitive-host-paths.ts";
import { referencesTo } from "../writing/references.ts";

/** No pod mounts the socket of the container runtime, nor a folder that holds it. */
export const containerRuntimeSocket: PodCheck = {
  on: "pod",
  id: "container-runtime-socket",
  title: "Container runtime socket mounted",
  topic: "pod-security",
  severity: "critical",
  description:
    "Whoever talks to the runtime's socket starts containers without the API server, for example a privileged one with the node's root directory mounted. `readOnly` on the mount does not help: it does not keep a process from connecting to a socket.",
  remediation:
    "Remove the volume. Build images with a rootless builder, and read the state of containers from the kubelet or the API server.",
  references: referencesTo({
    "pss-baseline": ["HostPath Volumes"],
    "cis-1.12": ["5.2.11"],
    "nsa-1.2": ["Pod security enforcement"],
    "mitre-attack": ["T1611", "T1610"],
    "ms-threat-matrix": ["MS-TA9013"],
    "nist-800-190": ["3.5.5"],
  }),
  aliases: [
    "checkov:CKV_K8S_27",
    "checkov:DockerSocketVolume",
    "datree:30",
    "datree:46",
    "datree:CONTAINERS_INCORRECT_KEY_HOSTPATH",
    "datree:CONTAINERS_INCORRECT_PATH_VALUE_DOCKERSOCKET",
    "kube-linter:docker-sock",
    "kubescape:C-0048",
    "kubescape:C-0074",
    "kubesec:DockerSock",
    "polaris:hostPathSet",
    "trivy:KSV-0006",
    "trivy:KSV-0023",
  ],

  evaluate: (pod) => sensitiveHostPaths(pod, "runtime-socket"),

  examples: {
    violating: [
      {
        title: "a socket, and a folder that holds sockets",
        pod: {
          spec: {
            containers: [{ name: "web" }, { name: "build" }],
            volumes: [
              { name: "tmp", emptyDir: {} },
              { name: "docker", hostPath: { path: "/var/run/docker.sock" } },
              { name: "run", hostPath: { path: "/run/" } },
            ],
          },
        },
        violations: [
          'spec.volumes[1].hostPath.path: volume "docker" mounts /var/run/docker.sock of the node: the socket of the container runtime',
          'spec.volumes[2].hostPath.path: volume "run" mounts /run of the node: the socket of the container runtime',
        ],
      },
    ],
    compliant: [
      {
        title: "another path, and the root, which host-path-sensitive reports",
        pod: {
          spec: {
            containers: [{ name: "web" }],
            volumes: [
              { name: "data", hostPath: { path: "/run/data" } },
              { name: "root", hostPath: { path: "/" } },
            ],
          },
        },
      },
    ],
  },
};
