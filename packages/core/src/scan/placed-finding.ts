import type { Finding, Fix } from "../findings/finding.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";

/** One of the objects that show a finding's weakness: the one that it names, the same in another file, or a pod that it owns. */
interface FindingPlace {
  /** As the input has it. */
  readonly target: SnapshotObject;
  /** Paths of the edits are in this object. */
  readonly fix?: Fix;
}

/** A finding with every object that has to change for it to go; none for what is wrong in the configuration. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly places: readonly FindingPlace[];
}
