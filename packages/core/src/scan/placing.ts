import type { ObjectCheck, PodCheck } from "../checks/check.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Fix } from "../findings/finding.ts";
import type { Edit } from "../kubernetes/edit.ts";
import { type FieldPath, formatFieldPath } from "../kubernetes/field-path.ts";
import { referenceOf } from "../kubernetes/object.ts";
import { locateInObject, type PodTemplate } from "../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import {
  type Asking,
  type Evaluation,
  evaluate,
  type Selection,
  type Statement,
} from "./evaluating.ts";
import { type Everywhere, saidBefore } from "./everywhere.ts";
import { fingerprintOf, identityText } from "./fingerprint.ts";
import { type FieldSubject, PathNode } from "./object-field.ts";
import type { PlacedViolation } from "./placed-violation.ts";
import type { CheckRoutes } from "./routes.ts";

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
  /** What was said of objects in the worlds before; absent where there is one world. */
  readonly everywhere?: Everywhere;
  readonly around?: Asking["around"];
}

/** An object with what it is recognised by, where that is its owner. */
export interface PlacingSubject {
  readonly target: SnapshotObject;
  readonly owner?: SnapshotObject;
}

/** What the checks say of some objects. */
export function placedViolations(
  subjects: readonly PlacingSubject[],
  placing: Placing,
): ReadonlyMap<SnapshotObject, readonly PlacedViolation[]> {
  const { everywhere } = placing;
  const paths = new PathNode();
  const found = new Map<SnapshotObject, readonly PlacedViolation[]>();
  if (!everywhere) {
    for (const { subject, evaluation } of evaluated(subjects, placing)) {
      found.set(subject.target, placedIn(subject, evaluation, paths));
    }
    return found;
  }
  const anew = subjects.filter(({ target, owner }) => {
    const known = everywhere.get(target);
    return !known || known.owner !== owner;
  });
  for (const { subject, evaluation } of evaluated(anew, placing, (check) => !asksCluster(check))) {
    const alone = placedIn(subject, evaluation, paths);
    everywhere.set(subject.target, { owner: subject.owner, alone, ways: [] });
  }
  for (const { subject, evaluation } of evaluated(subjects, placing, asksCluster)) {
    const known = everywhere.get(subject.target);
    if (!known) continue;
    const all = saidBefore(known, evaluation, () => placedIn(subject, evaluation, paths));
    found.set(subject.target, all);
  }
  return found;
}

/** Whether a check takes the cluster as an argument: one that does not says the same in every world. */
function asksCluster({ evaluate: ask }: ObjectCheck | PodCheck): boolean {
  return ask.length > 1;
}

function* evaluated(
  subjects: readonly PlacingSubject[],
  { cluster, checks, around }: Placing,
  selection?: Selection,
): Generator<{ readonly subject: PlacingSubject; readonly evaluation: Evaluation }> {
  const targets = subjects.map(({ target }) => target);
  const asking = { ...(selection && { selection }), ...(around && { around }) };
  for (const [index, evaluation] of evaluate(targets, cluster, checks, asking).entries()) {
    const subject = subjects[index];
    if (subject) yield { subject, evaluation };
  }
}

function placedIn(
  { target, owner }: PlacingSubject,
  { seen, ofObject, ofPods }: Evaluation,
  paths: PathNode,
): PlacedViolation[] {
  const subject = { target, seen, isOwned: owner !== undefined, speakers: new Map() };
  // As it is written: where it is applied says nothing about what is wrong.
  const identity = identityText(referenceOf((owner ?? target).object));
  const found: PlacedViolation[] = [];
  const place = (statements: readonly Statement[], pathOf: PathFinder): void => {
    for (const statement of statements) {
      found.push(placed(statement, subject, identity, pathOf));
    }
  };
  place(ofObject, (path) => paths.below(path));
  for (const { template, statements } of ofPods) place(statements, pathFinderOf(template, paths));
  return found;
}

/** Finds the path in the object of a path below what a check looked at. */
type PathFinder = (path: FieldPath) => PathNode;

function pathFinderOf(template: PodTemplate, paths: PathNode): PathFinder {
  if (template.locate) return (path) => paths.below(locateInObject(template, path));
  const start = paths.below(template.path);
  return (path) => start.below(path);
}

function placed(
  { check, violation }: Statement,
  subject: FieldSubject,
  identity: string,
  pathOf: PathFinder,
): PlacedViolation {
  const { path, container = "", fix } = violation;
  const field = pathOf(path).fieldOf(subject);
  const ordinal = field.ordinalOf(check.id, container);
  const name = check.formerId ?? check.id;
  const parts = { check: name, identity, container, path: field.stable, ordinal };
  const fingerprint = fingerprintOf(parts);
  const { target } = subject;
  return fix
    ? { check, target, violation, field, fingerprint, fix: placedFix(fix, pathOf) }
    : { check, target, violation, field, fingerprint };
}

function placedFix({ safety, edits }: Fix, pathOf: PathFinder): Fix {
  return { safety, edits: edits.map((edit) => placedEdit(edit, pathOf)) };
}

function placedEdit(edit: Edit, pathOf: PathFinder): Edit {
  const { path } = pathOf(edit.path);
  return edit.op === "remove" ? { op: "remove", path } : { op: edit.op, path, value: edit.value };
}
