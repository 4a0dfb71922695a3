export type { Suppression } from "../detections/settings.ts";
export type {
  CollectorCounts,
  CollectorOptions,
  IncidentCollector,
  PlacedAlert,
} from "./collector.ts";
export { createCollector } from "./collector.ts";
export type { JudgedIncidents } from "./judge.ts";
export { judgeIncidents } from "./judge.ts";
export type {
  AskReach,
  CounterMeasure,
  GatheredIncident,
  Incident,
  IncidentReach,
  IncidentSession,
  IncidentStep,
  ScoreFactor,
  Touched,
} from "./model.ts";
export { reachIn } from "./reach.ts";
export type { RuntimeAlert } from "./runtime-alerts.ts";
export { runtimeAlertOf } from "./runtime-alerts.ts";
export { shellCommand } from "./shell.ts";
export type { SuppressionCount } from "./suppressions.ts";
