import type { Edit, FieldPath, JsonObject, JsonValue } from "@watertight/core/kubernetes";

/** A place of a value, with what is to be written before it. */
interface Slot {
  value: Tree;
  before: JsonValue[];
  gone: boolean;
}

type Tree =
  | { readonly items: Slot[] }
  | { readonly members: Map<string, Slot> }
  | { readonly scalar: JsonValue };

/** What edits make of a value, as plainly as can be: the reference for all that edits text. They must be such that they can be done. */
export function naivelyEdited(value: JsonValue, edits: readonly Edit[]): JsonValue {
  const root = slotOf(value);
  const distinct = new Map(edits.map((edit) => [textOf(edit), edit]));
  // Slots stay where they are until all is done, so that every number means what it meant.
  for (const edit of distinct.values()) act(root, edit, edit.path);
  return shrunk(root.value);
}

function act(slot: Slot, edit: Edit, [segment, ...rest]: FieldPath): void {
  if (segment === undefined) {
    if (edit.op === "remove") slot.gone = true;
    else slot.value = grown(edit.value);
    return;
  }
  if ("scalar" in slot.value) {
    slot.value = typeof segment === "number" ? { items: [] } : { members: new Map() };
  }
  if ("members" in slot.value) {
    const member = slot.value.members.get(String(segment)) ?? slotOf(null);
    slot.value.members.set(String(segment), member);
    act(member, edit, rest);
  } else actInList(slot.value.items, edit, [Number(segment), ...rest]);
}

function actInList(
  items: Slot[],
  edit: Edit,
  [index, ...rest]: readonly [number, ...FieldPath],
): void {
  const item = items[index];
  if (item && edit.op === "add" && rest.length === 0) {
    item.before.push(edit.value);
    return;
  }
  const place = item ?? slotOf(null);
  if (!item) items.push(place);
  act(place, edit, rest);
}

function slotOf(value: JsonValue): Slot {
  return { value: grown(value), before: [], gone: false };
}

function grown(value: JsonValue): Tree {
  if (typeof value !== "object" || value === null) return { scalar: value };
  if (isList(value)) return { items: value.map(slotOf) };
  return { members: new Map(Object.entries(value).map(([key, each]) => [key, slotOf(each)])) };
}

function shrunk(tree: Tree): JsonValue {
  if ("scalar" in tree) return tree.scalar;
  if ("items" in tree) {
    return tree.items.flatMap(({ value, before, gone }) => [
      ...before,
      ...(gone ? [] : [shrunk(value)]),
    ]);
  }
  return Object.fromEntries(
    [...tree.members]
      .filter(([, { gone }]) => !gone)
      .map(([key, { value }]) => [key, shrunk(value)]),
  );
}

function isList(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The same for edits that are the same. JSON has no large integers, and no text here has `#` before digits. */
function textOf(edit: Edit): string {
  return JSON.stringify(edit, (_, each: unknown) =>
    typeof each === "bigint" ? `#${each.toString()}` : each,
  );
}
