import type { Fix, Violation } from "../findings/finding.ts";
import { type Edit, sameJson } from "../kubernetes/edit.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evaluation, Statement } from "./evaluating.ts";
import type { PlacedViolation } from "./placed-violation.ts";

/*
 * Worlds share most of their objects, and a check that asks the cluster nearly always says the same of an object in each of them. What
 * was said in a world before is then given again, as the same list, so that nothing is placed, fingerprinted or merged anew.
 */

/** What was said of objects in the worlds before. */
export type Everywhere = Map<SnapshotObject, KnownObject>;

/** What is known of an object from the worlds before. */
export interface KnownObject {
  readonly owner: SnapshotObject | undefined;
  /** What checks say that ask nothing of the cluster. */
  readonly alone: readonly PlacedViolation[];
  /** What the others said, in each of the ways in which they did, with all that holds then. */
  readonly ways: Way[];
}

interface Way {
  readonly asked: Evaluation;
  readonly all: readonly PlacedViolation[];
}

/** All that is said of an object: the list of before where the checks that ask the cluster said the same. */
export function saidBefore(
  { alone, ways }: KnownObject,
  asked: Evaluation,
  place: () => readonly PlacedViolation[],
): readonly PlacedViolation[] {
  const known = ways.find((way) => sameEvaluation(way.asked, asked));
  if (known) return known.all;
  const all = [...alone, ...place()];
  ways.push({ asked, all });
  return all;
}

function sameEvaluation(a: Evaluation, b: Evaluation): boolean {
  return (
    sameList(a.ofObject, b.ofObject, sameStatement) &&
    sameList(a.ofPods, b.ofPods, (one, other) =>
      sameList(one.statements, other.statements, sameStatement),
    )
  );
}

function sameStatement(a: Statement, b: Statement): boolean {
  return a.check === b.check && sameViolation(a.violation, b.violation);
}

export function sameViolation(a: Violation, b: Violation): boolean {
  return (
    a === b ||
    (a.message === b.message &&
      a.container === b.container &&
      a.valueFingerprint === b.valueFingerprint &&
      a.severity === b.severity &&
      a.cause === b.cause &&
      samePath(a.path, b.path) &&
      sameFix(a.fix, b.fix))
  );
}

function sameFix(a: Fix | undefined, b: Fix | undefined): boolean {
  if (a === b) return true;
  return (
    a !== undefined &&
    b !== undefined &&
    a.safety === b.safety &&
    sameList(a.edits, b.edits, sameEdit)
  );
}

function sameEdit(a: Edit, b: Edit): boolean {
  if (a.op === "remove" || b.op === "remove") return a.op === b.op && samePath(a.path, b.path);
  return a.op === b.op && samePath(a.path, b.path) && sameJson(a.value, b.value);
}

function samePath(a: FieldPath, b: FieldPath): boolean {
  return sameList(a, b, Object.is);
}

/** Whether two lists hold the same, one by one. */
export function sameList<Item>(
  a: readonly Item[],
  b: readonly Item[],
  same: (one: Item, other: Item) => boolean,
): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (const [index, one] of a.entries()) {
    const other = b[index];
    if (other === undefined || !same(one, other)) return false;
  }
  return true;
}
