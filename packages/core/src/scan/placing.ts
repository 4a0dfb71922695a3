import type { Check, ObjectCheck, PodCheck } from "../checks/check.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Fix, Violation } from "../findings/finding.ts";
import { type FieldPath, formatFieldPath } from "../kubernetes/field-path.ts";
import { referenceOf } from "../kubernetes/object.ts";
import { locateInObject } from "../kubernetes/pod-template.ts";
import type { Location } from "../snapshot/origin.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import { fingerprintOf, stablePath } from "./fingerprint.ts";
import type { CheckRoutes } from "./routes.ts";

/** A violation with its place in the object and what it is recognised by. */
export interface PlacedViolation {
  readonly check: Check;
  readonly target: SnapshotObject;
  readonly violation: Violation;
  /** In the object. */
  readonly path: FieldPath;
  /** Path of the pod template that it lies in; `[]` where it is in none. */
  readonly template: FieldPath;
  readonly fix: Fix | undefined;
  readonly fingerprint: string;
  /** Computed when it is first asked for, and once. */
  readonly location: Location;
}

/** Equal for an owner's pod template and a pod made from it. */
export function causeKeyOf({ check, violation, path, template }: PlacedViolation): string {
  const { container = "", message } = violation;
  return `${check.id}\n${container}\n${formatFieldPath(path.slice(template.length))}\n${message}`;
}

/** What placing needs of a scan. */
export interface Placing {
  readonly cluster: Cluster;
  readonly checks: CheckRoutes;
  /** What checks that ask nothing of the cluster said of objects that several worlds show; absent where there is one world. */
  readonly everywhere?: Map<SnapshotObject, readonly PlacedViolation[]>;
}

/** What the checks say of an object; `owner` is what an owned object is recognised by. */
export function placedViolations(
  target: SnapshotObject,
  placing: Placing,
  owner?: SnapshotObject,
): readonly PlacedViolation[] {
  const { everywhere } = placing;
  if (!everywhere || owner) return placedBy(target, placing, () => true, owner);
  const known = everywhere.get(target) ?? placedBy(target, placing, (check) => !asksCluster(check));
  everywhere.set(target, known);
  return [...known, ...placedBy(target, placing, asksCluster)];
}

/** Whether a check takes the cluster as an argument: one that does not says the same in every world. */
function asksCluster({ evaluate }: ObjectCheck | PodCheck): boolean {
  return evaluate.length > 1;
}

function placedBy(
  target: SnapshotObject,
  { cluster, checks }: Placing,
  runs: (check: ObjectCheck | PodCheck) => boolean,
  owner?: SnapshotObject,
): readonly PlacedViolation[] {
  const found: PlacedViolation[] = [];
  const ordinals = new Map<string, number>();
  const written = { entry: target, cluster };
  const seen = cluster.meaningOf(target) ?? written;
  const { ofObject, ofPods } = checks.of(seen.entry);
  const common = { target, seen: seen.entry, owner, ordinals };
  for (const { check, asWritten, evaluate } of ofObject) {
    if (!runs(check)) continue;
    const { entry, cluster: around } = asWritten ? written : seen;
    for (const violation of evaluate(entry, around)) {
      found.push(placed({ ...common, check, violation, place: unchanged }));
    }
  }
  const surroundings = { cluster: seen.cluster, object: seen.entry };
  for (const template of seen.entry.podTemplates) {
    const place: Place = (path) => locateInObject(template, path);
    for (const check of ofPods(template)) {
      if (!runs(check)) continue;
      for (const violation of check.evaluate(template, surroundings)) {
        found.push(placed({ ...common, check, violation, place }));
      }
    }
  }
  return found;
}

type Place = (path: FieldPath) => FieldPath;

function unchanged(path: FieldPath): FieldPath {
  return path;
}

interface Unplaced {
  readonly check: Check;
  readonly target: SnapshotObject;
  /** What the check saw: the target, or what that must mean. */
  readonly seen: SnapshotObject;
  readonly violation: Violation;
  readonly owner: SnapshotObject | undefined;
  /** How many violations with the same parts came before. */
  readonly ordinals: Map<string, number>;
  readonly place: Place;
}

function placed(unplaced: Unplaced): PlacedViolation {
  const { check, target, seen, violation, owner, ordinals, place } = unplaced;
  const path = place(violation.path);
  const template = templatePathOf(seen, path);
  const container = violation.container ?? "";
  const stable = stablePath(target.object, path, owner ? template.length : 0);
  const key = `${check.id}\n${container}\n${stable}`;
  const ordinal = ordinals.get(key) ?? 0;
  ordinals.set(key, ordinal + 1);
  let location: Location | undefined;
  return {
    get location() {
      location ??= target.locate(path);
      return location;
    },
    check,
    target,
    violation,
    path,
    template,
    fix: violation.fix && placedFix(violation.fix, place),
    fingerprint: fingerprintOf({
      check: check.formerId ?? check.id,
      // As it is written: where it is applied says nothing about what is wrong.
      reference: referenceOf((owner ?? target).object),
      container,
      path: stable,
      ordinal,
    }),
  };
}

function placedFix(fix: Fix, place: Place): Fix {
  return { ...fix, edits: fix.edits.map((edit) => ({ ...edit, path: place(edit.path) })) };
}

/** The path of the pod template that a path lies in, so that an owner and its pods can be compared. */
function templatePathOf({ podTemplates }: SnapshotObject, path: FieldPath): FieldPath {
  const template = podTemplates.find((candidate) =>
    candidate.path.every((segment, index) => path[index] === segment),
  );
  return template?.path ?? [];
}
