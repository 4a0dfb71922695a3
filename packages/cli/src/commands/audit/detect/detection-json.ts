import type { AuditEvent } from "@watertight/core/audit";
import { actorOf, type DetectedEvent, subjectOf } from "@watertight/core/detections";
import type { JsonObject } from "@watertight/core/kubernetes";

/** What a detection says of an event, as every output has it. */
export function detectionJson(
  { detection, severity, because }: DetectedEvent,
  event: AuditEvent,
): JsonObject {
  const { user, impersonates, pod } = actorOf(event);
  return {
    rule: detection.id,
    severity,
    title: detection.title,
    techniques: detection.techniques,
    because,
    actor: {
      user,
      ...(impersonates !== "" && { impersonates }),
      ...(pod !== "" && { pod }),
    },
    subject: subjectOf(event),
  };
}

/** When and by which request, for outputs that do not repeat the event. */
export function placeJson(event: AuditEvent): JsonObject {
  return {
    ...(event.requestReceivedTimestamp !== "" && { time: event.requestReceivedTimestamp }),
    ...(event.auditID !== "" && { auditID: event.auditID }),
    ...(event.sourceIPs.length > 0 && { sourceIPs: event.sourceIPs }),
    ...(event.truncated && { truncated: true }),
  };
}
