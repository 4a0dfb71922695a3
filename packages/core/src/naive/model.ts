/** What the reference says of one channel between two tenants. */
export interface NaiveAnswer {
  readonly open: "no" | "unknown" | "yes";
  /** What opens it, or is not known, as a clause; "" where it is closed. */
  readonly witness: string;
}

/** The namespaces of two tenants. */
export interface NaivePair {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export const CLOSED: NaiveAnswer = { open: "no", witness: "" };
