import type { Check } from "./check.ts";
import type { Finding, Fix, Severity, Violation } from "./finding.ts";
import { fingerprintOf, stablePath } from "./fingerprint.ts";
import { type FieldPath, formatFieldPath } from "./kubernetes/field-path.ts";
import { locateInObject } from "./kubernetes/pod-template.ts";
import { ownershipOf } from "./snapshot/ownership.ts";
import type { Snapshot, SnapshotObject } from "./snapshot/snapshot.ts";

export interface ScanOptions {
  /** Severities that the configuration sets, by check. */
  readonly severities?: Readonly<Record<string, Severity>>;
}

/**
 * Runs the checks over a snapshot and yields findings object by object, in order of input, then by position.
 * A weakness that an owned object (a Pod of a Deployment) shares with its owner is reported on the owner only;
 * one that several files show of the same object is reported once, with the other places in `alsoAt`.
 */
export function* scan(
  snapshot: Snapshot,
  checks: readonly Check[],
  options: ScanOptions = {},
): Generator<Finding> {
  for (const { members, owned } of ownershipOf(snapshot)) {
    const placed = members.flatMap((member) => [...placedViolations(member, snapshot, checks)]);
    const causes = new Set(placed.map(({ causeKey }) => causeKey));
    const extra = owned
      .flatMap((member) => [...placedViolations(member, snapshot, checks)])
      .filter(({ causeKey }) => !causes.has(causeKey));
    yield* [
      ...merged(
        placed,
        withValue(({ fingerprint }) => fingerprint),
        options,
      ),
      ...merged(
        extra,
        withValue(({ causeKey }) => causeKey),
        options,
      ),
    ].sort(byPosition);
  }
}

interface PlacedViolation {
  readonly check: Check;
  readonly target: SnapshotObject;
  readonly violation: Violation;
  /** In the object. */
  readonly path: FieldPath;
  readonly fix: Fix | undefined;
  readonly fingerprint: string;
  /** Equal for an owner's pod template and a pod made from it. */
  readonly causeKey: string;
}

function* placedViolations(
  target: SnapshotObject,
  snapshot: Snapshot,
  checks: readonly Check[],
): Generator<PlacedViolation> {
  const ordinals = new Map<string, number>();
  for (const check of checks) {
    for (const { violation, place } of violationsOf(check, target, snapshot)) {
      const path = place(violation.path);
      const container = violation.container ?? "";
      const stable = stablePath(target.object, path);
      const key = `${check.id}\n${container}\n${stable}`;
      const ordinal = ordinals.get(key) ?? 0;
      ordinals.set(key, ordinal + 1);
      yield {
        check,
        target,
        violation,
        path,
        fix: violation.fix && placedFix(violation.fix, place),
        fingerprint: fingerprintOf({
          check: check.id,
          reference: target.reference,
          container,
          path: stable,
          ordinal,
        }),
        causeKey: `${check.id}\n${container}\n${formatFieldPath(pathInPod(target, path))}\n${violation.message}`,
      };
    }
  }
}

type Place = (path: FieldPath) => FieldPath;

function* violationsOf(
  check: Check,
  target: SnapshotObject,
  snapshot: Snapshot,
): Generator<{ readonly violation: Violation; readonly place: Place }> {
  if (check.on === "object") {
    for (const violation of check.evaluate(target, snapshot)) {
      yield { violation, place: (path) => path };
    }
    return;
  }
  for (const template of target.podTemplates) {
    const place: Place = (path) => locateInObject(template, path);
    for (const violation of check.evaluate(template)) yield { violation, place };
  }
}

function placedFix(fix: Fix, place: Place): Fix {
  return { ...fix, edits: fix.edits.map((edit) => ({ ...edit, path: place(edit.path) })) };
}

/** Two secrets in the same field of two files are two findings: an exception for one must not hide the other. */
function withValue(
  keyOf: (placed: PlacedViolation) => string,
): (placed: PlacedViolation) => string {
  return (placed) => `${keyOf(placed)}\n${placed.violation.valueFingerprint ?? ""}`;
}

/** One finding a key; the places of the others become `alsoAt` of the first. */
function merged(
  violations: readonly PlacedViolation[],
  keyOf: (placed: PlacedViolation) => string,
  options: ScanOptions,
): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const placed of violations) {
    const key = keyOf(placed);
    const location = placed.target.origin.locate(placed.path);
    const first = findings.get(key);
    findings.set(
      key,
      first
        ? { ...first, alsoAt: [...first.alsoAt, location] }
        : findingOf(placed, location, options),
    );
  }
  return [...findings.values()];
}

/** The path below the pod template that it lies in, so that an owner and its pods can be compared. */
function pathInPod({ podTemplates }: SnapshotObject, path: FieldPath): FieldPath {
  const template = podTemplates.find((candidate) =>
    candidate.path.every((segment, index) => path[index] === segment),
  );
  return template ? path.slice(template.path.length) : path;
}

function findingOf(
  placed: PlacedViolation,
  location: Finding["location"],
  options: ScanOptions,
): Finding {
  const { check, target, violation, path, fix, fingerprint } = placed;
  return {
    check: check.id,
    severity: options.severities?.[check.id] ?? violation.severity ?? check.severity,
    fingerprint,
    object: target.reference,
    ...(violation.container === undefined ? {} : { container: violation.container }),
    path: formatFieldPath(path),
    message: violation.message,
    ...(violation.valueFingerprint === undefined
      ? {}
      : { valueFingerprint: violation.valueFingerprint }),
    location,
    alsoAt: [],
    ...(fix ? { fix } : {}),
  };
}

function byPosition(a: Finding, b: Finding): number {
  return (
    compareText(a.location.file, b.location.file) ||
    a.location.line - b.location.line ||
    a.location.column - b.location.column ||
    compareText(a.check, b.check) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
