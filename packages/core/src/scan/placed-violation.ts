import type { Check } from "../checks/check.ts";
import type { Fix, Violation } from "../findings/finding.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { ObjectField } from "./object-field.ts";

/** A violation with its place in the object and what it is recognised by. */
export interface PlacedViolation {
  readonly check: Check;
  readonly target: SnapshotObject;
  readonly violation: Violation;
  readonly field: ObjectField;
  readonly fix?: Fix;
  readonly fingerprint: string;
}
