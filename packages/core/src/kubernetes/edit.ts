import type { FieldPath } from "./field-path.ts";
import { isJsonList, isJsonObject, type JsonValue } from "./json.ts";

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

/** An `EditTree` that grows: a copy for each of ten thousand edits would cost more than the edits. */
export interface GrowingEditTree extends EditTree {
  edit?: Edit;
  readonly children: Map<string | number, GrowingEditTree>;
}

export function createEditTree(): GrowingEditTree {
  return { children: new Map() };
}

/** Adds edits that belong together; gives back the first that differs from one that is there already, and adds none then. */
export function addEdits(tree: GrowingEditTree, edits: readonly Edit[]): Edit | undefined {
  const own = createEditTree();
  for (const edit of edits) {
    if (isConflicting(tree, edit) || isConflicting(own, edit)) return edit;
    insert(own, edit);
  }
  for (const edit of edits) insert(tree, edit);
  return undefined;
}

function isConflicting(tree: EditTree, edit: Edit): boolean {
  let at: EditTree | undefined = tree;
  for (const segment of edit.path) {
    if (at.edit) return true;
    at = at.children.get(segment);
    if (!at) return false;
  }
  return at.edit ? !sameEdit(at.edit, edit) : at.children.size > 0;
}

function insert(tree: GrowingEditTree, edit: Edit): void {
  let at = tree;
  for (const segment of edit.path) {
    const child = at.children.get(segment) ?? createEditTree();
    at.children.set(segment, child);
    at = child;
  }
  at.edit = edit;
}

function sameEdit(a: Edit, b: Edit): boolean {
  if (a.op === "remove" || b.op === "remove") return a.op === b.op;
  // In a list one of them inserts; of a member both say what it becomes.
  const isItem = typeof a.path.at(-1) === "number";
  return sameJson(a.value, b.value) && (a.op === b.op || !isItem);
}

/** Whether two values are equal; the order of members says nothing. */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (isJsonList(a) && isJsonList(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index] ?? null));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b;
  const members = Object.entries(a);
  return (
    members.length === Object.keys(b).length &&
    members.every(([key, member]) => Object.hasOwn(b, key) && sameJson(member, b[key] ?? null))
  );
}
