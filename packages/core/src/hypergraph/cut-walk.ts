/** An edge of a graph to cut. */
export interface CutEdge {
  readonly premises: readonly number[];
  readonly conclusion: number;
  /** For each need of which nothing stays whatever is done the edits that take its alternatives away. */
  readonly needs: readonly (readonly number[])[];
  /** Its place among the edges. */
  readonly number: number;
}

/** What is walked along. */
export interface Walk {
  readonly start: number;
  /** How many each edge has. */
  readonly premises: Int32Array;
  /** By vertex. */
  readonly from: readonly (readonly CutEdge[] | undefined)[];
}

/** Whether a premise that has come was the last one that an edge was missing. */
export function isDue({ number }: CutEdge, missing: Int32Array): boolean {
  const left = (missing[number] ?? 0) - 1;
  missing[number] = left;
  return left === 0;
}

export function isBroken({ needs }: CutEdge, made: Uint8Array): boolean {
  return needs.some((edits) => edits.every((edit) => made[edit] === 1));
}
