import { textAt } from "../../kubernetes/json-fields.ts";
import { showsAll, showsAllEverywhere } from "../../snapshot/completeness.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ConditionAnswer, ConditionFacts } from "./judge.ts";

/** Answers the conditions of CVE records that objects of a cluster decide; the others stay open. */
export function conditionFactsIn(snapshot: Snapshot): ConditionFacts {
  return (condition) => {
    if (condition.startsWith("Windows")) return windowsNodes(snapshot, condition);
    if (condition === "2+ CRDs share an API group") return sharedGroup(snapshot);
    if (condition.startsWith("kubernetes.io/enforce-mountable-secrets")) {
      return mountableSecrets(snapshot);
    }
    return undefined;
  };
}

function windowsNodes(snapshot: Snapshot, condition: string): ConditionAnswer {
  const nodes = snapshot.ofKind("", "Node");
  const windows = nodes.find((node) => systemOf(node) === "windows");
  if (windows) {
    // That there is such a node is all that some records ask, and one part of what others do.
    const isAll = condition === "Windows nodes";
    return isAll
      ? { holds: true, because: `node/${windows.reference.name} runs Windows` }
      : undefined;
  }
  // Manifests show no nodes, whatever they are said to be the whole of.
  const isKnown = nodes.length > 0 && nodes.every((node) => systemOf(node) !== "");
  return isKnown && showsAll(snapshot)
    ? { holds: false, because: "no node of the input runs Windows" }
    : undefined;
}

function systemOf({ object }: SnapshotObject): string {
  const system = textAt(object, "status", "nodeInfo", "operatingSystem");
  return system || textAt(object, "metadata", "labels", "kubernetes.io/os");
}

function sharedGroup(snapshot: Snapshot): ConditionAnswer {
  const definitions = snapshot.ofKind("apiextensions.k8s.io", "CustomResourceDefinition");
  const seen = new Set<string>();
  for (const { object } of definitions) {
    const group = textAt(object, "spec", "group");
    if (seen.has(group)) {
      return { holds: true, because: `CustomResourceDefinitions share the group ${group}` };
    }
    seen.add(group);
  }
  return showsAllEverywhere(snapshot)
    ? { holds: false, because: "no two CustomResourceDefinitions of the input share an API group" }
    : undefined;
}

const ANNOTATION = "kubernetes.io/enforce-mountable-secrets";

function mountableSecrets(snapshot: Snapshot): ConditionAnswer {
  const accounts = snapshot.ofKind("", "ServiceAccount");
  const one = accounts.find(
    ({ object }) => textAt(object, "metadata", "annotations", ANNOTATION) === "true",
  );
  if (one) {
    const { namespace, name } = one.reference;
    const because = `serviceaccount/${namespace || "default"}/${name} has the annotation ${ANNOTATION}`;
    return { holds: true, because };
  }
  return showsAllEverywhere(snapshot)
    ? { holds: false, because: `no service account of the input has the annotation ${ANNOTATION}` }
    : undefined;
}
