import type { Edge } from "./hypergraph.ts";

/** Chains of steps by number, 0 for the empty one; the same step several times in a row counts once. */
export interface Chains {
  readonly add: (chain: number, edge: Edge) => number;
}

const KINDS = 0x100_0000;

/** What tells steps apart in chains; undefined for what is none. */
export type KindOfStep = (edge: Edge) => unknown;

/** Numbers chains as they come up, of at most sixteen million kinds of steps. */
export function createChains(kindOfStep: KindOfStep): Chains {
  const kinds = new Map<unknown, number>();
  const byKey = new Map<number, number>();
  const last: number[] = [-1];

  function kindOf(name: unknown): number {
    const known = kinds.get(name) ?? kinds.size;
    kinds.set(name, known);
    return known;
  }

  return {
    add: (chain, edge) => {
      const name = kindOfStep(edge);
      if (name === undefined) return chain;
      const kind = kindOf(name);
      if (last[chain] === kind) return chain;
      const key = chain * KINDS + kind;
      const known = byKey.get(key);
      if (known !== undefined) return known;
      const added = last.length;
      last.push(kind);
      byKey.set(key, added);
      return added;
    },
  };
}
