import type { Severity } from "@watertight/core/findings";

/** From 1, informational, to 5, critical: as OCSF and others count. */
export const SEVERITY_NUMBERS: Readonly<Record<Severity, number>> = {
  info: 1,
  low: 2,
  medium: 3,
  high: 4,
  critical: 5,
};
