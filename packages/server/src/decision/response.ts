import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { sanitize } from "@watertight/reports/text";
import type { GateFinding } from "./findings.ts";

/** The `response` of an AdmissionReview. */
export interface GateResponse {
  readonly uid: string;
  readonly allowed: boolean;
  readonly status?: JsonObject;
  readonly warnings?: readonly string[];
  readonly auditAnnotations?: Readonly<Record<string, string>>;
  readonly patchType?: "JSONPatch";
  readonly patch?: string;
}

/** Most warnings of a response: the API server cuts all of them at 4096 characters together (k8s.io/apiserver, warning.go). */
const MOST_WARNINGS = 20;
const LONGEST_WARNING = 256;
/** Most findings that a refusal tells; the audit annotation has more. */
const MOST_TOLD = 10;
/** Most findings that the audit annotation has: what is found in one object need not fill a disk. */
const MOST_NOTED = 100;

/** A finding as people read it: what `scan` says, with the field. */
export function findingText({ severity, check, message, path }: GateFinding): string {
  return sanitize(
    path === "" ? `${severity} ${check}: ${message}` : `${severity} ${check}: ${message} (${path})`,
  );
}

/** Warnings, the first of them where there are many, each as long as the API server passes on. */
export function boundedWarnings(warnings: readonly string[]): readonly string[] {
  const cut = warnings.map((text) => {
    const shown = sanitize(text);
    return shown.length > LONGEST_WARNING ? `${shown.slice(0, LONGEST_WARNING - 1)}…` : shown;
  });
  const rest = cut.length - MOST_WARNINGS;
  return rest > 0 ? [...cut.slice(0, MOST_WARNINGS), `… and ${rest} more warnings`] : cut;
}

/** 403 with every reason, and each finding as a cause with its field. */
export function refusalOf(
  reasons: readonly string[],
  findings: readonly GateFinding[],
): JsonObject {
  const told = reasons.slice(0, MOST_TOLD).join("; ");
  const rest = reasons.length - MOST_TOLD;
  return {
    metadata: {},
    status: "Failure",
    message: rest > 0 ? `${told}; and ${rest} more` : told,
    reason: "Forbidden",
    details: {
      causes: findings.slice(0, MOST_NOTED).map(({ check, message, path }) => ({
        reason: check,
        message: sanitize(message),
        field: path,
      })),
    },
    code: 403,
  };
}

/** The findings with their proof, as the audit annotation `findings` has them. */
export function notedFindings(findings: readonly GateFinding[]): string {
  const noted: readonly JsonValue[] = findings.slice(0, MOST_NOTED).map((finding) => {
    const { isOld, exception, container, ...rest } = finding;
    return {
      ...rest,
      ...(container !== undefined && { container }),
      ...(isOld && { before: true }),
      ...(exception && { exception: { ...exception } }),
    };
  });
  const more = findings.length - MOST_NOTED;
  return JSON.stringify(more > 0 ? [...noted, { more }] : noted);
}
