export type { Baseline, BaselineMatcher, KnownFinding } from "./baseline/baseline.ts";
export { baselineOf, createBaselineMatcher, prunedBaseline } from "./baseline/baseline.ts";
export type { ContinuousScan, FindingChanges } from "./continuous.ts";
export { findingChanges, scanContinuously } from "./continuous.ts";
export { evaluate } from "./evaluating.ts";
export { createAliases } from "./exceptions/aliases.ts";
export type { ExceptionSettings, ExceptionShelf } from "./exceptions/book.ts";
export { shelveExceptions } from "./exceptions/book.ts";
export type { TranslatedStatement } from "./exceptions/translate.ts";
export { translatedStatementsOf } from "./exceptions/translate.ts";
export type {
  AssessmentInput,
  ControlResult,
  ControlStatus,
} from "./frameworks/assess.ts";
export { createAssessment, examinedBy, speaksTo } from "./frameworks/assess.ts";
export type { Framework } from "./frameworks/framework.ts";
export { FRAMEWORKS } from "./frameworks/index.ts";
export { frameworkOfBenchmark, nodesAnswersOf } from "./frameworks/nodes.ts";
export { withImplied } from "./implied.ts";
export { notAssessableIn } from "./not-assessable.ts";
export type { PlacedFinding } from "./placed-finding.ts";
export { routeChecks, speaksOf } from "./routes.ts";
export type { ScanOptions } from "./scan.ts";
export { scan, scanPlaces } from "./scan.ts";
