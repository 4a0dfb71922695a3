import { compareBytes } from "../../kubernetes/go-text.ts";
import type { PolicyRule } from "../rule.ts";

/** The smallest part of a rule about resources. */
export interface ResourceRight {
  /** `*` is every verb. */
  readonly verb: string;
  /** `*` is every API group. */
  readonly group: string;
  /** As rules name it: `pods`, `pods/log`, `*`, or an asterisk, a slash and a subresource. */
  readonly resource: string;
  /** Absent: objects of every name, and requests that have none. */
  readonly name?: string;
}

/** The smallest part of a rule about paths. */
export interface UrlRight {
  readonly verb: string;
  /** A path, or its beginning before one asterisk. */
  readonly url: string;
}

/** One verb on one kind of resource or one path. */
export type Right = ResourceRight | UrlRight;

export function isUrlRight(right: Right): right is UrlRight {
  return "url" in right;
}

/** A rule as an equivalent list of rights. */
export function* rightsOfRule(rule: PolicyRule): Generator<Right> {
  for (const verb of rule.verbs) {
    for (const group of rule.apiGroups) yield* rightsIn(verb, group, rule);
    for (const url of rule.nonResourceURLs) yield { verb, url: normalizedUrl(url) };
  }
}

function* rightsIn(
  verb: string,
  group: string,
  { resources, resourceNames }: PolicyRule,
): Generator<ResourceRight> {
  for (const resource of resources) {
    if (resourceNames.length === 0) yield { verb, group, resource };
    for (const name of resourceNames) yield { verb, group, resource, name };
  }
}

// RBAC drops every trailing asterisk (`TrimRight`), so that `/a**` says the same as `/a*`.
function normalizedUrl(url: string): string {
  return url.replace(/\*+$/, "*");
}

/** By API group, resource, name and verb; paths last. */
export function compareRights(a: Right, b: Right): number {
  if (isUrlRight(a) || isUrlRight(b)) {
    if (!isUrlRight(a)) return -1;
    if (!isUrlRight(b)) return 1;
    return compareBytes(a.url, b.url) || compareVerbs(a.verb, b.verb);
  }
  return (
    compareBytes(a.group, b.group) ||
    compareBytes(a.resource, b.resource) ||
    compareNames(a.name, b.name) ||
    compareVerbs(a.verb, b.verb)
  );
}

function compareNames(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareBytes(a, b);
}

const VERBS = ["*", "get", "list", "watch", "create", "update", "patch", "delete"];
const RANKS: ReadonlyMap<string, number> = new Map(VERBS.map((verb, rank) => [verb, rank]));

/** Reading verbs before writing ones, the rest by name. */
export function compareVerbs(a: string, b: string): number {
  const rank = (verb: string): number => RANKS.get(verb) ?? VERBS.length;
  return rank(a) - rank(b) || compareBytes(a, b);
}
