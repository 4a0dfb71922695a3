import { addEdits, createEditTree, type Edit, type EditTree } from "./edit.ts";
import { type FieldPath, formatFieldPath } from "./field-path.ts";
import { isJsonList, isJsonObject, type JsonValue } from "./json.ts";

/** The changed value, or a whole sentence on why the edits cannot be done. */
export type Edited = { readonly value: JsonValue } | { readonly problem: string };

/** Does all edits at once, each at its path in the value as it was. */
export function applyEdits(value: JsonValue, edits: readonly Edit[]): Edited {
  const tree = createEditTree();
  for (const edit of edits) {
    if (!addEdits(tree, [edit])) continue;
    return { problem: `Two edits change ${nameOf(edit.path)} in different ways.` };
  }
  return applyEditTree(value, tree);
}

/** The same for edits that are sorted already. */
export function applyEditTree(value: JsonValue, tree: EditTree): Edited {
  const problems: string[] = [];
  const changed = change(value, tree, { path: [], problems });
  const [problem] = problems;
  return problem === undefined ? { value: changed ?? null } : { problem };
}

interface Place {
  readonly path: FieldPath;
  readonly problems: string[];
}

/** Undefined: removed, or a problem was noted. */
function change(value: JsonValue | undefined, tree: EditTree, at: Place): JsonValue | undefined {
  const { edit } = tree;
  if (!edit) return tree.children.size === 0 ? value : changeInside(value ?? null, tree, at);
  if (edit.op !== "add" && value === undefined) at.problems.push(absent(at.path));
  return edit.op === "remove" ? undefined : edit.value;
}

function changeInside(value: JsonValue, tree: EditTree, at: Place): JsonValue | undefined {
  if (isJsonObject(value)) return changeMembers(value, tree, at);
  if (isJsonList(value)) return changeList(value, tree, at);
  if (value === null) {
    const isList = [...tree.children.keys()].every((key) => typeof key === "number");
    return isList ? changeList([], tree, at) : changeMembers({}, tree, at);
  }
  at.problems.push(`${nameOf(at.path)} is no object and no list.`);
  return undefined;
}

function changeMembers(
  value: Readonly<Record<string, JsonValue>>,
  tree: EditTree,
  at: Place,
): JsonValue {
  const members = new Map(Object.entries(value));
  for (const [key, child] of tree.children) {
    const below = inside(at, key);
    if (typeof key === "number") {
      at.problems.push(`${nameOf(at.path)} is an object and has no item ${key}.`);
      continue;
    }
    const changed = change(members.get(key), child, below);
    if (changed === undefined) members.delete(key);
    else members.set(key, changed);
  }
  return Object.fromEntries(members);
}

function changeList(list: readonly JsonValue[], tree: EditTree, at: Place): JsonValue {
  const items = [...list];
  // From behind, so that no index moves before it is used.
  const children = [...tree.children].sort(([a], [b]) => Number(b) - Number(a));
  for (const [index, child] of children) {
    const below = inside(at, index);
    const isInside = typeof index === "number" && index >= 0 && index < list.length;
    if (!isInside) {
      const added = index === list.length ? change(undefined, child, below) : undefined;
      if (added === undefined) at.problems.push(absent(below.path));
      else items.push(added);
    } else if (child.edit?.op === "add") items.splice(index, 0, child.edit.value);
    else {
      const changed = change(list[index], child, below);
      items.splice(index, 1, ...(changed === undefined ? [] : [changed]));
    }
  }
  return items;
}

function inside({ path, problems }: Place, segment: string | number): Place {
  return { path: [...path, segment], problems };
}

function absent(path: FieldPath): string {
  return `There is no ${nameOf(path)} to change.`;
}

function nameOf(path: FieldPath): string {
  return formatFieldPath(path) || "the object";
}
