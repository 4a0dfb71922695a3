import { containersOf } from "../../kubernetes/containers.ts";
import { parseImageReference } from "../../kubernetes/image-reference.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { configuredTexts } from "./texts.ts";

/** A clause on what in a template shows that its pods call the API server; undefined where nothing does. */
export function apiUseIn(
  template: PodTemplate,
  namespace: string,
  snapshot: Snapshot,
): string | undefined {
  for (const { container } of containersOf(template.spec)) {
    const { name } = parseImageReference(container.image ?? "");
    if (CLIENTS.test(name)) return `image ${name} is a client of the API server`;
  }
  const found = configuredTexts(template, namespace, snapshot).find(
    ({ key, text, where }) =>
      VARIABLES.has(key) || NAMES_THE_SERVER.test(text) || (key === "" && isArgument(text, where)),
  );
  return found && `the API server is named in ${found.where}`;
}

/** Programs that do nothing without the API server, by the last parts of their images' names. */
const CLIENTS =
  /(?:^|\/)(?:kubectl|helm-kubectl|k8s-kubectl|kube-state-metrics|metrics-server|cluster-autoscaler|cluster-proportional-autoscaler|vertical-pod-autoscaler|vpa-(?:recommender|updater|admission-controller)|external-dns|external-secrets|sealed-secrets-controller|cert-manager-(?:controller|cainjector|webhook)|ingress-nginx\/controller|nginx-ingress|kubernetes-ingress|prometheus-operator|configmap-reload|argocd|argocli|argoexec|workflow-controller|kustomize-controller|source-controller|helm-controller|keda|karpenter|velero|reloader|descheduler|coredns|kubernetes-dashboard|dashboard|csi-(?:provisioner|attacher|resizer|snapshotter)|snapshot-controller|leader-elector|k8s-sidecar)(?:$|\/)/;

/** What client libraries read to find the API server. */
const VARIABLES = new Set(["KUBECONFIG", "KUBERNETES_MASTER", "KUBERNETES_SERVICE_HOST"]);

const NAMES_THE_SERVER =
  /(?:^|[^a-z0-9.-])kubernetes\.default(?:\.svc(?:\.[a-z0-9.-]+)?)?(?:$|[^a-z0-9.-])|\$\{?KUBERNETES_SERVICE_HOST\b/i;

/** Flags of programs that use client-go, and the clients themselves. */
function isArgument(text: string, where: string): boolean {
  return where.startsWith("arguments") && (FLAG.test(text) || PROGRAM.test(text));
}

const FLAG =
  /^--?(?:kube-?config|kube-(?:master|api|apiserver)[a-z-]*|apiserver(?:-host)?|in-cluster(?:-config)?|incluster|(?:enable-)?leader-elect(?:ion)?[a-z-]*)(?:$|=(?!false$))/i;
const PROGRAM = /(?:^|[\s/;&|(])(?:kubectl|helm|oc)(?:$|\s)/;
