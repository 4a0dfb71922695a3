export type { ConfiguredException, Exception } from "./exception.ts";
export type { Finding, Fix, ImpliedFinding, Severity, SeverityStep, Violation } from "./finding.ts";
export { compareSeverity, SEVERITIES } from "./finding.ts";
