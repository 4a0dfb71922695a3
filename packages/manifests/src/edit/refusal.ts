import type { FieldPath } from "@watertight/core/kubernetes";

/** A change that is not made: what is at or below `path`. */
export interface Refusal {
  readonly path: FieldPath;
  /** A clause. */
  readonly reason: string;
}
