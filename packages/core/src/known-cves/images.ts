import type { Container } from "../kubernetes/api/types.ts";
import { parseImageReference } from "../kubernetes/image-reference.ts";

// By the last words of a repository, which mirrors keep: `registry.k8s.io/ingress-nginx/controller`, `mirror.example.com/k8s/kube-proxy`.
const BY_WORDS: ReadonlyMap<string, string> = new Map([
  ["kube-apiserver", "kube-apiserver"],
  ["kube-controller-manager", "kube-controller-manager"],
  ["kube-scheduler", "kube-scheduler"],
  ["kube-proxy", "kube-proxy"],
  ["kubelet", "kubelet"],
  ["kubectl", "kubectl"],
  ["etcd", "etcd"],
  ["coredns", "coredns"],
  ["ingress-nginx/controller", "ingress-nginx"],
  ["nginx-ingress-controller", "ingress-nginx"],
  ["csi-provisioner", "csi-external-provisioner"],
  ["csi-snapshotter", "csi-external-snapshotter"],
  ["csi-resizer", "csi-external-resizer"],
  ["snapshot-controller", "csi-snapshot-controller"],
  ["csi-secrets-store/driver", "secrets-store-csi-driver"],
  ["secrets-store-csi-driver", "secrets-store-csi-driver"],
  ["vault-csi-provider", "secrets-store-csi-driver-provider-vault"],
  ["secrets-store-csi-driver-provider-azure", "secrets-store-csi-driver-provider-azure"],
  ["secrets-store/provider-azure", "secrets-store-csi-driver-provider-azure"],
  ["secrets-store-csi-driver-provider-gcp/plugin", "secrets-store-csi-driver-provider-gcp"],
  ["secrets-store-sync-controller", "secrets-store-sync-controller"],
  ["azurefile-csi", "azurefile-csi-driver"],
  ["nfsplugin", "csi-driver-nfs"],
  ["smbplugin", "csi-driver-smb"],
  ["csi-proxy", "csi-proxy"],
  ["kube-state-metrics", "kube-state-metrics"],
  ["aws-iam-authenticator", "aws-iam-authenticator"],
  ["headlamp", "headlamp"],
  ["argocd", "argo-cd"],
  ["calico/node", "calico"],
  ["calico/kube-controllers", "calico"],
  ["calico/cni", "calico"],
  ["calico/typha", "calico"],
  ["cilium/cilium", "cilium"],
  ["cilium/operator", "cilium"],
  ["cilium/operator-generic", "cilium"],
  ["cilium/operator-aws", "cilium"],
  ["cert-manager-controller", "cert-manager"],
  ["cert-manager-webhook", "cert-manager"],
  ["cert-manager-cainjector", "cert-manager"],
  ["harbor-core", "harbor"],
  ["istio/pilot", "istio"],
  ["istio/proxyv2", "istio"],
  ["virt-operator", "kubevirt"],
  ["virt-controller", "kubevirt"],
  ["virt-handler", "kubevirt"],
  ["virt-api", "kubevirt"],
  ["kyverno/kyverno", "kyverno"],
  ["k8s/container-toolkit", "nvidia-container-toolkit"],
  ["rancher/rancher", "rancher"],
  ["library/traefik", "traefik"],
  ["traefik/traefik", "traefik"],
]);

/** Which component an image is of, by its repository. */
function componentOfImage(repository: string): string | undefined {
  const words = repository.replace(/-(?:amd64|arm64|arm|ppc64le|s390x)$/, "").split("/");
  const last = words.at(-1) ?? "";
  return BY_WORDS.get(words.slice(-2).join("/")) ?? BY_WORDS.get(last);
}

/** A component that a container runs. */
export interface ImageComponent {
  readonly component: string;
  /** By the tag; "" where it has none. */
  readonly version: string;
}

export function componentOfContainer({
  image,
}: Pick<Container, "image">): ImageComponent | undefined {
  if (image === undefined || image === "") return undefined;
  const { name, tag = "" } = parseImageReference(image);
  const component = componentOfImage(name);
  return component === undefined ? undefined : { component, version: tag };
}

/** The names that charts and `app.kubernetes.io/name` have for a component. */
export function componentOfName(name: string): string | undefined {
  return NAMES.get(name);
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ["ingress-nginx", "ingress-nginx"],
  ["argocd", "argo-cd"],
  ["argo-cd", "argo-cd"],
  ["cert-manager", "cert-manager"],
  ["cilium", "cilium"],
  ["coredns", "coredns"],
  ["csi-driver-nfs", "csi-driver-nfs"],
  ["csi-driver-smb", "csi-driver-smb"],
  ["harbor", "harbor"],
  ["headlamp", "headlamp"],
  ["istiod", "istio"],
  ["kube-state-metrics", "kube-state-metrics"],
  ["kyverno", "kyverno"],
  ["rancher", "rancher"],
  ["secrets-store-csi-driver", "secrets-store-csi-driver"],
  ["traefik", "traefik"],
]);
