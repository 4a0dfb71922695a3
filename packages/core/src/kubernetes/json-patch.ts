import { applyEditTree } from "./apply-edits.ts";
import { type Edit, type EditTree, NO_EDITS, withEdit } from "./edit.ts";
import type { FieldPath } from "./field-path.ts";
import { isJsonObject, type JsonValue } from "./json.ts";

/** An operation of RFC 6902, of which edits need no others. */
export type PatchOperation =
  | { readonly op: "add" | "replace" | "test"; readonly path: string; readonly value: JsonValue }
  | { readonly op: "remove"; readonly path: string };

/**
 * The edits as a JSON Patch of the value. `test` operations come first: a patch that goes into a list item by its number fails
 * where the item of that number has another name, instead of changing the wrong one. Undefined when the edits cannot be done.
 */
export function jsonPatchOf(
  value: JsonValue,
  edits: readonly Edit[],
): readonly PatchOperation[] | undefined {
  let tree: EditTree | undefined = NO_EDITS;
  for (const edit of edits) tree &&= withEdit(tree, edit);
  if (!tree || "problem" in applyEditTree(value, tree)) return undefined;
  const patch = { tests: [], changes: [] };
  collect(value, tree, [], patch);
  return [...patch.tests, ...patch.changes];
}

interface Patch {
  readonly tests: PatchOperation[];
  readonly changes: PatchOperation[];
}

function collect(value: JsonValue, tree: EditTree, path: FieldPath, patch: Patch): void {
  // Behind first, so that no index moves before it is used.
  const children = [...tree.children].sort(([a], [b]) =>
    typeof a === "number" && typeof b === "number" ? b - a : 0,
  );
  for (const [segment, child] of children) {
    const current = memberOf(value, segment);
    if (child.edit || current === undefined || current === null) {
      patch.changes.push(operationOf(current, child, pointer([...path, segment])));
      continue;
    }
    const name = typeof segment === "number" ? memberOf(current, "name") : undefined;
    if (typeof name === "string") {
      patch.tests.push({ op: "test", path: pointer([...path, segment, "name"]), value: name });
    }
    collect(current, child, [...path, segment], patch);
  }
}

function operationOf(
  current: JsonValue | undefined,
  { edit, children }: EditTree,
  path: string,
): PatchOperation {
  if (edit?.op === "remove") return { op: "remove", path };
  if (edit) return { op: edit.op, path, value: edit.value };
  // What is missing comes with all that is below it.
  const built = applyEditTree(null, { children });
  const value = "value" in built ? built.value : null;
  return { op: current === undefined ? "add" : "replace", path, value };
}

function memberOf(value: JsonValue, segment: string | number): JsonValue | undefined {
  if (typeof segment === "number") {
    return isList(value) ? value[segment] : undefined;
  }
  return isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}

/** RFC 6901. */
function pointer(path: FieldPath): string {
  return path
    .map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
