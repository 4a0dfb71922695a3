import type { Cluster } from "../cluster/cluster.ts";
import { formatFieldPath } from "../kubernetes/field-path.ts";
import type { ObjectReference } from "../kubernetes/object.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import { locateInObject } from "../kubernetes/pod-template.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import type { AttackSettings } from "./build.ts";
import { createAttackGraph } from "./graph.ts";
import { isObjectChange } from "./model.ts";
import { type AttackPath, attackPaths } from "./paths.ts";

/** A field of an object, as a finding has it. */
interface WeakField {
  readonly object: ObjectReference;
  /** As the API server prints it. */
  readonly path: string;
}

/** A path that a weakness is on, with the first of its steps that rests on it or that its change breaks. */
export interface PathOfWeakness {
  readonly path: AttackPath;
  readonly step: AttackPath["steps"][number];
  readonly snapshot: Snapshot;
}

/** Which paths of attack weaknesses are on. */
export interface Weaknesses {
  readonly pathsOf: (field: WeakField) => readonly PathOfWeakness[];
  /** There may be more paths. */
  readonly truncated: boolean;
}

interface Mark {
  readonly field: string;
  readonly on: PathOfWeakness;
}

/**
 * Joins weaknesses with the paths from outside and from pipelines to what is not to fall, at most `limit` for a pair of these: a weakness
 * is on a path where its field is what a step rests on, or what a change of an object that breaks a step would change.
 */
export function weaknessesIn(
  clusters: readonly Cluster[],
  settings: AttackSettings,
  limit: number,
): Weaknesses {
  const marks = new Map<string, Mark[]>();
  let truncated = false;
  for (const cluster of clusters) {
    const found = attackPaths(createAttackGraph(cluster, settings), limit);
    truncated ||= found.truncated;
    for (const path of found.paths) {
      for (const step of path.steps) markStep(marks, { path, step, snapshot: cluster.snapshot });
    }
  }
  return {
    truncated,
    pathsOf: ({ object, path }) => {
      const on = new Map<AttackPath, PathOfWeakness>();
      const own = [
        ...(marks.get(keyOf(object)) ?? []),
        // A path of what names no namespace has the one in which it is taken to be.
        ...(object.namespace === undefined ? (marks.get(nameKeyOf(object)) ?? []) : []),
      ];
      for (const mark of own)
        if (!on.has(mark.on.path) && isSamePlace(path, mark.field)) on.set(mark.on.path, mark.on);
      return [...on.values()];
    },
  };
}

function markStep(marks: Map<string, Mark[]>, on: PathOfWeakness): void {
  const { step, snapshot } = on;
  const places = [
    ...step.proof,
    ...step.breaks.flatMap(({ change }) =>
      isObjectChange(change) && !change.added
        ? change.edits.map(({ path }) => ({ object: change.object, path, message: "" }))
        : [],
    ),
  ].map((each) => onOwner(each, snapshot));
  for (const { object, path } of places) {
    const field = formatFieldPath(path);
    if (field === "") continue;
    const shown = snapshot.find(object)?.reference ?? object;
    for (const key of new Set([keyOf(object), keyOf(shown), nameKeyOf(object)])) {
      const known = marks.get(key);
      if (known) known.push({ field, on });
      else marks.set(key, [{ field, on }]);
    }
  }
}

/** Findings stand on what people write, so that of a Pod its outermost controller has them. */
function onOwner(evidence: Evidence, snapshot: Snapshot): Evidence {
  let at = snapshot.find(evidence.object);
  let path = evidence.path;
  let object = evidence.object;
  for (let hops = 0; at && hops < 4; hops++) {
    const owner = ownerOf(at, snapshot);
    const [own] = at.podTemplates;
    const [template] = owner?.podTemplates ?? [];
    if (!owner || !own || !template) break;
    if (!own.path.every((segment, index) => path[index] === segment)) break;
    path = locateInObject(template, path.slice(own.path.length));
    object = owner.reference;
    at = owner;
  }
  return { ...evidence, object, path };
}

function ownerOf(entry: SnapshotObject, snapshot: Snapshot): SnapshotObject | undefined {
  const by = controllerReferenceOf(entry.object);
  if (!by) return undefined;
  const { namespace } = entry.reference;
  const { apiVersion, kind, name } = by;
  return snapshot.find({ apiVersion, kind, name, ...(namespace !== undefined && { namespace }) });
}

const WHOLE_CONTAINER = /(?:^|\.)(?:containers|initContainers|ephemeralContainers)\[\d+\]$/;

/** The same field, one inside the other's value, or the item of a list of which the other is a part; a whole container is too much. */
function isSamePlace(weak: string, field: string): boolean {
  if (weak === field || isBelow(weak, field)) return true;
  return weak.endsWith("]") && !WHOLE_CONTAINER.test(weak) && isBelow(field, weak);
}

function isBelow(path: string, parent: string): boolean {
  return path.startsWith(parent) && /^[.[]/.test(path.slice(parent.length));
}

function keyOf({ kind, namespace = "", name }: ObjectReference): string {
  return `${kind} ${namespace}/${name}`;
}

function nameKeyOf({ kind, name }: ObjectReference): string {
  return `${kind} */${name}`;
}
