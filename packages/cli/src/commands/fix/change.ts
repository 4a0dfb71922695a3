import {
  addEdits,
  applyEdits,
  createEditTree,
  decodeObject,
  type Edit,
  formatFieldPath,
  isKubernetesObject,
  type KubernetesObject,
  sameJson,
} from "@watertight/core/kubernetes";
import { insideOf, nameOfOrigin, renderingOf, type Snapshot } from "@watertight/core/snapshot";
import { validateObject } from "@watertight/core/validation";
import { editManifest } from "@watertight/manifests";
import type { Candidate, Undone } from "./model.ts";

/** Objects as they are by now, and the texts of the files that have changed. */
export interface State {
  readonly snapshot: Snapshot;
  readonly texts: ReadonlyMap<string, string>;
}

/** The state after all candidates, or those that cannot be done. */
export type Changed = { readonly state: State } | { readonly undone: Undone };

interface Wish {
  readonly candidate: Candidate;
  readonly edits: readonly Edit[];
}

/** Texts that were changed before from the same state, by file; candidates that are left out touch few of them. */
export type ChangedTexts = Map<string, { readonly wishes: string; readonly text: string }>;

/** Makes all changes at once, in objects and in texts, and compares the two. */
export function change(
  state: State,
  candidates: readonly Candidate[],
  textOf: (file: string) => string,
  known: ChangedTexts = new Map(),
): Changed {
  const undone: Undone = { refused: new Map(), later: new Map() };
  const wishes = wishesByObject(candidates);
  const objects = changedObjects(state.snapshot, wishes, undone);
  if (isAny(undone)) return { undone };
  const texts = new Map(state.texts);
  for (const [file, places] of objectsByFile(state.snapshot, wishes)) {
    const before = texts.get(file) ?? textOf(file);
    texts.set(file, changedOnce({ file, before, places, wishes, objects }, undone, known));
  }
  if (isAny(undone)) return { undone };
  return { state: { snapshot: withObjects(state.snapshot, objects), texts } };
}

function isAny({ refused, later }: Undone): boolean {
  return refused.size + later.size > 0;
}

/** A file whose objects change. */
interface FileChange {
  readonly file: string;
  readonly before: string;
  readonly places: readonly { readonly object: number; readonly place: number }[];
  readonly wishes: ReadonlyMap<number, readonly Wish[]>;
  /** All objects as they are to be. */
  readonly objects: readonly KubernetesObject[];
}

function changedOnce(change: FileChange, undone: Undone, known: ChangedTexts): string {
  const { file, places, wishes } = change;
  const name = places
    .flatMap(({ object }) =>
      (wishes.get(object) ?? []).map(({ candidate }) => [object, candidate.finding.fingerprint]),
    )
    .join(" ");
  const same = known.get(file);
  if (same?.wishes === name) return same.text;
  const text = changedText(change, undone);
  if (!isAny(undone)) known.set(file, { wishes: name, text });
  return text;
}

function changedText(
  { file, before, places, wishes, objects }: FileChange,
  { refused }: Undone,
): string {
  const edited = editManifest(
    before,
    places.map(({ object, place }) => ({
      object: place,
      sets: (wishes.get(object) ?? []).map(({ edits }) => edits),
    })),
  );
  for (const { object, set, reason } of edited.refused) {
    const number = places.find(({ place }) => place === object)?.object ?? -1;
    refuse(refused, wishes.get(number)?.slice(set, set + 1), reason);
  }
  if (edited.refused.length > 0) return before;
  for (const { object, place } of places) {
    const [written, wanted] = [edited.objects.get(place), objects[object]];
    if (written && wanted && sameJson(written, wanted)) continue;
    refuse(refused, wishes.get(object), `${file} does not hold what it held when it was read.`);
  }
  return edited.text;
}

function wishesByObject(candidates: readonly Candidate[]): Map<number, Wish[]> {
  const wishes = new Map<number, Wish[]>();
  for (const candidate of candidates) {
    for (const { object, edits } of candidate.sets) {
      wishes.set(object, [...(wishes.get(object) ?? []), { candidate, edits }]);
    }
  }
  return wishes;
}

function refuse(
  refused: Map<string, string>,
  wishes: readonly Wish[] | undefined,
  reason: string,
): void {
  for (const { candidate } of wishes ?? []) refused.set(candidate.finding.fingerprint, reason);
}

function changedObjects(
  { objects }: Snapshot,
  wishes: ReadonlyMap<number, readonly Wish[]>,
  { refused, later }: Undone,
): KubernetesObject[] {
  return objects.map(({ object }, number) => {
    const here = wishes.get(number);
    if (!here) return object;
    const edits = compatible(here, later);
    const edited = applyEdits(object, edits);
    if ("problem" in edited) {
      for (const wish of here) {
        const alone = applyEdits(object, wish.edits);
        if ("problem" in alone) refuse(refused, [wish], alone.problem);
      }
      return object;
    }
    const problem = newProblem(object, edited.value);
    if (problem !== undefined || !isKubernetesObject(edited.value)) {
      refuse(refused, here, `The object would no longer be valid: ${problem ?? "it has no kind"}.`);
      return object;
    }
    return edited.value;
  });
}

/** The edits of all wishes; of two that differ the second has to wait. */
function compatible(wishes: readonly Wish[], later: Map<string, string>): readonly Edit[] {
  const tree = createEditTree();
  return wishes.flatMap((wish) => {
    const conflict = addEdits(tree, wish.edits);
    if (!conflict) return wish.edits;
    const path = formatFieldPath(conflict.path);
    refuse(later, [wish], `Another fix of the same object changes ${path} in a different way.`);
    return [];
  });
}

/** What strict decoding says of the object now and did not say before. */
function newProblem(before: KubernetesObject, after: unknown): string | undefined {
  const object = after as KubernetesObject;
  const known = new Set(decodeObject(before).problems.map(({ message }) => message));
  const unread = decodeObject(object).problems.find(({ message }) => !known.has(message));
  if (unread) return unread.message;
  // In another version other fields are required.
  if (before.apiVersion === object.apiVersion) return undefined;
  const refused = new Set(validateObject(before).map(({ field, message }) => field + message));
  // Whatever else is wrong was so in the old version too, whose kinds are not validated here.
  const error = validateObject(object).find(
    ({ type, field, message }) => type === "Required" && !refused.has(field + message),
  );
  return error && `the API server would refuse it: ${error.field}: ${error.message}`;
}

/** For each file the objects that change, with their places in the file. */
function objectsByFile(
  { objects }: Snapshot,
  wishes: ReadonlyMap<number, unknown>,
): Map<string, { readonly object: number; readonly place: number }[]> {
  const counts = new Map<string, number>();
  const found = new Map<string, { readonly object: number; readonly place: number }[]>();
  for (const [number, { origin }] of objects.entries()) {
    if (renderingOf(origin) || insideOf(origin)) continue;
    const file = nameOfOrigin(origin);
    const place = counts.get(file) ?? 0;
    counts.set(file, place + 1);
    if (!wishes.has(number)) continue;
    found.set(file, [...(found.get(file) ?? []), { object: number, place }]);
  }
  return found;
}

function withObjects(snapshot: Snapshot, objects: readonly KubernetesObject[]): Snapshot {
  const replaced = new Map(
    snapshot.objects.flatMap((entry, number) => {
      const object = objects[number];
      return object && object !== entry.object ? [[entry, object] as const] : [];
    }),
  );
  return snapshot.with({ replaced });
}
