import { type ExaminedItem, examineItems, type JsonValue } from "@watertight/core/kubernetes";
import type { Positions, Problem } from "./document.ts";
import { parseDocument } from "./yaml/parse-document.ts";

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
