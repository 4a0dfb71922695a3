import type { NetworkAnalysis, NetworkRemark } from "@watertight/core/network";

/** What `network lint` shows. */
export interface Shown {
  readonly remarks: readonly NetworkRemark[];
  readonly assumptions: readonly string[];
  readonly analysis: NetworkAnalysis;
}
