import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { labelsAt, textAt } from "../reference-json.ts";
import type { TestCluster, TestPod } from "./cluster.ts";
import { labelsOf } from "./per-packet.ts";

type Labels = Readonly<Record<string, string>>;

/**
 * All labels that Felix gives an endpoint or a set of addresses: those of its namespace with `pcns.` before them, those of its
 * service account with `pcsa.` (libcalico-go/lib/backend/k8s/conversion of projectcalico/calico).
 */
export function calicoLabelsOf(owner: TestPod | KubernetesObject, cluster: TestCluster): Labels {
  if (!isPod(owner)) {
    const own = labelsAt(owner);
    const inside = textAt(owner, "metadata.namespace");
    return inside === "" ? own : { ...own, ...ofNamespace(inside, cluster) };
  }
  const { namespace, serviceAccount } = owner;
  const account = cluster.plugin?.others.find(
    (object) =>
      object.kind === "ServiceAccount" &&
      textAt(object, "metadata.name") === serviceAccount &&
      textAt(object, "metadata.namespace") === namespace,
  );
  return {
    ...owner.labels,
    ...ofNamespace(namespace, cluster),
    "projectcalico.org/orchestrator": "k8s",
    "projectcalico.org/serviceaccount": serviceAccount,
    ...prefixed("pcsa.", account ? labelsAt(account) : {}),
    "pcsa.projectcalico.org/name": serviceAccount,
  };
}

function isPod(owner: TestPod | KubernetesObject): owner is TestPod {
  return "addresses" in owner;
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
    if (has) return `${prefix}${has[1] ?? ""}` in labels;
    if (eat(/\(/)) {
      const holds = either();
      eat(/\)/);
      return holds;
    }
    return comparison(labels[prefix + (eat(/[\w./-]+/)?.[0] ?? "")]);
  };
  const comparison = (value: string | undefined): boolean => {
    const operator = eat(/==|!=|not\s*in|in|contains|starts\s*with|ends\s*with/)?.[0] ?? "";
    const operands = eat(/\{[^}]*\}|"[^"]*"|'[^']*'/)?.[0] ?? "";
    const values = [...operands.matchAll(/["']([^"']*)["']/g)].map(([, each = ""]) => each);
    return (
      new Map(Object.entries(COMPARISONS)).get(operator.replace(/\s/g, ""))?.(value, values) ===
      true
    );
  };
  return either();
}

const COMPARISONS: Readonly<
  Record<string, (value: string | undefined, operands: readonly string[]) => boolean>
> = {
  "==": (value, [operand]) => value === operand,
  "!=": (value, [operand]) => value !== operand,
  in: (value, operands) => operands.some((operand) => operand === value),
  notin: (value, operands) => operands.every((operand) => operand !== value),
  contains: (value, [operand = ""]) => value?.includes(operand) === true,
  startswith: (value, [operand = ""]) => value?.startsWith(operand) === true,
  endswith: (value, [operand = ""]) => value?.endsWith(operand) === true,
};
