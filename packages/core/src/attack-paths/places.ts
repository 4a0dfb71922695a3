import type { Facts } from "../access/escalation/facts.ts";
import type { AttackVertex } from "./model.ts";

/** Vertices that RBAC knows nothing of, by what they are. */
export interface Places {
  readonly idOf: (vertex: AttackVertex) => number;
  readonly find: (vertex: AttackVertex) => number | undefined;
  readonly at: (id: number) => AttackVertex | undefined;
  /** Of a kind, in the order in which they came up. */
  readonly ofKind: (kind: string) => readonly number[];
}

export function createPlaces(newVertex: () => number, facts: Facts): Places {
  const byKey = new Map<string, number>();
  const vertices = new Map<number, AttackVertex>();
  const byKind = new Map<string, number[]>();
  const find = (vertex: AttackVertex): number | undefined =>
    ofFacts(vertex, facts.find) ?? byKey.get(keyOf(vertex));
  return {
    find,
    at: (id) => vertices.get(id),
    ofKind: (kind) => byKind.get(kind) ?? [],
    idOf: (vertex) => {
      const known = find(vertex);
      if (known !== undefined && vertices.has(known)) return known;
      const id = known ?? ofFacts(vertex, facts.idOf) ?? newVertex();
      byKey.set(keyOf(vertex), id);
      vertices.set(id, vertex);
      const same = byKind.get(vertex.kind);
      if (same) same.push(id);
      else byKind.set(vertex.kind, [id]);
      return id;
    },
  };
}

/** What the facts of access speak of too is one vertex with theirs. */
function ofFacts<Id>(
  { kind, namespace, name }: AttackVertex,
  of: (fact: Parameters<Facts["idOf"]>[0]) => Id,
): Id | undefined {
  if (kind === "Pod") return of({ kind: "pod", namespace, name });
  if (kind === "Secret") return of({ kind: "secret", namespace, name });
  if (kind === "Node") return of({ kind: "node", namespace: "", name });
  return kind === "cluster-admin" ? of({ kind: "cluster-admin" }) : undefined;
}

function keyOf({ kind, namespace, name, container = "" }: AttackVertex): string {
  return `${kind}\n${namespace}\n${name}\n${container}`;
}
