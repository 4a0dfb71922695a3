import type { Check, ObjectCheck, PodCheck } from "../checks/check.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Fix, Violation } from "../findings/finding.ts";
import type { Edit } from "../kubernetes/edit.ts";
import { type FieldPath, formatFieldPath } from "../kubernetes/field-path.ts";
import { referenceOf } from "../kubernetes/object.ts";
import { locateInObject, type PodTemplate } from "../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import { fingerprintOf, identityText, stablePath } from "./fingerprint.ts";
import { ObjectField } from "./object-field.ts";
import type { CheckRoutes } from "./routes.ts";

/** A violation with its place in the object and what it is recognised by. */
export interface PlacedViolation {
  readonly check: Check;
  readonly target: SnapshotObject;
  readonly violation: Violation;
  readonly field: ObjectField;
  readonly fix: Fix | undefined;
  readonly fingerprint: string;
}

/** Equal for an owner's pod template and a pod made from it. */
export function causeKeyOf({ check, violation, field }: PlacedViolation): string {
  const { container = "", message } = violation;
  const below = formatFieldPath(field.path.slice(field.template.length));
  return `${check.id}\n${container}\n${below}\n${message}`;
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
  if (!everywhere || owner) return placedBy(target, placing, undefined, owner);
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
  runs?: (check: ObjectCheck | PodCheck) => boolean,
  owner?: SnapshotObject,
): readonly PlacedViolation[] {
  const found: PlacedViolation[] = [];
  const written = { entry: target, cluster };
  const seen = cluster.meaningOf(target) ?? written;
  const { ofObject, ofPods } = checks.of(seen.entry);
  const placerOf = createPlacers(target, seen.entry, owner);
  const placed = placerOf();
  const ofWhole = runs ? ofObject.filter(({ check }) => runs(check)) : ofObject;
  for (const { check, asWritten, evaluate } of ofWhole) {
    const { entry, cluster: around } = asWritten ? written : seen;
    for (const violation of evaluate(entry, around)) found.push(placed(check, violation));
  }
  const surroundings = { cluster: seen.cluster, object: seen.entry };
  for (const template of seen.entry.podTemplates) {
    const placedInPod = placerOf(template);
    const ofPod = ofPods(template);
    for (const check of runs ? ofPod.filter(runs) : ofPod) {
      for (const violation of check.evaluate(template, surroundings)) {
        found.push(placedInPod(check, violation));
      }
    }
  }
  return found;
}

type Placer = (check: Check, violation: Violation) => PlacedViolation;

/**
 * Places what is said of one object, or of a pod template in it; `seen` is what the checks saw: the object, or what that must mean.
 * Two thirds of a scan's time went by here when each violation had all of its place made anew.
 */
function createPlacers(
  target: SnapshotObject,
  seen: SnapshotObject,
  owner: SnapshotObject | undefined,
): (template?: PodTemplate) => Placer {
  // As it is written: where it is applied says nothing about what is wrong.
  const identity = identityText(referenceOf((owner ?? target).object));
  const byStable = new Map<string, ObjectField>();
  const fieldAt = (path: FieldPath): ObjectField => {
    const template = templatePathOf(seen, path);
    const stable = JSON.stringify(stablePath(target.object, path, owner ? template.length : 0));
    const place = { path, text: formatFieldPath(path), template, stable };
    const field = new ObjectField(target, place, byStable.get(stable));
    byStable.set(stable, field);
    return field;
  };
  return (template) => {
    const known = new Map<string, { readonly path: FieldPath; readonly field: ObjectField }>();
    return (check, violation) => {
      const { path, container = "", fix } = violation;
      const text = formatFieldPath(path);
      let named = known.get(text);
      // Two paths can read alike: a key may hold brackets.
      if (!named || !samePath(named.path, path)) {
        named = { path, field: fieldAt(template ? locateInObject(template, path) : path) };
        known.set(text, named);
      }
      const { field } = named;
      const ordinal = field.ordinalOf(check.id, container);
      return {
        check,
        target,
        violation,
        field,
        fix: fix && template ? placedFix(fix, template) : fix,
        fingerprint: fingerprintOf({
          check: check.formerId ?? check.id,
          identity,
          container,
          path: field.stable,
          ordinal,
        }),
      };
    };
  };
}

function samePath(a: FieldPath, b: FieldPath): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

function placedFix({ safety, edits }: Fix, template: PodTemplate): Fix {
  return { safety, edits: edits.map((edit) => placedEdit(edit, template)) };
}

function placedEdit(edit: Edit, template: PodTemplate): Edit {
  const path = locateInObject(template, edit.path);
  return edit.op === "remove" ? { op: "remove", path } : { op: edit.op, path, value: edit.value };
}

/** The path of the pod template that a path lies in, so that an owner and its pods can be compared. */
function templatePathOf({ podTemplates }: SnapshotObject, path: FieldPath): FieldPath {
  for (const { path: candidate } of podTemplates) {
    if (candidate.every((segment, index) => path[index] === segment)) return candidate;
  }
  return NOWHERE;
}

const NOWHERE: FieldPath = [];
