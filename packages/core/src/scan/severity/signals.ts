import type { Aggravation } from "../../findings/finding.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";

/** A fact about an object that makes its weaknesses weigh more or less. */
export interface ExposureSignal {
  readonly signal: Aggravation | "kept-out" | "not-running";
  readonly change: -1 | 1;
  /** Lower-case clause that names the object or field which shows it. */
  readonly because: string;
}

/**
 * What is known of how exposed objects are. Of the network and the objects it is `exposureOf`; other engines' verdicts (the
 * rights of a service account) come as another one of these.
 */
export interface ExposureSignals {
  /** At most one of each signal. */
  readonly signalsOf: (target: SnapshotObject) => readonly ExposureSignal[];
}
