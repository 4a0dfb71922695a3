import { applyEdits, type Edited } from "../kubernetes/apply-edits.ts";
import { decodeObject } from "../kubernetes/decode.ts";
import { type Edit, sameJson } from "../kubernetes/edit.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../kubernetes/json.ts";
import { textAt, valueAtPath } from "../kubernetes/json-fields.ts";
import { isKubernetesObject, type KubernetesObject } from "../kubernetes/object.ts";
import { podTemplatesOf } from "../kubernetes/pod-templates.ts";
import type { Location, Snapshot, SnapshotObject } from "../snapshot/index.ts";
import { parseFieldPath } from "./field-path-text.ts";
import { applyJsonPatch } from "./json-patch.ts";
import { mergeObject, withoutDirectives } from "./merge-object.ts";
import type { Change, TextEdit } from "./model.ts";
import { targetOf } from "./read-changes.ts";
import { createWorkbench, describe, type Workbench, type Working } from "./working.ts";

/** A snapshot with changes made to it, and what they come to, in whole sentences. */
export interface ChangedSnapshot {
  readonly snapshot: Snapshot;
  readonly statements: readonly string[];
}

/**
 * Makes changes one after the other; or says in a whole sentence which cannot be made: what they name is not there, or the API
 * server would not take what they make of it. Pods and ReplicaSets of a workload whose template changes go, as its controller would replace them.
 */
export function changeSnapshot(
  snapshot: Snapshot,
  changes: readonly Change[],
): ChangedSnapshot | { readonly problem: string } {
  const bench = createWorkbench(snapshot);
  for (const change of changes) {
    const problem = make(bench, change);
    if (problem !== undefined) return { problem };
  }
  const statements = statementsOf(bench);
  return { snapshot: finished(snapshot, bench, statements), statements };
}

/** Undefined where it was made. */
function make(bench: Workbench, change: Change): string | undefined {
  if (change.kind === "apply" || change.kind === "put") {
    const found = bench.named(targetOf(change.object));
    if ("problem" in found) return found.isAbsent ? addTo(bench, change) : found.problem;
    const { object } = change;
    return forEach(found, (working) =>
      change.kind === "put"
        ? changeTo(bench, working, object)
        : changeTo(bench, working, mergeObject(working.object, object)),
    );
  }
  const found = bench.named(change.target);
  return "problem" in found
    ? found.problem
    : forEach(found, (working) => madeTo(bench, working, change));
}

function madeTo(
  bench: Workbench,
  working: Working,
  change: Exclude<Change, { kind: "apply" | "put" }>,
): string | undefined {
  switch (change.kind) {
    case "delete":
      bench.remove(working);
      return undefined;
    case "merge":
      return changeTo(bench, working, mergeObject(working.object, change.patch));
    case "patch":
      return doneTo(bench, working, applyJsonPatch(working.object, change.operations));
    case "edit":
      return doneTo(bench, working, edited(working.object, change.edits));
  }
}

function doneTo(bench: Workbench, working: Working, done: Edited): string | undefined {
  return "problem" in done
    ? `${describe(working.object)} cannot be changed so: ${done.problem}`
    : changeTo(bench, working, done.value);
}

function forEach(
  all: readonly Working[],
  work: (working: Working) => string | undefined,
): string | undefined {
  for (const each of all) {
    const problem = work(each);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function addTo(
  bench: Workbench,
  { object, source }: Extract<Change, { kind: "apply" | "put" }>,
): string | undefined {
  if (textAt(object, "metadata", "name") === "")
    return `A ${object.kind} without metadata.name cannot be applied.`;
  const made = withoutDirectives(object);
  if (!isKubernetesObject(made)) return `${describe(object)} is no object.`;
  const refusal = refused(made, []);
  if (refusal !== undefined) return refusal;
  bench.add(made, source);
  return undefined;
}

function changeTo(
  bench: Workbench,
  working: Working,
  value: JsonValue | undefined,
): string | undefined {
  const before = working.object;
  if (value === undefined) {
    bench.remove(working);
    return undefined;
  }
  if (!isKubernetesObject(value)) return `${describe(before)} would be no object any more.`;
  const known = decodeObject(before).problems.map(({ message }) => message);
  const refusal = refused(value, known);
  if (refusal !== undefined) return refusal;
  working.object = value;
  const runs = (object: KubernetesObject): JsonValue =>
    podTemplatesOf(object).map(({ path }) => valueAtPath(object, path) ?? null);
  if (!sameJson(runs(before), runs(value)) && before.kind !== "CronJob") bench.dropPodsOf(working);
  return undefined;
}

/** What the API server would refuse that it did not before. */
function refused(object: KubernetesObject, known: readonly string[]): string | undefined {
  const problem = decodeObject(object).problems.find(({ message }) => !known.includes(message));
  return problem && `The API server would not take ${describe(object)}: ${problem.message}.`;
}

function edited(object: KubernetesObject, edits: readonly TextEdit[]): Edited {
  const all: Edit[] = [];
  for (const { op, path, value } of edits) {
    const at = parseFieldPath(path);
    if (!at) return { problem: `"${path}" is no path of a field.` };
    all.push(op === "remove" ? { op, path: at } : { op, path: at, value });
  }
  return applyEdits(object, all);
}

function statementsOf({ all }: Workbench): readonly string[] {
  const said = all.flatMap(({ entry, object, isGone }) => {
    if (!entry) return isGone ? [] : [`${describe(object)} is added.`];
    if (isGone) return [`${describe(entry.object)} is gone.`];
    return sameJson(entry.object, object) ? [] : [`${describe(object)} is changed.`];
  });
  return said.length === 0 ? ["What if: nothing changes."] : said.map((each) => `What if: ${each}`);
}

function finished(snapshot: Snapshot, { all }: Workbench, changes: readonly string[]): Snapshot {
  const removed = new Set<SnapshotObject>();
  const exchanged = new Map<SnapshotObject, Parameters<typeof exchangedOf>[1]>();
  for (const { entry, object, isGone } of all) {
    if (entry && isGone) removed.add(entry);
    else if (entry && entry.object !== object) exchanged.set(entry, object);
  }
  const { assumptions } = snapshot;
  return snapshot.with({
    removed,
    exchanged: new Map(
      [...exchanged].map(([entry, object]) => [entry, exchangedOf(entry, object)]),
    ),
    added: all.flatMap(({ entry, object, source, isGone }) =>
      entry || isGone || !source ? [] : [{ object, ...source }],
    ),
    assumptions: {
      ...assumptions,
      changes: [...(assumptions.changes ?? []), ...changes],
    },
  });
}

/** The changed object where the old one stands: its text cannot be edited any more, and only what is as it was has a line of its own. */
function exchangedOf(
  entry: SnapshotObject,
  object: KubernetesObject,
): Pick<SnapshotObject, "locate" | "object" | "origin"> {
  const locate = (path: FieldPath): Location =>
    entry.locate(stillThere(entry.object, object, path));
  return { object, origin: entry.origin, locate };
}

/** The path as far as it leads to the same place in what is written: up to a list item that is another one. */
function stillThere(before: JsonValue, after: JsonValue, path: FieldPath): FieldPath {
  const same: (string | number)[] = [];
  for (const segment of path) {
    if (typeof segment === "number") {
      const [one, other] = [before, after].map((value) => valueAtPath(value, [...same, segment]));
      if (!isSameItem(one, other)) return same;
    }
    same.push(segment);
  }
  return same;
}

function isSameItem(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (isJsonObject(one) && isJsonObject(other)) {
    const name = textAt(one, "name");
    if (name !== "") return name === textAt(other, "name");
  }
  if (isJsonList(one) && isJsonList(other)) return true;
  return sameJson(one ?? null, other ?? null);
}
