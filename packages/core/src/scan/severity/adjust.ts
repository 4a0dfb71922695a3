import type { Check } from "../../checks/check.ts";
import { SEVERITIES, type Severity, type SeverityStep } from "../../findings/finding.ts";
import type { ExposureSignal } from "./signals.ts";

/** A severity with the steps that led to it. */
export interface AdjustedSeverity {
  readonly severity: Severity;
  /** Empty where nothing concerns the finding or nothing can change. */
  readonly steps: readonly SeverityStep[];
}

/** Topics of what a pod that does not run cannot do. */
const WHILE_RUNNING: ReadonlySet<string> = new Set([
  "pod-security",
  "images",
  "secrets",
  "service-accounts",
  "network",
  "workloads",
  "resources",
  "reliability",
]);

const NONE: readonly never[] = [];

/** What is kept out cannot do anything, whatever it is. */
function concerns(
  signal: ExposureSignal["signal"],
  topic: string,
  raisedBy: readonly string[],
): boolean {
  if (signal === "kept-out") return true;
  return signal === "not-running" ? WHILE_RUNNING.has(topic) : raisedBy.includes(signal);
}

/**
 * The severity of a finding, raised or lowered by what is known of its object: the changes are added up and count as one
 * step at most, so that a hundred reasons make no mountain. `info` stays: it is said of what is no weakness by itself.
 */
export function adjustSeverity(
  base: Severity,
  { topic, raisedBy = [] }: Pick<Check, "topic" | "raisedBy">,
  signals: readonly ExposureSignal[],
): AdjustedSeverity {
  // Of most objects nothing is known that changes anything.
  if (base === "info" || signals.length === 0) return { severity: base, steps: NONE };
  const steps = signals
    .filter(({ signal }) => concerns(signal, topic, raisedBy))
    .map(({ signal, change, because }) => ({ signal, change, because }));
  if (steps.length === 0) return { severity: base, steps: NONE };
  const sum = steps.reduce((total, { change }) => total + change, 0);
  const index = SEVERITIES.indexOf(base) + Math.sign(sum);
  const severity = SEVERITIES[index];
  return severity === undefined ? { severity: base, steps: NONE } : { severity, steps };
}
