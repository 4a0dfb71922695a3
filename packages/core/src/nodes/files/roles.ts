/** Files by what they are for; benchmarks ask for these. */
export interface FileRole {
  /** As a subject of a sentence: `the kubelet's service file`. */
  readonly title: string;
  /** Where it usually lies; a `*` stands for a part of a name, `**` for any way below. */
  readonly paths: readonly string[];
  /** The flag of a program that names it. */
  readonly flag?: readonly [
    program: "kubelet" | "kube-proxy" | "etcd" | "kube-apiserver",
    flag: string,
  ];
  /** Only a node of the control plane has it. */
  readonly ofControlPlane?: true;
  /** A node without it is as good. */
  readonly optional?: true;
}

const MANIFESTS = "/etc/kubernetes/manifests";
const RANCHER = "/var/lib/rancher";

function ofControlPlane(title: string, ...paths: readonly string[]): FileRole {
  return { title, paths, ofControlPlane: true };
}

/** Usual places as kube-bench's `cfg/config.yaml` and kubeadm have them. */
export const FILE_ROLES: ReadonlyMap<string, FileRole> = new Map<string, FileRole>([
  [
    "api-server-manifest",
    ofControlPlane("the API server's manifest", `${MANIFESTS}/kube-apiserver.{yaml,yml,manifest}`),
  ],
  [
    "controller-manager-manifest",
    ofControlPlane(
      "the controller manager's manifest",
      `${MANIFESTS}/kube-controller-manager.{yaml,yml,manifest}`,
    ),
  ],
  [
    "scheduler-manifest",
    ofControlPlane("the scheduler's manifest", `${MANIFESTS}/kube-scheduler.{yaml,yml,manifest}`),
  ],
  [
    "etcd-manifest",
    {
      ...ofControlPlane("etcd's manifest", `${MANIFESTS}/etcd.{yaml,yml,manifest}`),
      optional: true,
    },
  ],
  [
    "cni",
    { title: "the network plugin's files", paths: ["/etc/cni/net.d/*", "/etc/cni/net.d/**"] },
  ],
  [
    "etcd-data",
    {
      ...ofControlPlane(
        "etcd's data folder",
        "/var/lib/etcd",
        "/var/lib/etcd/default.etcd",
        "/var/lib/etcd-data",
      ),
      flag: ["etcd", "data-dir"],
      optional: true,
    },
  ],
  [
    "admin-kubeconfig",
    ofControlPlane(
      "the administrators' kubeconfig",
      "/etc/kubernetes/admin.conf",
      "/etc/kubernetes/super-admin.conf",
      `${RANCHER}/{k3s,rke2}/server/cred/admin.kubeconfig`,
    ),
  ],
  [
    "scheduler-kubeconfig",
    ofControlPlane(
      "the scheduler's kubeconfig",
      "/etc/kubernetes/scheduler.conf",
      "/etc/kubernetes/kube-scheduler.kubeconfig",
      `${RANCHER}/{k3s,rke2}/server/cred/scheduler.kubeconfig`,
    ),
  ],
  [
    "controller-manager-kubeconfig",
    ofControlPlane(
      "the controller manager's kubeconfig",
      "/etc/kubernetes/controller-manager.conf",
      "/etc/kubernetes/kube-controller-manager.kubeconfig",
      `${RANCHER}/{k3s,rke2}/server/cred/controller.kubeconfig`,
    ),
  ],
  [
    "pki",
    ofControlPlane(
      "the folder of the cluster's keys and certificates",
      "/etc/kubernetes/pki",
      "/etc/kubernetes/pki/**",
    ),
  ],
  ["pki-certificates", ofControlPlane("the cluster's certificates", "/etc/kubernetes/pki/**.crt")],
  ["pki-keys", ofControlPlane("the cluster's keys", "/etc/kubernetes/pki/**.key")],
  [
    "kubelet-service",
    {
      title: "the kubelet's service file",
      paths: [
        "/{etc,usr/lib,lib}/systemd/system/kubelet.service.d/*.conf",
        "/{etc,usr/lib,lib}/systemd/system/kubelet.service",
        "/etc/systemd/system/snap.{kubelet.daemon,microk8s.daemon-kubelet}.service",
      ],
    },
  ],
  [
    "kube-proxy-kubeconfig",
    {
      title: "kube-proxy's kubeconfig",
      paths: [
        "/etc/kubernetes/kube-proxy{.conf,.kubeconfig,-kubeconfig}",
        "/etc/kubernetes/{proxy.conf,kubelet-kubeconfig-proxy}",
        "/var/lib/kube-proxy/{kubeconfig,kubeconfig.conf}",
        `${RANCHER}/{k3s,rke2}/agent/kubeproxy.kubeconfig`,
      ],
      flag: ["kube-proxy", "kubeconfig"],
      optional: true,
    },
  ],
  [
    "kubelet-kubeconfig",
    {
      title: "the kubelet's kubeconfig",
      paths: [
        "/etc/kubernetes/{kubelet.conf,kubelet-kubeconfig.conf,kubelet-kubeconfig,kubelet/kubeconfig,kubeconfig-kubelet}",
        "/var/lib/kubelet/kubeconfig",
        `${RANCHER}/{k3s,rke2}/agent/kubelet.kubeconfig`,
      ],
      flag: ["kubelet", "kubeconfig"],
    },
  ],
  [
    "kubelet-client-ca",
    {
      title: "the kubelet's client CA file",
      paths: [
        "/etc/kubernetes/pki/ca.crt",
        "/etc/kubernetes/certs/ca.crt",
        "/etc/kubernetes/cert/ca.pem",
        "/etc/kubernetes/kubelet-ca.crt",
        `${RANCHER}/{k3s,rke2}/agent/client-ca.crt`,
      ],
      flag: ["kubelet", "client-ca-file"],
    },
  ],
  [
    "kubelet-config",
    {
      title: "the kubelet's configuration",
      paths: [
        "/var/lib/kubelet/{config.yaml,config.yml,kubelet-config.json}",
        "/etc/kubernetes/kubelet/{kubelet-config.json,config.json,config.yaml}",
        "/etc/kubernetes/{kubelet-config.yaml,kubelet.yaml}",
        "/home/kubernetes/{kubelet-config.yaml,kubelet-config.yml}",
        "/etc/default/kubeletconfig.json",
        `${RANCHER}/{k3s,rke2}/agent/etc/kubelet.conf.d/*.conf`,
      ],
      flag: ["kubelet", "config"],
    },
  ],
  [
    "azure-json",
    { title: "Azure's credentials", paths: ["/etc/kubernetes/azure.json"], optional: true },
  ],
]);

/** The usual places of all roles: what a collector has to look at. */
export function placesOfRoles(): readonly string[] {
  return [...new Set([...FILE_ROLES.values()].flatMap(({ paths }) => paths.flatMap(alternatives)))];
}

/** `a{b,c}` as `ab` and `ac`. */
export function alternatives(pattern: string): readonly string[] {
  const [, before, list, after] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(pattern) ?? [];
  if (before === undefined || list === undefined || after === undefined) return [pattern];
  return list.split(",").flatMap((each) => alternatives(before + each + after));
}

/** Whether a path is one that a pattern without alternatives means. */
export function matchesPlace(path: string, pattern: string): boolean {
  if (!pattern.includes("*")) return path === pattern;
  const text = pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === "**" ? ".+" : part === "*" ? "[^/]+" : part.replace(/[.+]/g, "\\$&")))
    .join("");
  return new RegExp(`^${text}$`, "s").test(path);
}
