/** What of the Go vulnerability database is about programs that run in or under a cluster: component, and its modules without `/vN`. */
const MODULES: readonly (readonly [component: string, modules: readonly string[]])[] = [
  ["argo-cd", ["github.com/argoproj/argo-cd"]],
  ["calico", ["github.com/projectcalico/calico"]],
  ["cert-manager", ["github.com/cert-manager/cert-manager"]],
  ["cilium", ["github.com/cilium/cilium"]],
  ["cni-plugins", ["github.com/containernetworking/plugins"]],
  ["containerd", ["github.com/containerd/containerd"]],
  ["coredns", ["github.com/coredns/coredns"]],
  ["cri-o", ["github.com/cri-o/cri-o"]],
  ["docker", ["github.com/docker/docker", "github.com/moby/moby"]],
  ["etcd", ["go.etcd.io/etcd", "go.etcd.io/etcd/server"]],
  ["harbor", ["github.com/goharbor/harbor"]],
  ["helm", ["helm.sh/helm"]],
  ["istio", ["istio.io/istio"]],
  ["kubevirt", ["kubevirt.io/kubevirt"]],
  ["kyverno", ["github.com/kyverno/kyverno"]],
  ["nvidia-container-toolkit", ["github.com/NVIDIA/nvidia-container-toolkit"]],
  ["rancher", ["github.com/rancher/rancher"]],
  ["runc", ["github.com/opencontainers/runc"]],
  ["traefik", ["github.com/traefik/traefik"]],
];

const BY_MODULE: ReadonlyMap<string, string> = new Map(
  MODULES.flatMap(([component, modules]) => modules.map((module) => [module, component] as const)),
);

/** A module path as a component and its major version; undefined where it is of none. */
export function moduleOf(
  path: string,
): { readonly component: string; readonly major: number } | undefined {
  const [, module = "", major = "1"] = /^(.*?)(?:\/v(\d{1,3}))?$/.exec(path) ?? [];
  const component = BY_MODULE.get(module);
  return component === undefined ? undefined : { component, major: Number(major) };
}
