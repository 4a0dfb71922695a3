/** What is built from kubernetes/kubernetes and has one version with it. */
const OF_KUBERNETES: readonly string[] = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kube-proxy",
  "kubelet",
  "kubectl",
];

// Names that modules, images and feeds have for a component.
const OTHER_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ["kubernetes", OF_KUBERNETES],
  ["apiserver", ["kube-apiserver"]],
  ["controller-manager", ["kube-controller-manager"]],
  ["scheduler", ["kube-scheduler"]],
  ["ingress-nginx-controller", ["ingress-nginx"]],
  ["nginx-ingress-controller", ["ingress-nginx"]],
  ["containernetworking-plugins", ["cni-plugins"]],
  ["cni-portmap", ["cni-plugins"]],
  ["csi-provisioner", ["csi-external-provisioner"]],
  ["csi-resizer", ["csi-external-resizer"]],
  ["csi-snapshotter", ["csi-external-snapshotter"]],
  ["snapshot-controller", ["csi-snapshot-controller"]],
  ["external-provisioner", ["csi-external-provisioner"]],
  ["external-resizer", ["csi-external-resizer"]],
  // One repository, two programs.
  ["external-snapshotter", ["csi-external-snapshotter", "csi-snapshot-controller"]],
  ["moby", ["docker"]],
  ["docker-ce", ["docker"]],
  ["crio", ["cri-o"]],
  ["argocd", ["argo-cd"]],
  ["go.etcd.io-etcd-server", ["etcd"]],
  ["cert-manager-controller", ["cert-manager"]],
  ["kubernetes-client-java", ["client-java"]],
  ["kubernetes-client-csharp", ["client-csharp"]],
]);

// `sigs.k8s.io/kops`, `github.com/kubernetes/kops`, `registry.k8s.io/kube-proxy`, and what a feed once wrote: `/ingress-nginx`.
const BEFORE_NAMES =
  /^(?:(?:sigs\.|registry\.)?k8s\.io\/|(?:k8s\.)?gcr\.io\/|github\.com\/(?:kubernetes(?:-sigs|-csi)?\/)?|\/)/;

/** The components that a module path (`k8s.io/kubelet`), an image's name or our own name means, among those that records know. */
export function componentsCalled(name: string, known: ReadonlySet<string>): readonly string[] {
  const own = name.replace(BEFORE_NAMES, "").replace(/\/v\d{1,3}$/, "");
  // `ingress-nginx/controller`, `containernetworking/plugins`, `sig-storage/csi-provisioner`, `kubernetes-client/java`.
  const last = own.slice(own.lastIndexOf("/") + 1);
  for (const word of [own.replaceAll("/", "-"), last]) {
    const others = OTHER_NAMES.get(word);
    if (others) return others;
    if (known.has(word)) return [word];
  }
  return [];
}

/** Every name that a person may mean, for a suggestion. */
export function componentNames(components: Iterable<string>): readonly string[] {
  return [...new Set([...OF_KUBERNETES, ...components, "kubernetes"])].toSorted();
}

/**
 * Which version of Kubernetes a version of a Go module of it is: `v0.29.3` is 1.29.3, and `v11.0.0` of client-go is 1.14.0
 * (compatibility table of kubernetes/client-go). Other texts stay.
 */
export function kubernetesVersionOf(name: string, version: string): string {
  const module = name.replace(/^k8s\.io\//, "");
  const isModule = module !== name || module === "client-go";
  if (!isModule || !OF_STAGING.has(module)) return version;
  const [, ofStaging = ""] = /^v?0\.(\d{2,3}\.\d.*)$/.exec(version) ?? [];
  // Before 0.15 there was Kubernetes itself, and no module.
  if (Number.parseInt(ofStaging, 10) >= 15) return `1.${ofStaging}`;
  return module === "client-go" ? ofOldClient(version) : version;
}

function ofOldClient(version: string): string {
  const [, major] = /^v?([2-9]|1[0-2])\.0\.0$/.exec(version) ?? [];
  return major === undefined ? version : `1.${Number(major) + 3}.0`;
}

const OF_STAGING: ReadonlySet<string> = new Set([
  "apiserver",
  "client-go",
  "controller-manager",
  "kube-controller-manager",
  "kube-proxy",
  "kube-scheduler",
  "kubectl",
  "kubelet",
]);
