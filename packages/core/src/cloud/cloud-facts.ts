import type { FactObject } from "../snapshot/facts.ts";

/** A thing of a provider. */
export interface CloudFacts extends FactObject {
  readonly provider: "eks" | "aks" | "gke" | "other";
  /** The cluster that it is of: the name of its own object. */
  readonly cluster: string;
}
