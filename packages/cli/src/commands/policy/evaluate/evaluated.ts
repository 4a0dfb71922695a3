import type { Admission } from "@watertight/cel/policies";
import type { SnapshotObject } from "@watertight/core/snapshot";

/** An object with what policies say of it. */
export interface EvaluatedObject {
  readonly entry: SnapshotObject;
  readonly admission: Admission;
}

/** All objects that policies could be asked about. */
export interface Evaluated {
  readonly objects: readonly EvaluatedObject[];
  /** Of kinds that nothing says the resource of. */
  readonly unknown: readonly SnapshotObject[];
}
