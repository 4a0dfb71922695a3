import {
  formatFieldPath,
  type JsonObject,
  locateInObject,
  type ObjectReference,
  type PodTemplate,
} from "@watertight/core/kubernetes";
import {
  evaluatePod,
  type LevelVersion,
  type PodSecurityVerdict,
  type PodSecurityViolation,
  withVolumeDefaults,
} from "@watertight/core/pod-security";
import { sanitize } from "@watertight/reports/text";

/** The verdict on a pod template, with its paths below the object that holds it. */
export function placedVerdictOf(pod: PodTemplate, levelVersion: LevelVersion): PodSecurityVerdict {
  const verdict = evaluatePod(withVolumeDefaults(pod), levelVersion);
  const violations = verdict.violations.map((violation) => ({
    ...violation,
    paths: violation.paths.map((path) => locateInObject(pod, path)),
  }));
  return { ...verdict, violations };
}

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
