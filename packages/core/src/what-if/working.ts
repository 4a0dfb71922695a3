import { textAt } from "../kubernetes/json-fields.ts";
import { type KubernetesObject, storageGroupOf } from "../kubernetes/object.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { Origin, Snapshot, SnapshotObject } from "../snapshot/index.ts";
import type { Source, Target } from "./model.ts";

/** An object while changes are made, one after the other. */
export interface Working {
  /** Undefined for one that a change adds. */
  readonly entry: SnapshotObject | undefined;
  object: KubernetesObject;
  readonly source: Source | undefined;
  isGone: boolean;
}

/** The objects of a snapshot as changes find them. */
export interface Workbench {
  readonly all: readonly Working[];
  /** What a target names; a whole sentence where that is nothing, or not one thing. */
  readonly named: (target: Target) => readonly Working[] | Unnamed;
  readonly add: (object: KubernetesObject, source: Source) => void;
  /** An object, or of a namespace and a controller also what goes with it. */
  readonly remove: (working: Working) => void;
  /** What runs by a template that is another one now is made anew by it. */
  readonly dropPodsOf: (working: Working) => void;
}

/** Why a target names not one thing. */
interface Unnamed {
  readonly problem: string;
  readonly isAbsent: boolean;
}

export function createWorkbench(snapshot: Snapshot): Workbench {
  const all: Working[] = snapshot.objects.map((entry) => ({
    ...{ entry, object: entry.object, source: undefined, isGone: false },
  }));
  let byOwner: ReadonlyMap<string, readonly Working[]> | undefined;
  const owned = ({ object }: Working): readonly Working[] => {
    byOwner ??= groupedBy(all, (each) => ownerKeyOf(each.object));
    const name = textAt(object, "metadata", "name");
    return byOwner.get(`${object.kind} ${namespaceIn(object)}/${name}`) ?? [];
  };
  const remove: Workbench["remove"] = (working) => {
    if (working.isGone) return;
    working.isGone = true;
    const { kind } = working.object;
    const name = textAt(working.object, "metadata", "name");
    if (kind === "Namespace")
      for (const each of all) if (namespaceIn(each.object) === name) remove(each);
    for (const each of owned(working)) remove(each);
  };
  return {
    all,
    named: (target) => namedIn(all, target),
    add: (object, source) => {
      all.push({ entry: undefined, object, source, isGone: false });
    },
    remove,
    dropPodsOf: (working) => {
      for (const each of owned(working)) remove(each);
    },
  };
}

/** "" where nothing controls it. */
function ownerKeyOf(object: KubernetesObject): string {
  const by = controllerReferenceOf(object);
  return by ? `${by.kind} ${namespaceIn(object)}/${by.name}` : "";
}

function namespaceIn(object: KubernetesObject): string {
  return textAt(object, "metadata", "namespace");
}

function namedIn(all: readonly Working[], target: Target): readonly Working[] | Unnamed {
  const alike = all.filter((each) => !each.isGone && isCalled(each.object, target));
  const placed = inFile(inNamespace(alike, target.namespace), target.file);
  const [first] = placed;
  if (!first) return { problem: `The input shows no ${textOf(target)} to change.`, isAbsent: true };
  const apart = placed.find(
    ({ object }) =>
      namespaceIn(object) !== namespaceIn(first.object) || object.kind !== first.object.kind,
  );
  if (!apart) return placed;
  const places = [first, apart].map(({ object }) => describe(object)).join(" and ");
  const problem = `${textOf(target)} may be ${places}; say which, with its namespace.`;
  return { problem, isAbsent: false };
}

function isCalled(object: KubernetesObject, { group, kind, name }: Target): boolean {
  if (textAt(object, "metadata", "name") !== name) return false;
  if (kind !== "" && object.kind.toLowerCase() !== kind.toLowerCase()) return false;
  const asked = group === undefined ? undefined : { apiVersion: `${group}/v1`, kind: object.kind };
  return asked === undefined || storageGroupOf(object) === storageGroupOf(asked);
}

/** Whoever names none means the one without, else the only one; where there is none, what names no namespace may be in this. */
function inNamespace(alike: readonly Working[], namespace = ""): readonly Working[] {
  const own = alike.filter(({ object }) => namespaceIn(object) === namespace);
  if (own.length > 0) return own;
  return namespace === "" ? alike : alike.filter(({ object }) => namespaceIn(object) === "");
}

function inFile(alike: readonly Working[], file: string | undefined): readonly Working[] {
  if (file === undefined) return alike;
  const own = alike.filter(({ entry }) => entry && fileOf(entry.origin) === file);
  return own.length > 0 ? own : alike;
}

function fileOf(origin: Origin): string | undefined {
  return origin.from === "file" ? origin.file : undefined;
}

/** A target for people. */
function textOf({ kind, namespace, name }: Target): string {
  return [kind, namespace === undefined ? name : `${namespace}/${name}`].filter(Boolean).join(" ");
}

/** An object for people. */
export function describe(object: KubernetesObject): string {
  const namespace = namespaceIn(object);
  const name = textAt(object, "metadata", "name");
  return `${object.kind} ${namespace === "" ? name : `${namespace}/${name}`}`;
}
