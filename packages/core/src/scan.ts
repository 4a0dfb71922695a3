import type { Check } from "./check.ts";
import type { Finding, Fix, Severity, Violation } from "./finding.ts";
import { fingerprintOf, stablePath } from "./fingerprint.ts";
import { type FieldPath, formatFieldPath } from "./kubernetes/field-path.ts";
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
    const found = new Map<string, Finding>();
    const seen = new Set<string>();
    for (const member of members) {
      for (const placed of placedViolations(member, snapshot, checks)) {
        seen.add(placed.causeKey);
        add(found, placed.fingerprint, placed, options);
      }
    }
    const onOwned = new Map<string, Finding>();
    for (const member of owned) {
      for (const placed of placedViolations(member, snapshot, checks)) {
        if (!seen.has(placed.causeKey)) add(onOwned, placed.causeKey, placed, options);
      }
    }
    yield* [...found.values(), ...onOwned.values()].sort(byPosition);
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
        causeKey: `${check.id}\n${container}\n${formatFieldPath(violation.path)}\n${violation.message}`,
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
    const place: Place = (path) => [...template.path, ...path];
    for (const violation of check.evaluate(template)) yield { violation, place };
  }
}

function placedFix(fix: Fix, place: Place): Fix {
  return { ...fix, edits: fix.edits.map((edit) => ({ ...edit, path: place(edit.path) })) };
}

function add(
  found: Map<string, Finding>,
  key: string,
  placed: PlacedViolation,
  options: ScanOptions,
): void {
  const location = placed.target.origin.locate(placed.path);
  const first = found.get(key);
  if (first) found.set(key, { ...first, alsoAt: [...first.alsoAt, location] });
  else found.set(key, findingOf(placed, location, options));
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
