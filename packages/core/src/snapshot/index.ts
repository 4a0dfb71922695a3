export type { Assumption, Assumptions } from "./assumptions.ts";
export { showsAll } from "./completeness.ts";
export type {
  Coverage,
  Diagnostic,
  NotExamined,
  NotExaminedKind,
  UnknownKind,
} from "./coverage.ts";
export { isHarmless, isIncomplete, placeOfUnexamined } from "./coverage.ts";
export type { Deployment } from "./deployment.ts";
export type { Fact, FactDocument, FactPlace, PlacedFact } from "./facts.ts";
export {
  FACTS_API_VERSION,
  factOf,
  isOfFacts,
  NODE_FACTS_KIND,
  NODES_WITH_CONFIGURATION,
  objectOfFacts,
} from "./facts.ts";
export type { ServerChanges } from "./followed.ts";
export type { FileOrigin, Location, Origin, SourceText, TextChange } from "./origin.ts";
export { insideOf, nameOfOrigin, renderingOf } from "./origin.ts";
export { identityOf } from "./ownership.ts";
export { sha256 } from "./sha256.ts";
export type { Snapshot, SnapshotInput, SnapshotObject, SourceObject } from "./snapshot.ts";
export { createSnapshot, fieldText } from "./snapshot.ts";
export { snapshotObjectOf } from "./snapshot-object.ts";
export type { Evidence, Verdict, VerdictValue } from "./verdict.ts";
