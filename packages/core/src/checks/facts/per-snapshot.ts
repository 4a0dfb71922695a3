import type { Snapshot } from "../../snapshot/snapshot.ts";

/** Computes something of a snapshot once, so that a check that asks for every object stays linear. */
export function perSnapshot<Value extends object>(
  build: (snapshot: Snapshot) => Value,
): (snapshot: Snapshot) => Value {
  const built = new WeakMap<Snapshot, Value>();
  return (snapshot) => {
    const known = built.get(snapshot);
    if (known) return known;
    const value = build(snapshot);
    built.set(snapshot, value);
    return value;
  };
}

/** Groups by a key, keeping the order. */
export function groupedBy<Item, Key>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
