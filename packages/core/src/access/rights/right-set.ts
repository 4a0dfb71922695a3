import type { PolicyRule } from "../rule.ts";
import {
  isUrlRight,
  type ResourceRight,
  type Right,
  rightsOfRule,
  type UrlRight,
} from "./right.ts";

/** What somebody may do: a union of rights, asked from indices. */
export interface RightSet {
  /**
   * Whether the set allows all that a right allows. Exact, not only for single rules: verbs, groups, resources and names are
   * without number, so that what a wildcard allows is never made up of parts, and one right that covers it has to be there.
   */
  readonly covers: (right: Right) => boolean;
  /** The rights that no other right of the set covers, each once: equal sets have the same. */
  readonly maximal: () => readonly Right[];
}

/** Names below a verb: absent stands for all. */
type Names = Set<string | undefined>;
type Verbs = Map<string, Names>;
type Groups = Map<string, Verbs>;

export function createRightSet(rights: Iterable<Right>): RightSet {
  const byResource = new Map<string, Groups>();
  const byUrl = new Map<string, Set<string>>();
  const distinct: Right[] = [];
  for (const right of rights) if (add(right)) distinct.push(right);

  function add(right: Right): boolean {
    if (isUrlRight(right)) {
      return addTo(
        entryOf(byUrl, right.url, () => new Set<string>()),
        right.verb,
      );
    }
    const groups = entryOf(byResource, right.resource, (): Groups => new Map());
    const verbs = entryOf(groups, right.group, (): Verbs => new Map());
    return addTo(
      entryOf(verbs, right.verb, (): Names => new Set()),
      right.name,
    );
  }

  /** How many rights of the set cover one, itself included. */
  function covering(right: Right): number {
    return isUrlRight(right) ? coveringUrl(byUrl, right) : coveringResource(byResource, right);
  }

  return {
    covers: (right) => covering(right) > 0,
    // Each counts itself.
    maximal: () => distinct.filter((right) => covering(right) === 1),
  };
}

function coveringUrl(byUrl: ReadonlyMap<string, Set<string>>, { verb, url }: UrlRight): number {
  let count = 0;
  for (const [candidate, verbs] of byUrl) {
    if (urlCovers(candidate, url)) count += eitherOf(verb, (each) => Number(verbs.has(each)));
  }
  return count;
}

function coveringResource(byResource: ReadonlyMap<string, Groups>, right: ResourceRight): number {
  const { verb, group, resource, name } = right;
  const inNames = (names: Names | undefined): number =>
    names === undefined
      ? 0
      : Number(names.has(undefined)) + Number(name !== undefined && names.has(name));
  const inGroups = (groups: Groups | undefined): number =>
    groups === undefined
      ? 0
      : eitherOf(group, (eachGroup) => {
          const verbs = groups.get(eachGroup);
          return verbs === undefined ? 0 : eitherOf(verb, (each) => inNames(verbs.get(each)));
        });
  const count = eitherOf(resource, (each) => inGroups(byResource.get(each)));
  const slash = resource.indexOf("/");
  if (slash < 0 || resource.startsWith("*/")) return count;
  return count + inGroups(byResource.get(`*${resource.slice(slash)}`));
}

/** The sum over an item and the wildcard that covers it. */
function eitherOf(item: string, count: (item: string) => number): number {
  return item === "*" ? count(item) : count(item) + count("*");
}

/** The rights of several rules. */
export function* rightsOfRules(rules: Iterable<PolicyRule>): Generator<Right> {
  for (const rule of rules) yield* rightsOfRule(rule);
}

/** Whether a pattern allows all that another allows; both end in one asterisk at most. */
function urlCovers(wider: string, url: string): boolean {
  return wider === url || (wider.endsWith("*") && url.startsWith(wider.slice(0, -1)));
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = create();
  map.set(key, value);
  return value;
}

/** Whether the item is new. */
function addTo<Item>(set: Set<Item>, item: Item): boolean {
  const before = set.size;
  return set.add(item).size > before;
}
