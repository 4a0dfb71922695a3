import type { Edge } from "./graph.ts";
import { TECHNIQUES } from "./techniques.ts";

/** Chains of techniques by number; the same technique several times in a row counts once. */
export interface Chains {
  readonly add: (chain: number, edge: Edge) => number;
}

// Whoever changes workloads mostly creates them too: one way of the two is enough to show.
const TECHNIQUE_NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.keys(TECHNIQUES).map((id, index, ids) => [
    id,
    id === "modify-workload" ? ids.indexOf("create-workload") : index,
  ]),
);

/** Numbers chains as they come up; 0 is the empty one. */
export function createChains(): Chains {
  const byKey = new Map<number, number>();
  const last: number[] = [-1];
  return {
    add: (chain, { technique }) => {
      const number = technique === undefined ? undefined : TECHNIQUE_NUMBERS.get(technique);
      if (number === undefined || last[chain] === number) return chain;
      const key = chain * TECHNIQUE_NUMBERS.size + number;
      const known = byKey.get(key);
      if (known !== undefined) return known;
      const added = last.length;
      last.push(number);
      byKey.set(key, added);
      return added;
    },
  };
}
