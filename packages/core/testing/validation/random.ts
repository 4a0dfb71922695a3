import type { JsonValue } from "../../src/kubernetes/json.ts";

/** Numbers in [0, 1). */
export type Random = () => number;

/** One of the items. */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  if (items.length === 0) throw new Error("There is nothing to pick from.");
  return items[below(random, items.length)] as Item;
}

/** A whole number from 0, less than `count`. */
export function below(random: Random, count: number): number {
  return Math.floor(random() * count);
}

/** The fields with a chance of their own each; those of value undefined never. */
export function some(
  random: Random,
  chance: number,
  fields: Readonly<Record<string, () => JsonValue>>,
): Record<string, JsonValue> {
  const made: Record<string, JsonValue> = {};
  for (const [key, make] of Object.entries(fields)) if (random() < chance) made[key] = make();
  return made;
}
