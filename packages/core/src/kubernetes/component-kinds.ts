import { groupOf } from "./object.ts";

/** The API groups of files that components of Kubernetes are configured by: no API server serves them. */
const GROUPS: ReadonlySet<string> = new Set([
  "apiserver.config.k8s.io",
  "apiserver.k8s.io",
  "audit.k8s.io",
  "cloudcontrollermanager.config.k8s.io",
  "controllermanager.config.k8s.io",
  "credentialprovider.kubelet.k8s.io",
  "eventratelimit.admission.k8s.io",
  "kubeadm.k8s.io",
  "kubecontrollermanager.config.k8s.io",
  "kubelet.config.k8s.io",
  "kubeproxy.config.k8s.io",
  "kubescheduler.config.k8s.io",
  "pod-security.admission.config.k8s.io",
  "podtolerationrestriction.admission.k8s.io",
  "resourcequota.admission.k8s.io",
]);

/** Whether an object is a component's configuration, as the API has no such kinds. */
export function isComponentConfiguration(object: { readonly apiVersion: string }): boolean {
  return GROUPS.has(groupOf(object));
}

/** Whether a text can be or hold one; nearly all texts cannot. */
export function mayBeComponentConfiguration(text: string): boolean {
  return MENTIONS.test(text);
}

const MENTIONS =
  /\b(?:config|apiserver|audit|kubeadm|admission|credentialprovider\.kubelet)\.k8s\.io\/v\d/;
