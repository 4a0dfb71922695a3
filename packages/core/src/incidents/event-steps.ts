import { type AuditEvent, outcomeOf } from "../audit/events/event.ts";
import type { DetectedEvent } from "../detections/detector.ts";
import { actorOf, subjectOf } from "../detections/detector.ts";
import { hideSecrets } from "../detections/redact.ts";
import type { IncidentStep } from "./model.ts";

/** What was detected in an event, as a step. */
export function detectionStep(
  { detection, severity, because }: DetectedEvent,
  event: AuditEvent,
  place: string,
): IncidentStep {
  return {
    ...stepOf(event, place),
    kind: "detection",
    rule: detection.id,
    ...{ severity, because },
    techniques: detection.techniques,
    topic: detection.topic,
  };
}

function stepOf(event: AuditEvent, place: string): IncidentStep {
  const time = event.requestReceivedTimestamp;
  return {
    ...{ kind: "activity", time, last: time, count: 1, rule: "", severity: "info", place },
    because: "",
    actor: actorOf(event).text,
    subject: hideSecrets(subjectOf(event)),
    techniques: [],
    topic: "",
    auditID: event.auditID,
  };
}

const WRITES: ReadonlyMap<string, string> = new Map([
  ["create", "creates"],
  ["update", "changes"],
  ["patch", "changes"],
  ["delete", "deletes"],
  ["deletecollection", "deletes all"],
]);
/** Reviews and leases say nothing of what was done. */
const QUIET: ReadonlySet<string> = new Set([
  "events",
  "leases",
  "selfsubjectaccessreviews",
  "selfsubjectreviews",
  "subjectaccessreviews",
  "tokenreviews",
]);

/** What somebody wrote, or tried to, as a step without a rule; nothing of what was only read. */
export function activityOf(event: AuditEvent, place: () => string): readonly IncidentStep[] {
  const does = WRITES.get(event.verb);
  if (does === undefined || QUIET.has(event.target)) return [];
  const outcome = outcomeOf(event);
  const tried = outcome === "succeeded" ? "" : ` (${outcome}: ${event.code})`;
  const step = stepOf(event, place());
  return [{ ...step, because: `${step.actor} ${does} ${step.subject}${tried}` }];
}

/** What a controller made of a workload. */
export function consequenceOf(event: AuditEvent, place: () => string): IncidentStep | undefined {
  if (event.verb !== "create" || outcomeOf(event) !== "succeeded") return undefined;
  if (event.target === "events") return undefined;
  const step = stepOf(event, place());
  return {
    ...step,
    kind: "consequence",
    because: `${step.actor} creates ${step.subject} for it`,
    topic: "workloads",
  };
}
