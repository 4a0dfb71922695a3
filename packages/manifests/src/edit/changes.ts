import {
  applyEditTree,
  type EditTree,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  sameJson,
} from "@watertight/core/kubernetes";

/** What is to become of one place of a document, as small as can be: what stays the same is not in it. */
export type Change =
  | { readonly kind: "set"; readonly value: JsonValue }
  | { readonly kind: "remove" }
  | { readonly kind: "members"; readonly members: ReadonlyMap<string, Change> }
  | {
      readonly kind: "items";
      readonly items: ReadonlyMap<number, Change>;
      /** Values to write before the item of a number, or at the end. */
      readonly inserted: ReadonlyMap<number, readonly JsonValue[]>;
    };

/** The changes that edits make of a value, undefined when they make none. The edits must be such that `applyEditTree` can do them. */
export function changeOf(value: JsonValue | undefined, tree: EditTree): Change | undefined {
  const { edit, children } = tree;
  if (edit?.op === "remove") return { kind: "remove" };
  if (edit) return settingOf(value, edit.value);
  if (children.size === 0) return undefined;
  if (isJsonObject(value)) return changeOfMembers(value, tree);
  if (isJsonList(value)) return changeOfItems(value, tree);
  const built = applyEditTree(null, tree);
  return { kind: "set", value: "value" in built ? built.value : null };
}

function changeOfMembers(value: JsonObject, { children }: EditTree): Change | undefined {
  const members = new Map<string, Change>();
  for (const [key, child] of children) {
    const name = String(key);
    const change = changeOf(Object.hasOwn(value, name) ? value[name] : undefined, child);
    if (change) members.set(name, change);
  }
  return members.size === 0 ? undefined : { kind: "members", members };
}

function changeOfItems(list: readonly JsonValue[], { children }: EditTree): Change | undefined {
  const items = new Map<number, Change>();
  const inserted = new Map<number, readonly JsonValue[]>();
  for (const [key, child] of children) {
    const index = Number(key);
    if (child.edit?.op === "add") inserted.set(index, [child.edit.value]);
    else {
      const change = changeOf(list[index], child);
      if (change?.kind === "set" && index >= list.length) inserted.set(index, [change.value]);
      else if (change) items.set(index, change);
    }
  }
  return items.size + inserted.size === 0 ? undefined : { kind: "items", items, inserted };
}

/** A value in the place of another: collections of the same kind are compared, so that what is equal in them stays as written. */
function settingOf(old: JsonValue | undefined, value: JsonValue): Change | undefined {
  if (old !== undefined && sameJson(old, value)) return undefined;
  if (isJsonObject(old) && isJsonObject(value)) return membersBetween(old, value);
  if (isJsonList(old) && isJsonList(value)) return itemsBetween(old, value);
  return { kind: "set", value };
}

function membersBetween(old: JsonObject, value: JsonObject): Change {
  const members = new Map<string, Change>();
  for (const key of Object.keys(old)) {
    if (!Object.hasOwn(value, key)) members.set(key, { kind: "remove" });
  }
  for (const [key, member] of Object.entries(value)) {
    const change = settingOf(Object.hasOwn(old, key) ? old[key] : undefined, member);
    if (change) members.set(key, change);
  }
  return { kind: "members", members };
}

function itemsBetween(old: readonly JsonValue[], value: readonly JsonValue[]): Change {
  const items = new Map<number, Change>();
  for (const [index, item] of old.entries()) {
    const change: Change | undefined =
      index < value.length ? settingOf(item, value[index] ?? null) : { kind: "remove" };
    if (change) items.set(index, change);
  }
  const more = value.slice(old.length);
  const inserted = new Map<number, readonly JsonValue[]>();
  if (more.length > 0) inserted.set(old.length, more);
  return { kind: "items", items, inserted };
}

/** Whether two changes would write the same. */
export function sameChange(a: Change | undefined, b: Change | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && printed(a) === printed(b));
}

function printed(change: Change): string {
  return JSON.stringify(change, (_, value: unknown) => {
    if (value instanceof Map)
      return [...value].sort(([x], [y]) => (String(x) < String(y) ? -1 : 1));
    return typeof value === "bigint" ? `${value}n` : value;
  });
}
