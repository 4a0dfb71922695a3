import type { EscapeKind, Gain, Reach } from "./model.ts";

/** What a path of a node gives to whoever has it mounted. */
export interface HostPathGrant {
  readonly kind: Extract<EscapeKind, "host-path" | "runtime-socket" | "cloud-credentials">;
  /** Without `.`, `..`, doubled or trailing slashes; `*` stands for the rest of a segment. */
  readonly path: string;
  /** What lies in it gives the same. */
  readonly whole: boolean;
  /** A noun phrase for messages. */
  readonly what: string;
  readonly reach: Reach;
  /** What a mount gives that only reads; absent where it is nothing of worth. */
  readonly read?: Gain;
  readonly write: Gain;
  /** What may keep it from giving that and is not known, a lower-case clause. */
  readonly unless?: string;
  readonly techniques: readonly string[];
}

/** Paths that give the same; `/**` at the end of one: what lies in it does so too. */
interface Row extends Omit<HostPathGrant, "path" | "whole"> {
  readonly paths: readonly string[];
}

/** What holds keys: reading gives them, and writing makes the node take others. */
const KEYS = {
  kind: "host-path",
  reach: "node",
  read: "credentials",
  write: "node",
  techniques: ["T1611", "T1552.001"],
} as const;

/** What the node runs as root, or obeys. */
const OBEYED = { kind: "host-path", reach: "node", write: "node", techniques: ["T1611"] } as const;

/** Whoever connects to a socket need not write to its folder, nor whoever opens a device. */
const CONNECTED = { ...OBEYED, read: "node" } as const;

const ROWS: readonly Row[] = [
  {
    ...CONNECTED,
    kind: "runtime-socket",
    what: "the socket of the container runtime",
    paths: [
      ...ofRun("/run/docker.sock"),
      ...ofRun("/run/containerd/containerd.sock"),
      ...ofRun("/run/k3s/containerd/containerd.sock"),
      ...ofRun("/run/k0s/containerd.sock"),
      ...ofRun("/run/host-containerd/containerd.sock"), // Bottlerocket's second one
      ...ofRun("/run/crio/crio.sock"),
      ...ofRun("/run/cri-dockerd.sock"),
      ...ofRun("/run/dockershim.sock"),
      ...ofRun("/run/podman/podman.sock"),
      "/var/snap/microk8s/common/run/containerd.sock",
      // Named pipes of Windows nodes
      "/pipe/docker_engine",
      "/pipe/containerd-containerd",
    ],
    techniques: ["T1610", "T1611"],
  },
  // A read-only mount of it, which is not recursive (KEP-3857), leaves /proc writable; the sockets in it need no writing anyway.
  { ...KEYS, what: "the whole file system of the node", paths: ["/"] },
  { ...KEYS, what: "the data of etcd", paths: ["/var/lib/etcd/**"] },
  { ...KEYS, what: "the keys of the control plane", paths: ["/etc/kubernetes/pki/**"] },
  { ...KEYS, what: "credentials and static pods of the node", paths: ["/etc/kubernetes/**"] },
  { ...KEYS, what: "the keys of the kubelet", paths: ofKubelet("pki/**") },
  {
    ...KEYS,
    what: "the kubelet's files and the secrets of all pods",
    paths: [...ofKubelet(), ...ofKubelet("kubeconfig"), ...ofKubelet("pods/**")],
  },
  {
    // Where drivers and device plugins announce themselves: pkg/kubelet/pluginmanager and pkg/kubelet/cm/devicemanager
    ...OBEYED,
    what: "the plugins of the kubelet",
    paths: ["plugins", "plugins_registry", "device-plugins"].flatMap((name) => ofKubelet(name)),
    unless: "no pod asks the kubelet for what its plugins give",
  },
  {
    ...OBEYED,
    read: "pods",
    what: "the file systems of all containers",
    paths: ["/var/lib/docker", "/var/lib/containerd", "/var/lib/containers"],
  },
  {
    ...CONNECTED,
    what: "the devices of the node",
    paths: [
      "/dev",
      ...["mem", "kmem", "sd*", "vd*", "xvd*", "nvme*", "dm-*", "mapper/**", "disk/**"].map(
        (name) => `/dev/${name}`,
      ),
    ],
    unless: "the container's list of devices may keep it from those that it was not given",
  },
  {
    // core_pattern and modprobe of /proc/sys/kernel name programs that the kernel runs as root on the node.
    ...OBEYED,
    read: "pods",
    what: "the processes and kernel settings of the node",
    paths: ["/proc", "/proc/sys", "/proc/sys/kernel"],
  },
  { ...OBEYED, what: "the configuration and accounts of the node", paths: ["/etc", "/etc/passwd"] },
  {
    ...OBEYED,
    what: "the programs of the node",
    paths: [
      "/usr",
      ...["/usr", "/usr/local"].flatMap((prefix) =>
        ["bin", "sbin", "lib", "lib32", "lib64", "libx32"].map((name) => `${prefix}/${name}`),
      ),
      // kubelets run what lies there as drivers of FlexVolumes
      "/usr/libexec/kubernetes/kubelet-plugins/volume/exec/**",
      "/bin",
      "/sbin",
    ],
  },
  {
    ...OBEYED,
    what: "the libraries and kernel modules of the node",
    paths: ["/lib", "/lib32", "/lib64", "/libx32"],
  },
  {
    ...OBEYED,
    what: "the jobs that the node runs as root",
    paths: ["/etc/cron*/**", "/var/spool/cron/**"],
    techniques: ["T1611", "T1053.003"],
  },
  {
    ...OBEYED,
    what: "the services that the node runs as root",
    paths: [
      "/etc/systemd/**",
      "/etc/init.d/**",
      "/lib/systemd/**",
      "/usr/lib/systemd/**",
      ...ofRun("/run/systemd/system/**"),
    ],
  },
  {
    ...CONNECTED,
    what: "the socket by which systemd takes orders",
    paths: [...ofRun("/run/systemd/private"), ...ofRun("/run/dbus/system_bus_socket")],
  },
  {
    // A configuration of CNI names the program that the runtime runs as root for every pod.
    ...OBEYED,
    what: "the network plugins of the node",
    paths: ["/opt/cni/bin/**", "/etc/cni/net.d/**"],
  },
  {
    ...OBEYED,
    what: "who may become root on the node",
    paths: ["/etc/sudoers*/**", "/etc/pam.d/**", "/etc/ld.so.preload"],
  },
  { ...KEYS, what: "the passwords and keys of the node", paths: ["/etc/shadow", "/etc/ssh/**"] },
  {
    ...KEYS,
    what: "the keys of K3s or RKE2",
    paths: ["/etc/rancher/**", "/var/lib/rancher/*/server/**", "/var/lib/rancher/*/agent/**"],
  },
  { ...KEYS, what: "the files and keys of the node's root", paths: ["/root/**"] },
  { ...OBEYED, what: "the kernel that the node boots", paths: ["/boot/**"] },
  {
    kind: "host-path",
    reach: "part",
    read: "kernel",
    write: "kernel",
    what: "devices and kernel settings of the node",
    paths: ["/sys"],
    techniques: [],
  },
  {
    // It names a program that the kernel runs as root on the node.
    ...OBEYED,
    reach: "part",
    what: "devices and kernel settings of the node",
    paths: ["/sys/kernel/uevent_helper"],
    unless: "the node's kernel may be built without such a program",
  },
  {
    ...KEYS,
    reach: "part",
    what: "the files and keys of the node's users",
    paths: ["/home", "/home/*/.ssh/**"],
    unless: "the users of the node may not be allowed to become root",
  },
  {
    // A link among the logs shows whoever reads them through the kubelet any file of the node.
    kind: "host-path",
    reach: "trace",
    write: "credentials",
    what: "the logs of the node and, through links, other files",
    paths: ["/var/log/**"],
    unless: "nobody in it may be allowed to read logs through the kubelet",
    techniques: ["T1611"],
  },
];

/** Both names of what lies in `/run`: the older one is a link. */
function ofRun(path: string): readonly string[] {
  return [path, `/var${path}`];
}

/** Where kubelets keep their files: by default, of k0s, of MicroK8s. */
function ofKubelet(...below: readonly string[]): readonly string[] {
  return ["/var/lib", "/var/lib/k0s", "/var/snap/microk8s/common/var/lib"].map((place) =>
    [place, "kubelet", ...below].join("/"),
  );
}

const BELOW = "/**";

/**
 * Every path that gives something of a node, from public catalogues of escapes (KubeHound, IceKube, badPods) and from where
 * Kubernetes' own programs, and those that it stands on, keep their files. The first that meets a path names it.
 */
export const HOST_PATH_GRANTS: readonly HostPathGrant[] = ROWS.flatMap(({ paths, ...rest }) =>
  paths.map((path) => {
    const whole = path.endsWith(BELOW);
    return { ...rest, whole, path: whole ? path.slice(0, -BELOW.length) : path };
  }),
);

/** Folders, wherever they are, and files in which clients of the clouds and cloud providers of Kubernetes keep the keys that they sign in with. */
export const CLOUD_FOLDERS: readonly string[] = [
  ".aws",
  ".azure",
  ".config/gcloud",
  ".oci",
  ".aliyun",
];
export const CLOUD_FILES: readonly string[] = ["/etc", "/etc/kubernetes"].flatMap((folder) =>
  ["azure.json", "cloud-config", "cloud.conf", "gce.conf"].map((name) => `${folder}/${name}`),
);

/** What a path gives in which the keys of a cloud are; undefined for others. */
export function cloudCredentialsAt(path: string): HostPathGrant | undefined {
  const isFolder = CLOUD_FOLDERS.some((folder) => `${path}/`.includes(`/${folder}/`));
  if (!isFolder && !CLOUD_FILES.includes(path)) return undefined;
  return {
    kind: "cloud-credentials",
    path,
    whole: true,
    what: "the credentials of a cloud account",
    reach: "part",
    read: "cloud",
    write: "cloud",
    techniques: ["T1552.001", "T1078.004"],
  };
}

/** Paths of nodes that pods mount without harm. */
export const HARMLESS_HOST_PATHS: readonly string[] = [
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
