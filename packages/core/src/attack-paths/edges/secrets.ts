import { namespaceOf } from "../../kubernetes/object.ts";
import type { AttackBuild } from "../build.ts";

/** Whoever reads every Secret of a namespace reads each that the input shows. */
export function addSecrets({ cluster, escalation, places, add }: AttackBuild): void {
  const { facts } = escalation.graph;
  for (const { reference } of cluster.applied.ofKind("", "Secret")) {
    const namespace = namespaceOf(reference);
    const secret = places.idOf({ kind: "Secret", namespace, name: reference.name });
    add(facts.idOf({ kind: "secrets", namespace }), secret);
  }
}
