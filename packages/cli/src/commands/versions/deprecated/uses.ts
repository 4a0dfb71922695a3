import type { CollectedUses } from "../../../api-uses/collect.ts";
import type { Reading } from "../../../reading.ts";

/** What was asked and found. */
export interface DeprecatedUses extends CollectedUses {
  readonly target: number;
  /** Undefined where nothing but metrics and audit logs was given. */
  readonly reading: Reading | undefined;
}
