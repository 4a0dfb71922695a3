/** A hypergraph as plain numbers: what random ones are drawn as, and what the naive reference reads. */
export interface PlainHypergraph {
  /** Vertices are 0 to size - 1. */
  readonly size: number;
  readonly edges: readonly PlainEdge[];
  /** By number of the edit. */
  readonly costs: readonly number[];
}

export interface PlainEdge {
  readonly premises: readonly number[];
  readonly conclusion: number;
  readonly isStep: boolean;
  readonly isSure: boolean;
  /** For each need the edits that take its alternatives away, "fixed" for one that nothing does. */
  readonly needs: readonly (readonly (number | "fixed")[])[];
}
