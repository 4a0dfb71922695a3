import type { GateRequest } from "../decision/request.ts";
import type { Decision } from "../decision/validate.ts";
import type { Counter, Gauge, Metrics } from "../frame/metrics.ts";

/** What is counted of admission. */
export interface AdmissionMetrics {
  /** Requests that were no review, by HTTP status. */
  readonly rejected: Counter;
  /** Evaluations that failed. */
  readonly failures: Counter;
  readonly reloads: Counter;
  readonly configurationValid: Gauge;
  readonly decided: (
    verb: string,
    request: GateRequest,
    decision: Decision,
    milliseconds: number,
  ) => void;
}

const OPERATIONS: ReadonlySet<string> = new Set(["CREATE", "UPDATE", "DELETE", "CONNECT"]);
/** Seconds. */
const BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createAdmissionMetrics(metrics: Metrics): AdmissionMetrics {
  const requests = metrics.counter(
    "watertight_admission_requests_total",
    "Admission reviews that were answered.",
  );
  const duration = metrics.histogram(
    "watertight_admission_duration_seconds",
    "Time from the head of a request to its answer.",
    BOUNDS,
  );
  const findings = metrics.counter(
    "watertight_admission_findings_total",
    "Findings in admission reviews, by check and what became of them.",
  );
  // Pods of a template have the same findings, which are one list.
  const counters = new WeakMap<Decision["findings"], readonly (() => void)[]>();
  const counts = (found: Decision["findings"]): readonly (() => void)[] => {
    const known = counters.get(found);
    if (known) return known;
    const made = found.map(({ check, mode, exception }) =>
      findings.of({ check, mode: exception ? "excepted" : mode }),
    );
    counters.set(found, made);
    return made;
  };
  return {
    rejected: metrics.counter(
      "watertight_admission_rejected_total",
      "HTTP requests that were no admission review, by status.",
    ),
    failures: metrics.counter(
      "watertight_admission_failures_total",
      "Admission reviews whose evaluation failed.",
    ),
    reloads: metrics.counter(
      "watertight_configuration_reloads_total",
      "Configurations that were taken over.",
    ),
    configurationValid: metrics.gauge(
      "watertight_configuration_valid",
      "Whether the configuration as it stands now is the one that decides.",
    ),
    decided: (verb, request, { response, findings: found }, milliseconds) => {
      const operation = OPERATIONS.has(request.operation) ? request.operation : "other";
      const allowed = String(response.allowed);
      requests.add({ verb, operation, allowed });
      duration.observe(milliseconds / 1000, { verb });
      for (const count of counts(found)) count();
    },
  };
}
