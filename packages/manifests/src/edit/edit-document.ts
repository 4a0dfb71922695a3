import {
  addEdits,
  applyEdits,
  applyEditTree,
  createEditTree,
  type Edit,
  type EditTree,
  type FieldPath,
  formatFieldPath,
  type GrowingEditTree,
  type JsonValue,
  sameJson,
} from "@watertight/core/kubernetes";
import type { Positions } from "../document.ts";
import { parseDocument } from "../yaml/parse-document.ts";
import { parseJson } from "../yaml/parse-json.ts";
import { changeOf } from "./changes.ts";
import { layoutOf } from "./layout.ts";
import { planOf } from "./plan.ts";
import type { Refusal } from "./refusal.ts";
import { inOrder, type Splice, splice, spliceBetween } from "./splice.ts";
import { SyntaxTree } from "./syntax-tree.ts";

/** A document as it was read: the slice's text, which may lack its last line break, and its one value. */
export interface EditableDocument {
  readonly text: string;
  readonly value: JsonValue;
  readonly positions: Positions;
}

/** Edits that are done together or not at all; paths are in the document. */
export type EditSet = readonly Edit[];

export interface EditedDocument {
  readonly text: string;
  /** What the text means now. */
  readonly value: JsonValue;
  /** In order; they make the new text of the old. */
  readonly splices: readonly Splice[];
  /** By the number of the set, a whole sentence on why it was left out. */
  readonly refused: ReadonlyMap<number, string>;
}

/**
 * Changes a document's text and keeps every character that was not to change. The new text has been read again, and means
 * what the value with the edits is; what cannot be written so is refused.
 */
export function editDocument(document: EditableDocument, sets: readonly EditSet[]): EditedDocument {
  const refused = new Map<number, string>();
  const source = prepared(document);
  if (typeof source === "string") {
    for (const index of sets.keys()) refused.set(index, source);
    return { text: document.text, value: document.value, splices: [], refused };
  }
  let chosen = compatible(source.value, sets, refused);
  for (;;) {
    const made = attempt(source, chosen.tree);
    if ("text" in made) return { ...finished(document, source, made), refused };
    refuse(made.refusals, sets, refused);
    const rest = compatible(source.value, sets, refused);
    if (rest.count === chosen.count) return oneByOne(document, source, sets, refused);
    chosen = rest;
  }
}

interface Source extends EditableDocument {
  readonly tree: SyntaxTree;
  readonly isJson: boolean;
  /** The line break that the text has here, and the document has not. */
  readonly addedBreak: string;
}

/** A sentence where the document cannot be edited at all. */
function prepared({ text, value, positions }: EditableDocument): Source | string {
  const isJson = parseJson(text) !== undefined;
  if (!isJson && /\r(?!\n)|[\u0085\u2028\u2029]/.test(text)) {
    return "The document has line breaks other than LF and CR LF, which are not edited.";
  }
  const addedBreak = text.endsWith("\n") ? "" : text.includes("\r\n") ? "\r\n" : "\n";
  const whole = text + addedBreak;
  return {
    text: whole,
    value,
    positions,
    isJson,
    addedBreak,
    tree: new SyntaxTree(whole, positions),
  };
}

interface Chosen {
  readonly tree: EditTree;
  readonly count: number;
}

/** All sets that can be done together, the first of two that differ. */
function compatible(
  value: JsonValue,
  sets: readonly EditSet[],
  refused: Map<number, string>,
): Chosen {
  const tree = createEditTree();
  let count = 0;
  for (const [index, edits] of sets.entries()) {
    if (refused.has(index)) continue;
    const problem = join(value, tree, edits);
    if (problem === undefined) count++;
    else refused.set(index, problem);
  }
  return { tree, count };
}

/** Why the edits cannot be joined to the others, as a whole sentence. */
function join(value: JsonValue, tree: GrowingEditTree, edits: EditSet): string | undefined {
  const edited = applyEdits(value, edits);
  if ("problem" in edited) return edited.problem;
  const conflict = addEdits(tree, edits);
  return conflict && `Another fix changes ${formatFieldPath(conflict.path)} in a different way.`;
}

interface Made {
  readonly text: string;
  readonly value: JsonValue;
  readonly splices: readonly Splice[];
}

function attempt(
  source: Source,
  edits: EditTree,
): Made | { readonly refusals: readonly Refusal[] } {
  const { tree, text, value } = source;
  const wanted = applyEditTree(value, edits);
  const change = changeOf(value, edits);
  if (!change || "problem" in wanted) return { text, value, splices: [] };
  const plan = planOf(tree, layoutOf(tree, source.isJson), change);
  if (plan.refusals.length > 0) return plan;
  const splices = inOrder(
    plan.splices.filter(({ start, end, text }) => end > start || text !== ""),
  );
  if (!splices) return { refusals: [] };
  const edited = splice(text, splices);
  if (!means(edited, wanted.value)) return { refusals: [] };
  return { text: edited, value: wanted.value, splices };
}

function means(text: string, wanted: JsonValue): boolean {
  const { values, problems } = parseDocument(text);
  const [only] = values;
  return (
    only !== undefined &&
    values.length === 1 &&
    problems.every(({ severity }) => severity !== "error") &&
    sameJson(only.value, wanted)
  );
}

function refuse(
  refusals: readonly Refusal[],
  sets: readonly EditSet[],
  refused: Map<number, string>,
): void {
  for (const [index, edits] of sets.entries()) {
    if (refused.has(index)) continue;
    const found = refusals.find(({ path }) => edits.some((edit) => touches(edit.path, path)));
    if (!found) continue;
    const place = formatFieldPath(found.path) || "the document";
    refused.set(index, `${place} cannot be changed where it stands: ${found.reason}.`);
  }
}

function touches(a: FieldPath, b: FieldPath): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((segment, index) => segment === long[index]);
}

/** Where something goes wrong that was not foreseen, it is found out which set it is: the text is never written wrongly. */
function oneByOne(
  document: EditableDocument,
  source: Source,
  sets: readonly EditSet[],
  refused: Map<number, string>,
): EditedDocument {
  const good: EditSet[] = [];
  let best: Made = { text: source.text, value: source.value, splices: [] };
  for (const [index, edits] of sets.entries()) {
    if (refused.has(index)) continue;
    const { tree } = compatible(source.value, [...good, edits], new Map());
    const made = attempt(source, tree);
    if ("text" in made) {
      best = made;
      good.push(edits);
    } else {
      refused.set(index, "The change cannot be written here so that it means what it should.");
    }
  }
  return { ...finished(document, source, best), refused };
}

/** Takes back the line break that the document has not. */
function finished({ text }: EditableDocument, { addedBreak }: Source, made: Made): Made {
  if (addedBreak === "") return made;
  const edited = made.text.slice(0, made.text.length - addedBreak.length);
  const reachesEnd = made.splices.some(({ end }) => end > text.length);
  const splices = reachesEnd ? [spliceBetween(text, edited)] : made.splices;
  return { text: edited, value: made.value, splices };
}
