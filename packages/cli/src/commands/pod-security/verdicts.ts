import {
  formatFieldPath,
  type JsonObject,
  type ObjectReference,
} from "@watertight/core/kubernetes";
import type { PodSecurityViolation } from "@watertight/core/pod-security";
import { sanitize } from "@watertight/reports/text";

/** A violation as the machine interfaces print it, with formatted paths. */
export function violationJson({ check, reason, detail, paths }: PodSecurityViolation): JsonObject {
  return { check, reason, detail, paths: paths.map(formatFieldPath) };
}

export function violationText({ check, reason, detail }: PodSecurityViolation): string {
  return sanitize(`${check}: ${reason}${detail === "" ? "" : ` (${detail})`}`);
}

export function objectText({ kind, namespace, name }: ObjectReference): string {
  return sanitize(`${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`);
}
