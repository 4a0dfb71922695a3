import type { FieldPath } from "./field-path.ts";
import { isJsonObject, type JsonValue } from "./json.ts";

/** One change to a value, as in JSON Patch but with a field path. `add` creates missing parents; at a list index it inserts. */
export type Edit =
  | { readonly op: "replace" | "add"; readonly path: FieldPath; readonly value: JsonValue }
  | { readonly op: "remove"; readonly path: FieldPath };

/**
 * Edits of one value by where they stand. All paths are in the value as it was, so that the order of edits says nothing and a
 * removed list item moves no other.
 */
export interface EditTree {
  /** The edit of this very place; nothing is below it then. */
  readonly edit?: Edit;
  readonly children: ReadonlyMap<string | number, EditTree>;
}

export const NO_EDITS: EditTree = { children: new Map() };

/** The tree with a further edit; the same tree if it has it already, undefined if the two cannot both be done. */
export function withEdit(tree: EditTree, edit: Edit): EditTree | undefined {
  return grow(tree, edit, 0);
}

function grow(tree: EditTree, edit: Edit, depth: number): EditTree | undefined {
  const segment = edit.path[depth];
  if (segment === undefined) return atItsPlace(tree, edit);
  if (tree.edit) return undefined;
  const child = tree.children.get(segment);
  const grown = grow(child ?? NO_EDITS, edit, depth + 1);
  if (grown === undefined || grown === child) return grown && tree;
  return { children: new Map(tree.children).set(segment, grown) };
}

function atItsPlace(tree: EditTree, edit: Edit): EditTree | undefined {
  if (tree.edit) return sameEdit(tree.edit, edit) ? tree : undefined;
  return tree.children.size === 0 ? { edit, children: tree.children } : undefined;
}

function sameEdit(a: Edit, b: Edit): boolean {
  if (a.op === "remove" || b.op === "remove") return a.op === b.op;
  // In a list one of them inserts; of a member both say what it becomes.
  const isItem = typeof a.path.at(-1) === "number";
  return sameJson(a.value, b.value) && (a.op === b.op || !isItem);
}

/** Whether two values are equal; the order of members says nothing. */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index] ?? null));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b;
  const members = Object.entries(a);
  return (
    members.length === Object.keys(b).length &&
    members.every(([key, member]) => Object.hasOwn(b, key) && sameJson(member, b[key] ?? null))
  );
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
