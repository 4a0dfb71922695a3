import {
  type DecodeProblem,
  decodeObject,
  type FieldPath,
  isKubernetesObject,
  itemsOf,
  type JsonValue,
} from "@watertight/core";
import type { Positions, Problem } from "./document.ts";
import { parseDocument } from "./yaml/parse-document.ts";

/** What strict decoding says of one object of a document, in the order of `itemsOf`. */
export interface ExaminedItem {
  /** Whether the kind is built in, so that its fields were compared with the API's. */
  readonly known: boolean;
  /** Paths are in the object. */
  readonly problems: readonly DecodeProblem[];
}

export interface ExaminedValue {
  readonly value: JsonValue;
  readonly positions: Positions;
  readonly items: readonly ExaminedItem[];
}

/** All that is learnt from one document's text alone: the part of reading that threads share out. */
export interface ExaminedDocument {
  readonly values: readonly ExaminedValue[];
  readonly problems: readonly Problem[];
}

export function examineDocument(text: string): ExaminedDocument {
  const { values, problems } = parseDocument(text);
  return {
    problems,
    values: values.map(({ value, positions }) => ({
      value,
      positions,
      items: examineItems(value),
    })),
  };
}

function examineItems(value: JsonValue): readonly ExaminedItem[] {
  return objectsOf(value).map(({ value: object }) =>
    isKubernetesObject(object) ? decodeObject(object) : { known: true, problems: [] },
  );
}

/** The values that a document stands for: itself, or the items of the list that it is. */
export function objectsOf(
  value: JsonValue,
): readonly { readonly value: JsonValue; readonly path: FieldPath }[] {
  return isKubernetesObject(value) ? itemsOf(value) : [{ value, path: [] }];
}
