import { textAt } from "../../kubernetes/json-fields.ts";
import { type KubernetesObject, namespaceOf, stringMapOf } from "../../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";

/** Which controller an Ingress is for. */
export interface IngressClassFacts {
  /** By the annotation of old, else by the field, else that of the default class; "" where nothing says. */
  readonly name: string;
  /** `spec.controller` of the IngressClass; "" where the input does not hold it. */
  readonly controller: string;
  /** What the `parameters` of the IngressClass name, where the input holds it. */
  readonly parameters: SnapshotObject | undefined;
}

export function ingressClassOf({ object }: SnapshotObject, snapshot: Snapshot): IngressClassFacts {
  const classes = snapshot.ofKind("networking.k8s.io", "IngressClass");
  const said =
    (stringMapOf(object, "annotations")["kubernetes.io/ingress.class"] ?? "") ||
    textAt(object, "spec", "ingressClassName");
  const found = classes.findLast(({ object: each, reference }) =>
    said === "" ? isDefault(each) : reference.name === said,
  );
  return {
    name: said === "" ? (found?.reference.name ?? "") : said,
    controller: found ? textAt(found.object, "spec", "controller") : "",
    parameters: found && parametersOf(found.object, snapshot),
  };
}

function isDefault(ingressClass: KubernetesObject): boolean {
  const annotations = stringMapOf(ingressClass, "annotations");
  return annotations["ingressclass.kubernetes.io/is-default-class"] === "true";
}

function parametersOf(
  ingressClass: KubernetesObject,
  snapshot: Snapshot,
): SnapshotObject | undefined {
  const at = (field: string): string => textAt(ingressClass, "spec", "parameters", field);
  const name = at("name");
  const namespace = at("namespace");
  return snapshot
    .ofKind(at("apiGroup"), at("kind"))
    .findLast(
      ({ reference }) =>
        reference.name === name && (namespace === "" || namespaceOf(reference) === namespace),
    );
}
