import type { FieldPath } from "../kubernetes/field-path.ts";
import type { PodSecurityCheck, PodSecurityPod, PodSecurityRevision } from "./check.ts";
import { POD_SECURITY_CHECKS } from "./checks/index.ts";
import type { LevelVersion, PodSecurityVersion } from "./policy.ts";

/** One check that refuses a pod, under upstream's name and in upstream's words. */
export interface PodSecurityViolation {
  readonly check: string;
  readonly reason: string;
  readonly detail: string;
  /** The fields at fault, below the pod: `["spec", "hostNetwork"]`. */
  readonly paths: readonly FieldPath[];
}

export interface PodSecurityVerdict {
  readonly allowed: boolean;
  /** `reason (detail), reason (detail)`; "" when allowed. */
  readonly message: string;
  readonly violations: readonly PodSecurityViolation[];
}

/** The newest minor version in which a check differs; every later version is evaluated as this one. */
const NEWEST_POD_SECURITY_MINOR = 37;

interface ActiveCheck {
  readonly name: string;
  readonly revision: PodSecurityRevision;
}

// Everything in force, by minor version: what upstream's registry.go unfolds when it starts.
const ACTIVE = Array.from({ length: NEWEST_POD_SECURITY_MINOR + 1 }, (_, minor) => {
  const baseline = activeAt("baseline", minor);
  const restricted = activeAt("restricted", minor);
  const overridden = new Set(restricted.flatMap(({ revision }) => revision.overrides ?? []));
  const remaining = baseline.filter(({ name }) => !overridden.has(name));
  return { privileged: [], baseline, restricted: [...remaining, ...restricted] };
});

/** Evaluates a pod against a level of the Pod Security Standards, as pod-security-admission does. */
export function evaluatePod(pod: PodSecurityPod, levelVersion: LevelVersion): PodSecurityVerdict {
  const active = ACTIVE[minorOf(levelVersion.version)]?.[levelVersion.level] ?? [];
  const violations = active.flatMap(({ name, revision }) => {
    const refusal = revision.evaluate(pod);
    return refusal === undefined ? [] : [{ check: name, ...refusal }];
  });
  const message = violations
    .map(({ reason, detail }) => (detail === "" ? reason : `${reason} (${detail})`))
    .join(", ");
  return { allowed: violations.length === 0, message, violations };
}

/** The names of the checks that run at a level and version, in the order of their results. */
export function podSecurityChecksAt({ level, version }: LevelVersion): readonly string[] {
  return (ACTIVE[minorOf(version)]?.[level] ?? []).map(({ name }) => name);
}

function minorOf(version: PodSecurityVersion): number {
  if (version === "latest") return NEWEST_POD_SECURITY_MINOR;
  return Math.min(Number(version.slice("v1.".length)), NEWEST_POD_SECURITY_MINOR);
}

function activeAt(level: PodSecurityCheck["level"], minor: number): readonly ActiveCheck[] {
  return POD_SECURITY_CHECKS.filter((check) => check.level === level)
    .flatMap(({ name, versions }) => {
      const revision = versions.findLast(({ since }) => minorOf(since) <= minor);
      return revision === undefined ? [] : [{ name, revision }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
