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
export type { FileOrigin, Location, Origin, SourceText, TextChange } from "./origin.ts";
export { insideOf, nameOfOrigin, renderingOf } from "./origin.ts";
export { sha256 } from "./sha256.ts";
export type { Snapshot, SnapshotInput, SnapshotObject, SourceObject } from "./snapshot.ts";
export { createSnapshot } from "./snapshot.ts";
export type { Evidence, Verdict, VerdictValue } from "./verdict.ts";
