export { plain, rounded, termsOf, weightOf } from "./arithmetic.ts";
export { imageRiskChecks } from "./checks.ts";
export type {
  Factor,
  ImageRisk,
  KnownImage,
  KnownVulnerability,
  MissedObjective,
  RankedImage,
  RebuildStep,
} from "./model.ts";
export { imageRiskOf, type RiskSettings } from "./rank.ts";
export { type RunningReference, runningReferences } from "./running.ts";
