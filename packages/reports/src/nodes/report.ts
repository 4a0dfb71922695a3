import type { ControlResult, ControlStatus, NodeEvaluation } from "@watertight/core/nodes";

/** What `nodes evaluate` has to say. */
export interface NodeReport {
  readonly evaluations: readonly NodeEvaluation[];
}

/** Worst first. */
export const STATUSES: readonly ControlStatus[] = [
  "fail",
  "unknown",
  "manual",
  "pass",
  "not-applicable",
];

/** How many results of each status there are. */
export function countsOf(results: readonly ControlResult[]): ReadonlyMap<ControlStatus, number> {
  return new Map(
    STATUSES.map((status) => [status, results.filter((each) => each.status === status).length]),
  );
}
