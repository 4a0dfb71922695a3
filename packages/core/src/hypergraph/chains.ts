import type { Edge } from "./hypergraph.ts";

/** Chains of steps by number, 0 for the empty one; the same step several times in a row counts once. */
export interface Chains {
  readonly add: (chain: number, edge: Edge) => number;
}

const KINDS = 0x10000;

/** Numbers chains as they come up; `alike` has steps that count as another one. At most 65,536 kinds of steps. */
export function createChains(alike: ReadonlyMap<unknown, unknown>): Chains {
  const kinds = new Map<unknown, number>();
  const byKey = new Map<number, number>();
  const last: number[] = [-1];

  function kindOf(step: unknown): number {
    const name = alike.get(step) ?? step;
    const known = kinds.get(name) ?? kinds.size;
    kinds.set(name, known);
    return known;
  }

  return {
    add: (chain, { step }) => {
      if (step === undefined) return chain;
      const kind = kindOf(step);
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
