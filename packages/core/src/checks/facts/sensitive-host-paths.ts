import type { Severity, Violation } from "../../findings/finding.ts";
import { cleanPath, hostPathVolumesOf } from "../../kubernetes/host-paths.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { podContainersOf } from "./pod-containers.ts";

/** What a path of a node gives away. */
interface SensitiveHostPath {
  readonly path: string;
  /** A noun phrase. */
  readonly gives: string;
  readonly severity: Severity;
  /** The check that reports it: one path is one finding. */
  readonly reportedBy?: Reporter;
}

/** The checks that report sensitive paths. */
type Reporter = "host-path-sensitive" | "container-runtime-socket" | "cloud-credentials-mounted";

/** The volumes that mount a path which this check reports. */
export function* sensitiveHostPaths(
  pod: PodTemplate,
  reporter: Reporter,
  forbidden: readonly string[] = [],
): Generator<Violation> {
  for (const { index, name, path } of hostPathVolumesOf(pod.spec)) {
    const sensitive = sensitiveHostPath(path, forbidden);
    if (!sensitive || (sensitive.reportedBy ?? "host-path-sensitive") !== reporter) continue;
    yield {
      path: ["spec", "volumes", index, "hostPath", "path"],
      message: `volume "${name}" mounts ${path} of the node: ${sensitive.gives}`,
      severity: severityOf(sensitive, pod, name),
    };
  }
}

/** Whether one of these checks reports a path. */
export function isSensitiveHostPath(path: string, forbidden: readonly string[]): boolean {
  return sensitiveHostPath(path, forbidden) !== undefined;
}

/** What a path gives away: itself, something in it, or the directory that it lies in. */
function sensitiveHostPath(
  path: string,
  forbidden: readonly string[],
): SensitiveHostPath | undefined {
  if (HARMLESS.some((harmless) => isWithin(path, harmless))) {
    return forbiddenHostPath(path, forbidden);
  }
  return (
    runtimeSocket(path) ??
    cloudCredentials(path) ??
    SENSITIVE.find((entry) => isWithin(path, entry.path) || isWithin(entry.path, path)) ??
    forbiddenHostPath(path, forbidden)
  );
}

// A read-only mount does not stop a connection.
function severityOf(
  { severity, reportedBy }: SensitiveHostPath,
  pod: PodTemplate,
  volume: string,
): Severity {
  if (severity !== "critical" || reportedBy === "container-runtime-socket") return severity;
  for (const { container } of podContainersOf(pod)) {
    const mounts = container.volumeMounts ?? [];
    if (mounts.some(({ name, readOnly }) => name === volume && readOnly !== true)) return severity;
  }
  return "high";
}

function runtimeSocket(path: string): SensitiveHostPath | undefined {
  if (!RUNTIME_SOCKETS.some((socket) => isWithin(path, socket) || isWithin(socket, path)))
    return undefined;
  // The root holds the sockets, but it is the whole node.
  return path === "/"
    ? undefined
    : {
        path,
        gives: "the socket of the container runtime",
        severity: "critical",
        reportedBy: "container-runtime-socket",
      };
}

// Where the clients of the clouds, and the cloud providers of Kubernetes, keep the keys that they sign in with.
const CLOUD_CREDENTIALS =
  /\/(?:\.aws|\.azure|\.config\/gcloud|\.oci|\.aliyun)(?:\/|$)|^\/etc\/(?:kubernetes\/)?(?:azure\.json|cloud-config|cloud\.conf|gce\.conf)$/;

function cloudCredentials(path: string): SensitiveHostPath | undefined {
  return CLOUD_CREDENTIALS.test(path)
    ? {
        path,
        gives: "the credentials of a cloud account",
        severity: "high",
        reportedBy: "cloud-credentials-mounted",
      }
    : undefined;
}

const RUNTIME_SOCKETS = [
  "/var/run/docker.sock",
  "/run/docker.sock",
  "/var/run/containerd/containerd.sock",
  "/run/containerd/containerd.sock",
  "/run/k3s/containerd/containerd.sock",
  "/var/run/crio/crio.sock",
  "/run/crio/crio.sock",
  "/var/run/cri-dockerd.sock",
  "/run/cri-dockerd.sock",
];

/** Whether `path` is `directory` or lies in it. */
function isWithin(path: string, directory: string): boolean {
  if (directory === "/") return path === "/"; // everything lies in the root; only itself is meant
  return path === directory || path.startsWith(`${directory}/`);
}

// The worst first: the first entry that meets a path names it.
const SENSITIVE: readonly SensitiveHostPath[] = [
  { path: "/", gives: "the whole file system of the node", severity: "critical" },
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
