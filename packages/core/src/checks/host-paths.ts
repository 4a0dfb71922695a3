import type { Severity } from "../finding.ts";
import type { HostPathVolumeSource, PodSpec } from "../kubernetes/api/types.ts";

/** A hostPath volume with its place in the list. */
export interface HostPathVolume {
  readonly index: number;
  readonly name: string;
  readonly source: HostPathVolumeSource;
  /** The path without `.`, `..`, doubled or trailing slashes. */
  readonly path: string;
}

/** What a path of a node gives away. */
export interface SensitiveHostPath {
  readonly path: string;
  /** A noun phrase. */
  readonly gives: string;
  readonly severity: Severity;
  /** A socket is as useful through a read-only mount. */
  readonly isSocket?: true;
}

/** The hostPath volumes of a pod, in order. */
export function hostPathVolumesOf(spec: PodSpec): readonly HostPathVolume[] {
  return (spec.volumes ?? []).flatMap(({ name, hostPath }, index) =>
    hostPath ? [{ index, name, source: hostPath, path: cleanPath(hostPath.path ?? "") }] : [],
  );
}

/** What a path gives away: itself, something in it, or the directory that it lies in. */
export function sensitiveHostPath(
  path: string,
  forbidden: readonly string[],
): SensitiveHostPath | undefined {
  if (HARMLESS.some((harmless) => isWithin(path, harmless))) {
    return forbiddenHostPath(path, forbidden);
  }
  return (
    SENSITIVE.find((entry) => isWithin(path, entry.path) || isWithin(entry.path, path)) ??
    forbiddenHostPath(path, forbidden)
  );
}

/** Whether `path` is `directory` or lies in it. */
function isWithin(path: string, directory: string): boolean {
  if (directory === "/") return path === "/"; // everything lies in the root; only itself is meant
  return path === directory || path.startsWith(`${directory}/`);
}

// The worst first: the first entry that meets a path names it.
const SENSITIVE: readonly SensitiveHostPath[] = [
  { path: "/", gives: "the whole file system of the node", severity: "critical" },
  ...[
    "/var/run/docker.sock",
    "/run/docker.sock",
    "/var/run/containerd/containerd.sock",
    "/run/containerd/containerd.sock",
    "/run/k3s/containerd/containerd.sock",
    "/var/run/crio/crio.sock",
    "/run/crio/crio.sock",
    "/var/run/cri-dockerd.sock",
    "/run/cri-dockerd.sock",
  ].map((path): SensitiveHostPath => {
    return {
      path,
      gives: "the socket of the container runtime",
      severity: "critical",
      isSocket: true,
    };
  }),
  { path: "/var/lib/etcd", gives: "the data of etcd", severity: "critical" },
  { path: "/etc/kubernetes/pki", gives: "the keys of the control plane", severity: "critical" },
  {
    path: "/etc/kubernetes",
    gives: "credentials and static pods of the node",
    severity: "critical",
  },
  { path: "/var/lib/kubelet/pki", gives: "the keys of the kubelet", severity: "critical" },
  {
    path: "/var/lib/kubelet",
    gives: "the kubelet's files and the secrets of all pods",
    severity: "critical",
  },
  { path: "/var/lib/docker", gives: "the file systems of all containers", severity: "critical" },
  {
    path: "/var/lib/containerd",
    gives: "the file systems of all containers",
    severity: "critical",
  },
  { path: "/dev", gives: "the devices of the node", severity: "critical" },
  { path: "/proc", gives: "the processes and kernel settings of the node", severity: "critical" },
  { path: "/etc", gives: "the configuration and accounts of the node", severity: "critical" },
  { path: "/root", gives: "the files and keys of the node's root", severity: "critical" },
  { path: "/boot", gives: "the kernel that the node boots", severity: "high" },
  { path: "/sys", gives: "devices and kernel settings of the node", severity: "high" },
  { path: "/home", gives: "the files and keys of the node's users", severity: "high" },
  { path: "/usr", gives: "the programs of the node", severity: "high" },
  { path: "/lib", gives: "the libraries and kernel modules of the node", severity: "high" },
  {
    path: "/var/log",
    gives: "the logs of the node and, through links, other files",
    severity: "medium",
  },
];

const HARMLESS = [
  "/etc/ca-certificates",
  "/etc/hostname",
  "/etc/localtime",
  "/etc/machine-id",
  "/etc/os-release",
  "/etc/ssl/certs",
  "/etc/timezone",
  "/usr/share/ca-certificates",
  "/usr/share/zoneinfo",
  "/dev/null",
  "/dev/shm",
];

function forbiddenHostPath(
  path: string,
  forbidden: readonly string[],
): SensitiveHostPath | undefined {
  const found = forbidden
    .map(cleanPath)
    .find((each) => isWithin(path, each) || isWithin(each, path));
  return found === undefined
    ? undefined
    : { path: found, gives: "a path that the configuration forbids", severity: "high" };
}

function cleanPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return `/${segments.join("/")}`;
}
