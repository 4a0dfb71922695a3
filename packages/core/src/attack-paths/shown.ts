import { grantOf, isHeldRight, type Proof } from "../access/escalation/held-right.ts";
import { proofOfGrant } from "../access/proof.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import type { AttackEdge } from "./model.ts";

/** What the needs of edges rest on, field by field, each once; of a need with several alternatives the first. */
export function proofOfEdges(edges: readonly AttackEdge[]): readonly Evidence[] {
  const all = edges.flatMap(({ needs }) =>
    needs.flatMap(([first]) => (first ? shown(first.evidence) : [])),
  );
  return [...new Map(all.map((each) => [keyOf(each), each])).values()];
}

function shown(proof: Proof): readonly Evidence[] {
  if (!isHeldRight(proof)) return [proof];
  const grant = grantOf(proof);
  if (grant) return proofOfGrant(grant);
  const source = proof.role.sources[proof.rule];
  return source
    ? [{ object: source.reference, path: source.path, message: "allows it, once it is bound" }]
    : [];
}

function keyOf({ object, path, message }: Evidence): string {
  const { kind, namespace = "", name } = object;
  return `${kind} ${namespace}/${name} ${JSON.stringify(path)} ${message}`;
}
