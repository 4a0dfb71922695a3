import type { Edit, FieldPath, JsonValue } from "@watertight/core";
import { expect } from "vitest";
import { parseDocument } from "../yaml/parse-document.ts";
import { documentText, splitDocuments } from "../yaml/split-documents.ts";
import { type EditedDocument, editDocument } from "./edit-document.ts";
import { splice } from "./splice.ts";

export function edit(text: string, ...sets: readonly (readonly Edit[])[]): EditedDocument {
  const [slice] = splitDocuments(text);
  const [only] = parseDocument(slice ? documentText(text, slice) : text).values;
  if (!slice || !only) throw new Error("The test has no document.");
  const edited = editDocument({ ...only, text }, sets);
  expect(splice(text, edited.splices)).toBe(edited.text);
  return edited;
}

export const add: (path: FieldPath, value: JsonValue) => Edit = (
  path: FieldPath,
  value: JsonValue,
): Edit => ({ op: "add", path, value });
export const replace: (path: FieldPath, value: JsonValue) => Edit = (
  path: FieldPath,
  value: JsonValue,
): Edit => ({ op: "replace", path, value });
export const remove: (...path: FieldPath) => Edit = (...path: FieldPath): Edit => ({
  op: "remove",
  path,
});

/** The text after the edits, each a set of its own, of which none may be refused. */
export function after(text: string, ...edits: readonly Edit[]): string {
  const edited = edit(text, ...edits.map((each) => [each]));
  expect([...edited.refused.values()]).toEqual([]);
  return edited.text;
}

export function reasons(text: string, ...edits: readonly Edit[]): string[] {
  const edited = edit(text, ...edits.map((each) => [each]));
  expect(edited.text).toBe(text);
  return [...edited.refused.values()];
}
