import { type KubernetesObject, stringMapOf } from "../../kubernetes/object.ts";
import { textOf } from "../fields.ts";
import type { TestCluster, TestPod } from "./cluster.ts";
import { labelsOf } from "./per-packet.ts";

type Labels = Readonly<Record<string, string>>;

/**
 * All labels that Felix gives an endpoint or a set of addresses: those of its namespace with `pcns.` before them, those of its
 * service account with `pcsa.` (libcalico-go/lib/backend/k8s/conversion of projectcalico/calico).
 */
export function calicoLabelsOf(owner: TestPod | KubernetesObject, cluster: TestCluster): Labels {
  if ("addresses" in owner) {
    const { namespace, serviceAccount } = owner as TestPod;
    const account = cluster.plugin?.others.find(
      (object) =>
        object.kind === "ServiceAccount" &&
        textOf(object, "metadata", "name") === serviceAccount &&
        textOf(object, "metadata", "namespace") === namespace,
    );
    return {
      ...(owner as TestPod).labels,
      ...ofNamespace(namespace, cluster),
      "projectcalico.org/orchestrator": "k8s",
      "projectcalico.org/serviceaccount": serviceAccount,
      ...prefixed("pcsa.", account ? stringMapOf(account, "labels") : {}),
      "pcsa.projectcalico.org/name": serviceAccount,
    };
  }
  const own = stringMapOf(owner as KubernetesObject, "labels");
  const namespace = textOf(owner as KubernetesObject, "metadata", "namespace");
  return namespace === "" ? own : { ...own, ...ofNamespace(namespace, cluster) };
}

function ofNamespace(namespace: string, cluster: TestCluster): Labels {
  return {
    "projectcalico.org/namespace": namespace,
    ...prefixed("pcns.", labelsOf(namespace, cluster)),
    "pcns.projectcalico.org/name": namespace,
  };
}

function prefixed(prefix: string, labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [prefix + key, value]));
}

/** Whether a selector that can be read selects what has these labels; its keys get a prefix first. */
export function calicoSelects(selector: string, labels: Labels, prefix = ""): boolean {
  const inNamespace = "projectcalico.org/namespace" in labels;
  let rest = selector.trim();
  const eat = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = pattern.exec(rest);
    if (found?.index !== 0) return undefined;
    rest = rest.slice(found[0].length).trimStart();
    return found;
  };
  const either = (): boolean => {
    let holds = both();
    while (eat(/\|\|/)) holds = both() || holds;
    return holds;
  };
  const both = (): boolean => {
    let holds = term();
    while (eat(/&&/)) holds = term() && holds;
    return holds;
  };
  const term = (): boolean => {
    if (eat(/!(?!=)/)) return !term();
    if (eat(/all\(\s*\)/)) return prefix === "pcns." ? inNamespace : true;
    if (eat(/global\(\s*\)/)) return !inNamespace;
    const has = eat(/has\(\s*([\w./-]+)\s*\)/);
    if (has) return prefix + has[1] in labels;
    if (eat(/\(/)) {
      const holds = either();
      eat(/\)/);
      return holds;
    }
    return comparison(labels[prefix + (eat(/[\w./-]+/)?.[0] ?? "")]);
  };
  const comparison = (value: string | undefined): boolean => {
    const operator = eat(/==|!=|not\s*in|in|contains|starts\s*with|ends\s*with/)?.[0] ?? "";
    if (operator.endsWith("in")) {
      const values = eat(/\{([^}]*)\}/)?.[1] ?? "";
      const isIn = [...values.matchAll(/["']([^"']*)["']/g)].some(([, each]) => each === value);
      return operator === "in" ? isIn : !isIn;
    }
    const operand = eat(/["']([^"']*)["']/)?.[1] ?? "";
    if (operator === "==") return value === operand;
    if (operator === "!=") return value !== operand;
    if (operator === "contains") return value?.includes(operand) === true;
    return operator.startsWith("starts")
      ? value?.startsWith(operand) === true
      : value?.endsWith(operand) === true;
  };
  return either();
}
