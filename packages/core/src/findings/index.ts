export type { ConfiguredException, Exception, PlacedException } from "./exception.ts";
export type {
  Finding,
  Fix,
  FixSafety,
  ImpliedFinding,
  PathCount,
  Severity,
  SeverityStep,
  Violation,
} from "./finding.ts";
export { comparePaths, compareSeverity, SEVERITIES, SEVERITY_MEANINGS } from "./finding.ts";
export type { Grouping } from "./grouping.ts";
export type { Entry, Group } from "./groups.ts";
export { entriesOf, groupsOf, worstFirst } from "./groups.ts";
export { uniqueFingerprintOf, worldsText } from "./unique-fingerprint.ts";
export { headingOf, keyOf, pathAndMessage, positionOf } from "./words.ts";
