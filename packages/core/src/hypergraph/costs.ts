import type { Edge } from "./hypergraph.ts";

/** What a step costs; one that is not sure costs more than any number of sure ones. */
const STEP = 1;
export const UNKNOWN_STEP = 1000;

/** What going along an edge costs. */
export function costOf({ step, unknown }: Edge): number {
  return (step === undefined ? 0 : STEP) + (unknown === undefined ? 0 : UNKNOWN_STEP);
}

/** The distance from where no edge leads on. */
export const UNREACHABLE = 0x7fffffff;

// Premises that share what they rest on pay for it each: costs double from one vertex to the next, and have to stay exact.
const MOST = 2 ** 36;

/** What a way costs, bounded: a dearer one is only known to be dear. */
export function boundedCost(cost: number): number {
  return Math.min(cost, MOST);
}
