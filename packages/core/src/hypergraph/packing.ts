import type { CutGraph } from "./cut-graph.ts";

/** Edits that leave no way, and what any such set costs at least. */
export interface Packing {
  /** Those that were paid for in full, in that order. */
  readonly edits: readonly number[];
  readonly atLeast: number;
  /** The ways that were packed, each by the edits that it rests on. */
  readonly ways: readonly (readonly number[])[];
}

/**
 * Packs ways beside each other: each takes of every edit that it rests on what the cheapest of them has left, until no way is
 * left that has something of all. What was taken any cut pays, for it meets each way.
 */
export function packWays(
  { edits, waysLeft }: Pick<CutGraph, "edits" | "waysLeft">,
  madeBefore: readonly number[] = [],
): Packing {
  const residual = edits.map(({ cost }) => cost);
  const made = new Uint8Array(edits.length);
  for (const edit of madeBefore) made[edit] = 1;
  const paid: number[] = [];
  const ways: (readonly number[])[] = [];
  let atLeast = 0;
  const pack = (way: readonly number[]): void => {
    const share = Math.min(...way.map((edit) => residual[edit] ?? 0));
    ways.push(way);
    atLeast += share;
    for (const edit of way) {
      const left = (residual[edit] ?? 0) - share;
      residual[edit] = left;
      if (left > 0) continue;
      made[edit] = 1;
      paid.push(edit);
    }
  };
  for (let before = -1; before < ways.length; ) {
    before = ways.length;
    // No edit breaks a way that rests on none.
    for (const way of waysLeft(made)) if (way.length > 0) pack(way);
  }
  return { edits: paid, atLeast, ways };
}

/** Leaves out of edits that leave no way those without which none is left either, the last ones rather: by halves (U. Junker's QuickXplain). */
export function withoutNeedless(
  { edits, isReached }: Pick<CutGraph, "edits" | "isReached">,
  list: readonly number[],
): readonly number[] {
  const made = new Uint8Array(edits.length);
  const make = (some: readonly number[], value: 0 | 1): void => {
    for (const edit of some) made[edit] = value;
  };
  const needed = (some: readonly number[], isChanged: boolean): readonly number[] => {
    if (isChanged && !isReached(made)) return [];
    if (some.length <= 1) return some;
    const [first, second] = [some.slice(0, some.length >> 1), some.slice(some.length >> 1)];
    make(first, 1);
    const ofSecond = needed(second, true);
    make(first, 0);
    make(ofSecond, 1);
    const ofFirst = needed(first, ofSecond.length > 0);
    make(ofSecond, 0);
    return [...ofFirst, ...ofSecond];
  };
  return needed(list, true);
}
