import type { Check } from "../checks/check.ts";
import type { Violation } from "../findings/finding.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";

/** A violation as far as implication goes. */
interface Placed {
  readonly check: Check;
  readonly violation: Violation;
  readonly field: {
    /** In the object. */
    readonly path: FieldPath;
    /** Of the pod template that it is in; `[]` where it is in none. */
    readonly template: FieldPath;
  };
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
  const byScope = impliersOf(violations);
  if (byScope.size === 0) return violations.map((item) => ({ item, implied: NOTHING }));
  const implied = new Map<Item, Item[]>();
  const below = new Set<Item>();
  for (const item of violations) {
    const root = rootOf(item, byScope);
    if (root === item) continue;
    below.add(item);
    const list = implied.get(root);
    if (list) list.push(item);
    else implied.set(root, [item]);
  }
  return violations
    .filter((item) => !below.has(item))
    .map((item) => ({ item, implied: implied.get(item) ?? NOTHING }));
}

const NOTHING: readonly never[] = [];

/** The violations that imply another one of the same object where they stand in the same place, by that place. */
function impliersOf<Item extends Placed>(violations: readonly Item[]): ReadonlyMap<string, Item> {
  const present = new Set(violations.map(({ check }) => check));
  const named = new Set([...present].flatMap(({ impliedBy }) => impliedBy ?? []));
  const byScope = new Map<string, Item>();
  for (const item of violations) {
    if (!named.has(item.check.id)) continue;
    const key = `${item.check.id} ${placeKey(item)}`;
    if (!byScope.has(key)) byScope.set(key, item);
  }
  return byScope;
}

/** What stands for a violation in the end: itself where nothing implies it. Implications in a circle end where they close. */
function rootOf<Item extends Placed>(item: Item, byScope: ReadonlyMap<string, Item>): Item {
  if (!item.check.impliedBy) return item;
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
  const { impliedBy: ids } = item.check;
  if (!ids) return undefined;
  const place = placeKey(item);
  for (const id of ids) {
    const above = byScope.get(`${id} ${place}`) ?? ofObject(item, id, byScope);
    if (above) return above;
  }
  return undefined;
}

/** What is said of an object itself implies what is said of its pods too, though not of their containers. */
function ofObject<Item extends Placed>(
  { violation, field }: Item,
  id: string,
  byScope: ReadonlyMap<string, Item>,
): Item | undefined {
  const isOfPods = violation.container === undefined && field.template.length > 0;
  return isOfPods ? byScope.get(`${id} ${OF_OBJECT}`) : undefined;
}

/** The `placeKey` of what lies in no template, container or rule. */
const OF_OBJECT = " false []";

/** Containers are told apart by where they stand, for two of a pod can have the same name in a broken manifest; so are the rules of a role. */
function placeKey({ violation, field }: Placed): string {
  const { container } = violation;
  const { path, template } = field;
  const depth = template.length;
  const spec = path[depth];
  const isContainer = container !== undefined && spec === "spec" && LISTS.has(path[depth + 1]);
  const list = isContainer || spec === "rules" ? path[depth + 1] : "";
  const index = isContainer ? path[depth + 2] : "";
  const name = container === undefined ? "" : ` ${container}`;
  return `${template.join(".")} ${spec === "rules"} ${list}[${index}]${name}`;
}

const LISTS: ReadonlySet<unknown> = new Set([
  "initContainers",
  "containers",
  "ephemeralContainers",
]);
