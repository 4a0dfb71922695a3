import { compareBytes } from "../../kubernetes/go-text.ts";
import type { PolicyRule } from "../rule.ts";
import {
  compareRights,
  compareVerbs,
  isUrlRight,
  type ResourceRight,
  type Right,
  type UrlRight,
} from "./right.ts";

/** A rule that stands for several rights, with what was attached to each of them. */
export interface MergedRule<Tag> {
  readonly rule: PolicyRule;
  /** Distinct, in the order of the rights. */
  readonly tags: readonly Tag[];
}

/** A right with whatever belongs to it, such as the bindings that give it. */
export interface TaggedRight<Tag> {
  readonly right: Right;
  readonly tags: readonly Tag[];
}

/** Rights as few, readable rules that allow exactly the same, sorted. Rights whose `keyOf` differs are kept apart. */
export function mergeRights<Tag>(
  rights: readonly TaggedRight<Tag>[],
  keyOf: (tags: readonly Tag[]) => string = () => "",
): readonly MergedRule<Tag>[] {
  const sorted = [...rights].sort((a, b) => compareRights(a.right, b.right));
  const rows = sorted.map(
    ({ right, tags }): Row<Tag> => ({ ...partsOf(right), tags, key: keyOf(tags) }),
  );
  // Each step unites what differs in one member only, so that the union is the product again.
  const united = MEMBERS.reduce<readonly Row<Tag>[]>(unite, rows);
  return united
    .map((row) => ({ rule: ruleOf(row), tags: row.tags }))
    .sort((a, b) => compareRules(a.rule, b.rule));
}

/** Rules that allow exactly what these allow, as few and readable as may be. */
export function mergeRules(rights: readonly Right[]): readonly PolicyRule[] {
  return mergeRights(rights.map((right) => ({ right, tags: [] }))).map(({ rule }) => rule);
}

type Member = "verbs" | "names" | "resources" | "groups" | "urls";
const MEMBERS: readonly Member[] = ["verbs", "names", "resources", "groups", "urls"];

type Parts = Readonly<Record<Member, readonly string[]>>;

interface Row<Tag> extends Parts {
  readonly tags: readonly Tag[];
  readonly key: string;
}

function partsOf(right: Right): Parts {
  return isUrlRight(right) ? urlParts(right) : resourceParts(right);
}

function urlParts({ verb, url }: UrlRight): Parts {
  return { verbs: [verb], names: [], resources: [], groups: [], urls: [url] };
}

function resourceParts({ verb, group, resource, name }: ResourceRight): Parts {
  const names = name === undefined ? [] : [name];
  return { verbs: [verb], names, resources: [resource], groups: [group], urls: [] };
}

function unite<Tag>(rows: readonly Row<Tag>[], member: Member): readonly Row<Tag>[] {
  const groups = new Map<string, Row<Tag>[]>();
  for (const row of rows) {
    const others = MEMBERS.filter((other) => other !== member).map((other) => row[other]);
    // Without names a row is about all of them, which is not one name more.
    const kind = row[member].length === 0;
    const key = JSON.stringify([others, kind, row.key]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first || group.length === 1) return group;
    const items = [...new Set(group.flatMap((row) => row[member]))];
    return {
      ...first,
      [member]: items.sort(member === "verbs" ? compareVerbs : compareBytes),
      tags: [...new Set(group.flatMap(({ tags }) => tags))],
    };
  });
}

function ruleOf({ verbs, names, resources, groups, urls }: Parts): PolicyRule {
  return { verbs, apiGroups: groups, resources, resourceNames: names, nonResourceURLs: urls };
}

function compareRules(a: PolicyRule, b: PolicyRule): number {
  return (
    a.nonResourceURLs.length - b.nonResourceURLs.length ||
    compareLists(a.apiGroups, b.apiGroups) ||
    compareLists(a.resources, b.resources) ||
    compareLists(a.resourceNames, b.resourceNames) ||
    compareLists(a.nonResourceURLs, b.nonResourceURLs) ||
    compareLists(a.verbs, b.verbs)
  );
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (const [index, item] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = compareBytes(item, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
