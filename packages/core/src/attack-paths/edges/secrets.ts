import { namespaceOf } from "../../kubernetes/object.ts";
import type { AttackBuild } from "../build.ts";
import type { AttackVertex } from "../model.ts";

/** Whoever reads every Secret of a namespace reads each that the input shows or pods are given; whoever reads some by name, these. */
export function addSecrets(build: AttackBuild): void {
  const { cluster, escalation, places, add } = build;
  const { facts } = escalation.graph;
  for (const { reference } of cluster.applied.ofKind("", "Secret")) {
    const namespace = namespaceOf(reference);
    places.idOf({ kind: "Secret", namespace, name: reference.name });
  }
  for (const id of places.ofKind("Secret")) {
    const secret = places.at(id);
    if (!secret) continue;
    add(facts.idOf({ kind: "secrets", namespace: secret.namespace }), id);
    addReaders(build, secret);
  }
}

function addReaders({ escalation }: AttackBuild, { namespace, name }: AttackVertex): void {
  const { graph, holders, cluster } = escalation;
  // Those with tokens are there already, for what the tokens give.
  const isToken = cluster.tokenSecrets.some(
    (each) => each.namespace === namespace && each.name === name,
  );
  if (isToken) return;
  for (const scope of [namespace, ""]) {
    for (const [principal, ways] of holders.named("read-secrets", scope).get(name) ?? [])
      graph.add(
        [{ kind: "identity", principal }],
        { kind: "secret", namespace, name },
        { technique: "read-secrets", needs: [ways] },
      );
  }
}
