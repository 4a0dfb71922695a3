import type { Check } from "./check.ts";
import type { Violation } from "./finding.ts";
import type { FieldPath } from "./kubernetes/field-path.ts";

/** A violation as far as implication goes. */
interface Placed {
  readonly check: Check;
  readonly violation: Violation;
  /** In the object. */
  readonly path: FieldPath;
  /** Of the pod template that it is in; `[]` where it is in none. */
  readonly template: FieldPath;
}

/** A violation with those that it implies. */
export interface Standing<Item> {
  readonly item: Item;
  readonly implied: readonly Item[];
}

/** Puts the violations of one object that others imply (`impliedBy`) below what implies them; nothing is lost. */
export function withImplied<Item extends Placed>(
  violations: readonly Item[],
): readonly Standing<Item>[] {
  if (!violations.some(({ check }) => check.impliedBy)) {
    return violations.map((item) => ({ item, implied: [] }));
  }
  const byScope = new Map<string, Item>();
  for (const item of violations) {
    const key = scopeKey(item.check.id, item);
    if (!byScope.has(key)) byScope.set(key, item);
  }
  const implied = new Map<Item, Item[]>();
  for (const item of violations) {
    const root = rootOf(item, byScope);
    const list = implied.get(root) ?? [];
    implied.set(root, list);
    if (root !== item) list.push(item);
  }
  return violations.flatMap((item) => {
    const list = implied.get(item);
    return list ? [{ item, implied: list }] : [];
  });
}

/** What stands for a violation in the end: itself where nothing implies it. Implications in a circle end where they close. */
function rootOf<Item extends Placed>(item: Item, byScope: ReadonlyMap<string, Item>): Item {
  const visited = new Set<Item>([item]);
  let root = item;
  for (;;) {
    const above = impliedBy(root, byScope);
    if (!above || visited.has(above)) return above ? item : root;
    visited.add(above);
    root = above;
  }
}

function impliedBy<Item extends Placed>(
  item: Item,
  byScope: ReadonlyMap<string, Item>,
): Item | undefined {
  for (const id of item.check.impliedBy ?? []) {
    const above = byScope.get(scopeKey(id, item));
    if (above) return above;
  }
  return undefined;
}

/** Containers are told apart by where they stand, for two of a pod can have the same name in a broken manifest; so are the rules of a role. */
function scopeKey(check: string, { violation, path, template }: Placed): string {
  const { container } = violation;
  const [spec, list, index] = path.slice(template.length);
  const inList = container !== undefined && spec === "spec" && LISTS.has(list);
  const place = inList ? [list, index] : spec === "rules" ? [spec, list] : null;
  return JSON.stringify([check, template, container ?? null, place]);
}

const LISTS: ReadonlySet<unknown> = new Set([
  "initContainers",
  "containers",
  "ephemeralContainers",
]);
