import type { Edit } from "../kubernetes/edit.ts";
import { type FieldPath, formatFieldPath } from "../kubernetes/field-path.ts";
import {
  groupOf,
  type KubernetesObject,
  type ObjectReference,
  referenceOf,
} from "../kubernetes/object.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import { podTemplatesOf } from "../kubernetes/pod-templates.ts";
import type { Assumptions } from "./assumptions.ts";
import type { Coverage, Diagnostic } from "./coverage.ts";
import type { Deployment } from "./deployment.ts";
import { groupedBy } from "./grouped-by.ts";
import { type Location, type Origin, type SourceText, startOf, type TextChange } from "./origin.ts";
import { remembering } from "./remembering.ts";

/** One object of a snapshot with where it came from and the pods that it describes. */
export interface SnapshotObject {
  readonly object: KubernetesObject;
  readonly reference: ObjectReference;
  readonly origin: Origin;
  readonly podTemplates: readonly PodTemplate[];
  /**
   * The region of a field: from its key to the end of its scalar value, only the key when the value is a
   * mapping or list, the item for a list index. A field that is absent gives its nearest existing parent.
   */
  readonly locate: (path: FieldPath) => Location;
  /** What people call a field, where that is not its path in the object: facts are read from fields of other documents. */
  readonly pathText?: (path: FieldPath) => string;
  /**
   * How the file's text changes for all these edits of the object together, or a whole sentence on why it cannot be changed.
   * Absent where there is no text to change, as in what a program rendered. For many edits of one file use `editManifest`.
   */
  readonly edit?: (edits: readonly Edit[]) => readonly TextChange[] | string;
}

/** An object as a source hands it over. Without `locate` all its fields are where it begins. */
export type SourceObject = Pick<SnapshotObject, "object" | "origin" | "edit" | "pathText"> &
  Partial<Pick<SnapshotObject, "locate">>;

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
  readonly removed?: ReadonlySet<SnapshotObject>;
  /** At the end. */
  readonly added?: SnapshotInput["objects"];
}

/** An immutable picture of a cluster, or of the part of one that the input shows. */
export interface Snapshot extends Omit<SnapshotInput, "objects" | "deployments"> {
  /** In the order of the input, which is deterministic. */
  readonly objects: readonly SnapshotObject[];
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
  const { objects, deployments = [], ...rest } = input;
  return snapshotOf({ ...rest, deployments, objects: objects.map(snapshotObjectOf) });
}

function snapshotObjectOf({
  object,
  origin,
  locate,
  edit,
  pathText,
}: SourceObject): SnapshotObject {
  return {
    object,
    origin,
    reference: referenceOf(object),
    podTemplates: podTemplatesOf(object),
    locate: locate ?? (() => startOf(origin)),
    ...(edit && { edit }),
    ...(pathText && { pathText }),
  };
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
  const byKind = (): KindIndex => known ?? snapshot.once(byKindOf);
  const snapshot: Snapshot = {
    ...parts,
    ofKind: (group, kind) => byKind().get(`${group}/${kind}`) ?? [],
    inNamespace: (namespace) => snapshot.once(byNamespace).get(namespace) ?? [],
    find: (reference) => {
      const candidates = byKind().get(`${groupOf(reference)}/${reference.kind}`) ?? [];
      if (candidates.length < 8) return found(reference, candidates);
      return found(reference, snapshot.once(byName).get(nameKeyOf(reference)) ?? []);
    },
    with: (changes) => changed(parts, byKind(), changes),
    only: (some) => snapshotOf({ ...parts, objects: some }),
    once: remembering(() => snapshot),
  };
  return snapshot;
}

function changed(
  parts: Parts,
  byKind: KindIndex,
  { replaced = new Map(), removed = new Set(), added = [] }: SnapshotChanges,
): Snapshot {
  const kept = parts.objects.filter((entry) => !removed.has(entry));
  const objects = kept.map((entry) => {
    const object = replaced.get(entry);
    return object === undefined ? entry : snapshotObjectOf({ ...entry, object });
  });
  const there = new Set(parts.objects);
  const anew = [
    ...objects.filter((entry) => !there.has(entry)),
    ...added.map((each) => snapshotObjectOf(each)),
  ];
  const all = [...objects, ...anew.slice(anew.length - added.length)];
  const touched = new Set([...removed, ...replaced.keys(), ...anew].map(kindOf));
  const index = new Map(byKind);
  for (const kind of touched) index.delete(kind);
  const concerned = all.filter((entry) => touched.has(kindOf(entry)));
  for (const [kind, those] of groupedBy(concerned, kindOf)) index.set(kind, those);
  return snapshotOf({ ...parts, objects: all }, index);
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

function byKindOf({ objects }: Snapshot): KindIndex {
  return groupedBy(objects, kindOf);
}

function byName({ objects }: Snapshot): ReadonlyMap<string, readonly SnapshotObject[]> {
  return groupedBy(objects, ({ reference }) => nameKeyOf(reference));
}

function byNamespace({
  objects,
}: Snapshot): ReadonlyMap<string | undefined, readonly SnapshotObject[]> {
  return groupedBy(objects, ({ reference }) => reference.namespace);
}

function kindOf({ object }: SnapshotObject): string {
  return `${groupOf(object)}/${object.kind}`;
}

function nameKeyOf(reference: ObjectReference): string {
  const { kind, namespace = "", name } = reference;
  return `${groupOf(reference)}/${kind}/${namespace}/${name}`;
}
