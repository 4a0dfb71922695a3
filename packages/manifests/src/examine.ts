import {
  type DecodeProblem,
  type DocumentItem,
  decodeObject,
  type ItemProblem,
  isJsonObject,
  isKubernetesObject,
  itemsOf,
  type JsonValue,
} from "@watertight/core/kubernetes";
import type { Positions, Problem } from "./document.ts";
import { parseDocument } from "./yaml/parse-document.ts";

/** One object of a document, or an entry that is none, and what strict decoding says of it. */
export type ExaminedItem = (DocumentItem | ItemProblem) & {
  /** Whether the kind is built in, so that its fields were compared with the API's. */
  readonly known: boolean;
  /** Paths are in the object. */
  readonly problems: readonly DecodeProblem[];
};

export interface ExaminedValue {
  readonly value: JsonValue;
  readonly positions: Positions;
  readonly items: readonly ExaminedItem[];
}

/** All that is learnt from one document's text alone: what equal documents share. */
export interface ExaminedDocument {
  readonly values: readonly ExaminedValue[];
  readonly problems: readonly Problem[];
}

export function examineDocument(text: string): ExaminedDocument {
  const { values, problems } = parseDocument(text);
  return {
    problems,
    values: values
      .filter(({ value }) => value !== null)
      .map(({ value, positions }) => ({ value, positions, items: examineItems(value) })),
  };
}

function examineItems(value: JsonValue): readonly ExaminedItem[] {
  return itemsIn(value).map((item) => {
    const { known, problems } =
      "object" in item ? decodeObject(item.object) : { known: true, problems: [] };
    return { ...item, known, problems };
  });
}

/** The objects that a document stands for: itself, or the items of the list that it is. */
export function itemsIn(value: JsonValue): readonly (DocumentItem | ItemProblem)[] {
  if (isKubernetesObject(value)) return [...itemsOf(value)];
  return [{ path: [], message: `the document ${whatIsMissing(value)}` }];
}

function whatIsMissing(value: JsonValue): string {
  if (!isJsonObject(value)) return "is no mapping";
  const missing = ["apiVersion", "kind"].filter((field) => typeof value[field] !== "string");
  return missing.length > 0
    ? `has no ${missing.join(" and no ")}`
    : "has an empty apiVersion or kind";
}
