import { itemsIn, type KubernetesObject } from "@watertight/core/kubernetes";
import type { DocumentSlice } from "../document.ts";
import { parseDocument } from "../yaml/parse-document.ts";
import { documentText, splitDocuments } from "../yaml/split-documents.ts";
import { type EditSet, editDocument } from "./edit-document.ts";

/** What is to be changed in one object of a text. */
export interface ObjectEdits {
  /** The number of the object in the text, from 0, in the order in which `readManifests` gives them. */
  readonly object: number;
  /** Each is done as a whole or not at all; paths are in the object. */
  readonly sets: readonly EditSet[];
}

export interface EditedManifest {
  readonly text: string;
  /** The objects of the documents that were changed, by their numbers. */
  readonly objects: ReadonlyMap<number, KubernetesObject>;
  /** Why a set was left out, as a whole sentence. */
  readonly refused: readonly {
    readonly object: number;
    readonly set: number;
    readonly reason: string;
  }[];
}

/** Edits objects of a file's text. Documents in which nothing is to be changed stay as they are, to the character. */
export function editManifest(text: string, wanted: readonly ObjectEdits[]): EditedManifest {
  const edits = new Map(wanted.map((each) => [each.object, each.sets]));
  const slices = splitDocuments(text);
  const parts: string[] = [];
  const outcome: Outcome = { objects: new Map(), refused: [] };
  let number = 0;
  let at = 0;
  for (const slice of slices) {
    const document = readDocument(text, slice, number);
    parts.push(text.slice(at, slice.start), editSlice(document, edits, outcome));
    number += document.paths.length;
    at = slice.end;
  }
  const edited = parts.join("") + text.slice(at);
  if (splitDocuments(edited).length === slices.length) return { text: edited, ...outcome };
  const reason = "The change would cut the file into other documents than before.";
  const refused = wanted.flatMap(({ object, sets }) =>
    sets.map((_, set) => ({ object, set, reason })),
  );
  return { text, objects: new Map(), refused };
}

interface Outcome {
  readonly objects: Map<number, KubernetesObject>;
  readonly refused: EditedManifest["refused"][number][];
}

type Document = ReturnType<typeof readDocument>;

function readDocument(text: string, slice: DocumentSlice, first: number) {
  const values = parseDocument(documentText(text, slice)).values.filter(
    ({ value }) => value !== null,
  );
  const paths = values.flatMap(({ value }) =>
    itemsIn(value).flatMap((item) => ("object" in item ? [item.path] : [])),
  );
  return { text: text.slice(slice.start, slice.end), values, paths, first };
}

function editSlice(
  document: Document,
  edits: ReadonlyMap<number, readonly EditSet[]>,
  outcome: Outcome,
): string {
  const { text, values, paths, first } = document;
  const sets = paths.flatMap((path, index) =>
    (edits.get(first + index) ?? []).map((set, number) => ({
      object: first + index,
      set: number,
      edits: set.map((edit) => ({ ...edit, path: [...path, ...edit.path] })),
    })),
  );
  if (sets.length === 0) return text;
  const [only, ...others] = values;
  const refuse = (index: number, reason: string): void => {
    const { object = 0, set = 0 } = sets[index] ?? {};
    outcome.refused.push({ object, set, reason });
  };
  if (!only || others.length > 0) {
    const reason = "The document holds further ones that no line of --- parts from it.";
    for (const index of sets.keys()) refuse(index, reason);
    return text;
  }
  const edited = editDocument(
    { ...only, text },
    sets.map((each) => each.edits),
  );
  for (const [index, reason] of edited.refused) refuse(index, reason);
  for (const [index, item] of itemsIn(edited.value)
    .filter((each) => "object" in each)
    .entries()) {
    outcome.objects.set(first + index, item.object);
  }
  return edited.text;
}
