import { type FieldPath, formatFieldPath } from "../kubernetes/field-path.ts";
import { groupOf, type KubernetesObject, type ObjectReference } from "../kubernetes/object.ts";
import type { Assumptions } from "./assumptions.ts";
import type { Coverage, Diagnostic } from "./coverage.ts";
import type { Deployment } from "./deployment.ts";
import { groupedBy } from "./grouped-by.ts";
import type { Location, SourceText } from "./origin.ts";
import {
  noteEverything,
  noteKind,
  noteMembers,
  noteNamespace,
  noteView,
  unrecorded,
  type View,
} from "./reads.ts";
import { remembering } from "./remembering.ts";
import { type SnapshotObject, type SourceObject, snapshotObjectOf } from "./snapshot-object.ts";

export type { SnapshotObject, SourceObject } from "./snapshot-object.ts";

/** What a source hands over; everything in it is final. */
export interface SnapshotInput {
  readonly objects: readonly SourceObject[];
  readonly coverage: Coverage;
  readonly diagnostics: readonly Diagnostic[];
  readonly assumptions: Assumptions;
  /** What Helm and Kustomize made; absent where nothing was rendered. */
  readonly deployments?: readonly Deployment[];
  /** The text behind a location, if the source still has it. */
  readonly sourceOf: (location: Location) => SourceText | undefined;
}

/** What is to be otherwise in a snapshot. */
interface SnapshotChanges {
  /** Objects in the place of others. */
  readonly replaced?: ReadonlyMap<SnapshotObject, KubernetesObject>;
  /** The same with where they come from. */
  readonly exchanged?: ReadonlyMap<SnapshotObject, SourceObject>;
  readonly removed?: ReadonlySet<SnapshotObject>;
  /** At the end. */
  readonly added?: SnapshotInput["objects"];
  /** What of the input was found not to be readable besides. */
  readonly notExamined?: Coverage["notExamined"];
  readonly assumptions?: Assumptions;
}

/** An immutable picture of a cluster, or of the part of one that the input shows. */
export interface Snapshot extends Omit<SnapshotInput, "objects" | "deployments"> {
  /** In the order of the input, which is deterministic. */
  readonly objects: readonly SnapshotObject[];
  /** The same for what reads only this of each object: it holds as long as this stays the same. */
  readonly viewed: (view: View) => readonly SnapshotObject[];
  readonly deployments: readonly Deployment[];
  /** Objects of a kind, whatever the version of its API group: `ofKind("apps", "Deployment")`. */
  readonly ofKind: (group: string, kind: string) => readonly SnapshotObject[];
  /** Objects that say they are in a namespace; `undefined` for those that name none. */
  readonly inNamespace: (namespace: string | undefined) => readonly SnapshotObject[];
  /** The object that a reference of an answer is about: that very one, else the first of this group, kind and name. */
  readonly find: (reference: ObjectReference) => SnapshotObject | undefined;
  /** The same with changes: what is not concerned stays the same object, and so do the indices of its kind. */
  readonly with: (changes: SnapshotChanges) => Snapshot;
  /** The same with these of its objects only, in this order. */
  readonly only: (objects: readonly SnapshotObject[]) => Snapshot;
  /** What `build` makes of this snapshot, made once. */
  readonly once: <Value>(build: (snapshot: Snapshot) => Value) => Value;
}

export function createSnapshot(input: SnapshotInput): Snapshot {
  return snapshotOfEntries(input, input.objects.map(snapshotObjectOf));
}

/** The same of objects that are made already, which stay in this very list. */
export function snapshotOfEntries(
  input: Omit<SnapshotInput, "objects">,
  objects: readonly SnapshotObject[],
): Snapshot {
  return snapshotOf({ ...input, deployments: input.deployments ?? [], objects });
}

/** A field as people call it: its path in the object, as the API server prints it, or that of the document which it was read from. */
export function fieldText(
  entry: Pick<SnapshotObject, "pathText"> | undefined,
  path: FieldPath,
): string {
  return entry?.pathText ? entry.pathText(path) : formatFieldPath(path);
}

type Parts = Omit<SnapshotInput, "objects" | "deployments"> &
  Pick<Snapshot, "objects" | "deployments">;

type KindIndex = ReadonlyMap<string, readonly SnapshotObject[]>;

function snapshotOf(parts: Parts, known?: KindIndex): Snapshot {
  // Of many snapshots, as of what might be deployed elsewhere, nobody asks for a kind.
  const byKind = (): KindIndex => known ?? unrecorded(() => snapshot.once(byKindOf));
  const snapshot: Snapshot = {
    ...parts,
    get objects() {
      noteEverything();
      return parts.objects;
    },
    viewed: (view) => {
      noteView(view);
      return parts.objects;
    },
    ofKind: (group, kind) => {
      const key = `${group}/${kind}`;
      noteKind(key);
      return byKind().get(key) ?? [];
    },
    inNamespace: (namespace) => {
      noteNamespace(namespace);
      return unrecorded(() => snapshot.once(byNamespace)).get(namespace) ?? [];
    },
    find: (reference) => {
      const key = `${groupOf(reference)}/${reference.kind}`;
      noteKind(key);
      const candidates = byKind().get(key) ?? [];
      if (candidates.length < 8) return found(reference, candidates);
      const named = unrecorded(() => snapshot.once(byName));
      return found(reference, named.get(nameKeyOf(reference)) ?? []);
    },
    with: (changes) => {
      noteMembers();
      return changed(parts, byKind(), changes);
    },
    only: (some) => {
      noteMembers();
      return snapshotOf({ ...parts, objects: some });
    },
    once: remembering(() => snapshot),
  };
  return snapshot;
}

function changed(
  parts: Parts,
  byKind: KindIndex,
  {
    replaced = new Map(),
    exchanged = new Map(),
    removed = new Set(),
    added = [],
    assumptions = parts.assumptions,
    notExamined = [],
  }: SnapshotChanges,
): Snapshot {
  const kept = parts.objects.filter((entry) => !removed.has(entry));
  const objects = kept.map((entry) => {
    const source = exchanged.get(entry);
    if (source) return snapshotObjectOf(source);
    const object = replaced.get(entry);
    return object === undefined ? entry : snapshotObjectOf({ ...entry, object });
  });
  const there = new Set(parts.objects);
  const anew = [
    ...objects.filter((entry) => !there.has(entry)),
    ...added.map((each) => snapshotObjectOf(each)),
  ];
  const all = [...objects, ...anew.slice(anew.length - added.length)];
  const touched = new Set(
    [...removed, ...replaced.keys(), ...exchanged.keys(), ...anew].map(kindOf),
  );
  const index = new Map(byKind);
  for (const kind of touched) index.delete(kind);
  const concerned = all.filter((entry) => touched.has(kindOf(entry)));
  for (const [kind, those] of groupedBy(concerned, kindOf)) index.set(kind, those);
  const { coverage } = parts;
  const covered =
    notExamined.length === 0
      ? coverage
      : { ...coverage, notExamined: [...coverage.notExamined, ...notExamined] };
  return snapshotOf({ ...parts, coverage: covered, assumptions, objects: all }, index);
}

function found(
  reference: ObjectReference,
  candidates: readonly SnapshotObject[],
): SnapshotObject | undefined {
  return (
    candidates.find((entry) => entry.reference === reference) ??
    candidates.find((entry) => nameKeyOf(entry.reference) === nameKeyOf(reference))
  );
}

function byKindOf({ viewed }: Snapshot): KindIndex {
  return groupedBy(viewed(kindOf), kindOf);
}

function byName({ viewed }: Snapshot): ReadonlyMap<string, readonly SnapshotObject[]> {
  return groupedBy(viewed(kindOf), ({ reference }) => nameKeyOf(reference));
}

function byNamespace({
  viewed,
}: Snapshot): ReadonlyMap<string | undefined, readonly SnapshotObject[]> {
  return groupedBy(viewed(kindOf), ({ reference }) => reference.namespace);
}

/** `group/Kind`, as what was read of a kind is recorded. */
export function kindOf({ object }: Pick<SnapshotObject, "object">): string {
  return `${groupOf(object)}/${object.kind}`;
}

function nameKeyOf(reference: ObjectReference): string {
  const { kind, namespace = "", name } = reference;
  return `${groupOf(reference)}/${kind}/${namespace}/${name}`;
}
