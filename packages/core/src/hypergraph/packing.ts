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

/** Leaves out of edits that leave no way those without which none is left either, the last ones rather. */
export function withoutNeedless(
  { edits, takingBack }: Pick<CutGraph, "edits" | "takingBack">,
  list: readonly number[],
): readonly number[] {
  const made = new Uint8Array(edits.length);
  for (const edit of list) made[edit] = 1;
  const takeBack = takingBack(made);
  for (const edit of list.toReversed()) takeBack(edit);
  return list.filter((edit) => made[edit] === 1);
}
