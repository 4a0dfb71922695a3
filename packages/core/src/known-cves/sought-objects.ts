import type { Cluster } from "../cluster/cluster.ts";
import { listAt, textAt } from "../kubernetes/json-fields.ts";
import { stringMapOf } from "../kubernetes/object.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import { at } from "./answers.ts";

export function sharedGroups({ snapshot }: Cluster): readonly Evidence[] {
  const definitions = snapshot.ofKind("apiextensions.k8s.io", "CustomResourceDefinition");
  const seen = new Set<string>();
  for (const definition of definitions) {
    const group = textAt(definition.object, "spec", "group");
    if (seen.has(group))
      return [at(definition, ["spec", "group"], `is another of the group ${group}`)];
    seen.add(group);
  }
  return [];
}

export function nodeWebhooks({ snapshot }: Cluster): readonly Evidence[] {
  return snapshot
    .ofKind("admissionregistration.k8s.io", "ValidatingWebhookConfiguration")
    .flatMap((configuration) =>
      listAt(configuration.object, "webhooks").flatMap((webhook, index) => {
        const isAsked = listAt(webhook, "rules").some(
          (rule) =>
            has(listAt(rule, "resources"), "nodes", "*", "*/*") &&
            has(listAt(rule, "operations"), "UPDATE", "*"),
        );
        return isAsked
          ? [at(configuration, ["webhooks", index], "is asked about updates of nodes")]
          : [];
      }),
    );
}

function has(list: readonly unknown[], ...words: readonly string[]): boolean {
  return list.some((each) => typeof each === "string" && words.includes(each));
}

export function staticPods({ snapshot }: Cluster): readonly Evidence[] {
  const key = "kubernetes.io/config.mirror";
  return snapshot
    .ofKind("", "Pod")
    .filter(({ object }) => Object.hasOwn(stringMapOf(object, "annotations"), key))
    .map((pod) => at(pod, ["metadata", "annotations", key], "is a static pod"));
}

export function classesOf({ snapshot }: Cluster, provisioner: string): readonly Evidence[] {
  return snapshot
    .ofKind("storage.k8s.io", "StorageClass")
    .filter(({ object }) => textAt(object, "provisioner") === provisioner)
    .map((each) => at(each, ["provisioner"], `has the provisioner ${provisioner}`));
}

export function portworxClasses(cluster: Cluster): readonly Evidence[] {
  return classesOf(cluster, "kubernetes.io/portworx-volume");
}
