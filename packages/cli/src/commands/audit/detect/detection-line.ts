import type { AuditEvent } from "@watertight/core/audit";
import type { DetectedEvent } from "@watertight/core/detections";
import { SEVERITIES, type Severity } from "@watertight/core/findings";
import { stringifyJson } from "@watertight/core/kubernetes";
import type { Arguments } from "../../../command.ts";
import { detectionJson, placeJson } from "./detection-json.ts";

/** What is shown from, by the option or by the format. */
export function shownFrom(args: Arguments): Severity {
  const given = SEVERITIES.find((each) => each === args.value("severity"));
  const isText = (args.value("output") ?? "text") === "text";
  return given ?? (isText ? "low" : "info");
}

/** One detection as a line of JSON. */
export function detectionLine(detected: DetectedEvent, event: AuditEvent, place: string): string {
  return `${stringifyJson({ ...detectionJson(detected, event), ...placeJson(event), place })}\n`;
}
