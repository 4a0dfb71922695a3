import type { Edit, FieldPath, JsonValue } from "@watertight/core/kubernetes";
import { seeded } from "@watertight/core/testing";
import { expect } from "vitest";
import {
  type EditableDocument,
  type EditedDocument,
  editDocument,
} from "../src/edit/edit-document.ts";
import { splice } from "../src/edit/splice.ts";
import { locateField } from "../src/yaml/locate-field.ts";
import { parseDocument } from "../src/yaml/parse-document.ts";
import { documentText, splitDocuments } from "../src/yaml/split-documents.ts";
import { naivelyEdited } from "./naive-edits.ts";
import { randomDocument, randomEdit } from "./random-documents.ts";

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

/** Changes a random document at random, and holds the outcome against the plain reference. Gives how many edits were done. */
export function checkRandomEdits(seed: number): number {
  const random = seeded(seed);
  const text = randomDocument(random);
  const document = readSingle(text);
  if (!document) return 0;
  const count = 1 + Math.floor(random() * 3);
  const edits = Array.from({ length: count }, () => randomEdit(random, document.value));
  const edited = editDocument(
    document,
    edits.map((each) => [each]),
  );
  const done = edits.filter((_, index) => !edited.refused.has(index));
  expect(readSingle(edited.text)?.value, text).toEqual(naivelyEdited(document.value, done));
  expect(splice(text, edited.splices)).toBe(edited.text);
  // Where the last entry goes, an empty line before it may become the last.
  if (!/\n\r?\n/.test(text)) expect(edited.text.endsWith("\n")).toBe(text.endsWith("\n"));
  if (/\r/.test(text) && !/[^\r]\n/.test(text)) expect(edited.text, text).not.toMatch(/[^\r]\n/);
  if (!text.includes("\r")) expect(edited.text).not.toContain("\r");
  for (const each of done) checkUntouchedLines(document, each);
  return done.length;
}

function readSingle(text: string): EditableDocument | undefined {
  const [slice, ...others] = splitDocuments(text);
  if (!slice || others.length > 0) return undefined;
  const { values, problems } = parseDocument(documentText(text, slice));
  const [only] = values;
  const isRead = problems.every(({ severity }) => severity !== "error");
  return only && isRead && typeof only.value === "object" && only.value !== null
    ? { ...only, text }
    : undefined;
}

/** One edit alone changes no line outside the place that it is about. */
function checkUntouchedLines(document: EditableDocument, single: Edit): void {
  const { text } = document;
  const edited = editDocument(document, [[single]]);
  const before = text.split("\n");
  const after = edited.text.split("\n");
  let first = 0;
  while (first < before.length && before[first] === after[first]) first++;
  let same = 0;
  while (
    same < Math.min(before.length, after.length) - first &&
    before.at(-1 - same) === after.at(-1 - same)
  )
    same++;
  const last = before.length - 1 - same;
  if (last < first) return;
  const [from, to] = placeOf(document, single.path);
  const where = `${JSON.stringify(single.path)} lines ${first}-${last} in\n${text}\n---\n${edited.text}`;
  expect(first, where).toBeGreaterThanOrEqual(from);
  expect(last, where).toBeLessThanOrEqual(to);
}

/** From the line of what holds the place to the first line of what follows the place, from 0. */
function placeOf({ text, positions, value }: EditableDocument, path: FieldPath): [number, number] {
  const lineAt = (offset: number): number => text.slice(0, offset).split("\n").length - 1;
  const lineOf = (at: FieldPath): number => lineAt(locateField(text, positions, at).start);
  const lines = text.split(/\r?\n/);
  let holder = value;
  let depth = 0;
  for (; depth < path.length - 1; depth++) {
    const inner: JsonValue | undefined = (holder as Readonly<Record<string, JsonValue>>)[
      String(path[depth])
    ];
    if (typeof inner !== "object" || inner === null) break;
    holder = inner;
  }
  const starts = linesOf(value, [], lineOf);
  const parent = path.slice(0, depth);
  const siblings = Object.keys(holder ?? {}).map((key) =>
    lineOf([...parent, Array.isArray(holder) ? Number(key) : key]),
  );
  const own = lineOf(path.slice(0, depth + 1));
  let from = Math.min(depth === 0 ? lineAt(positions[0] ?? 0) : lineOf(parent), own);
  // Above an item may stand its dash, and comments between.
  while (/^[\s-]*(?:#.*)?$/.test(lines[from - 1] ?? "x")) from--;
  const lastInside = Math.max(own, ...siblings, ...linesOf(holder, parent, lineOf));
  const next = starts.filter((line) => line > lastInside).sort((a, b) => a - b)[0];
  return [from, next ?? lines.length];
}

function linesOf(value: JsonValue, path: FieldPath, lineOf: (at: FieldPath) => number): number[] {
  if (typeof value !== "object" || value === null) return [lineOf(path)];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    linesOf(each, [...path, Array.isArray(value) ? Number(key) : key], lineOf),
  );
  return [lineOf(path), ...inner];
}
