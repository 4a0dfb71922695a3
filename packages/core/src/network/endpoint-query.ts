import type { LabelSelector } from "../kubernetes/api/types.ts";
import { compileSelector, type SelectorProblem } from "../kubernetes/selectors.ts";

/** A fact about an endpoint that selectors read. */
export type Attribute =
  | "namespace"
  | "serviceAccount"
  | `label:${string}`
  | `namespaceLabel:${string}`
  | `serviceAccountLabel:${string}`
  | `nodeLabel:${string}`;

/** Which endpoints a policy means. An absent attribute has no value: only `not` selects by absence. */
export type EndpointQuery =
  | { readonly is: "all" }
  | { readonly is: "in"; readonly attribute: Attribute; readonly values: readonly string[] }
  | { readonly is: "present"; readonly attribute: Attribute }
  /** For selectors that look into a value, as Calico's `contains`; `key` is equal for equal tests. */
  | {
      readonly is: "test";
      readonly attribute: Attribute;
      readonly key: string;
      readonly test: (value: string) => boolean;
    }
  | { readonly is: "not"; readonly query: EndpointQuery }
  | { readonly is: "and" | "or"; readonly queries: readonly EndpointQuery[] };

export const EVERY_ENDPOINT: EndpointQuery = { is: "all" };
export const NO_ENDPOINT: EndpointQuery = { is: "not", query: EVERY_ENDPOINT };

type LabelAttribute = "label" | "namespaceLabel" | "serviceAccountLabel" | "nodeLabel";

/**
 * A label selector that is present, as `metav1.LabelSelectorAsSelector` reads it: an empty one selects everything, NotIn
 * and DoesNotExist also what lacks the key. With problems it selects nothing.
 */
export function queryOfSelector(
  selector: LabelSelector,
  of: LabelAttribute,
): { readonly query: EndpointQuery; readonly problems: readonly SelectorProblem[] } {
  const { problems } = compileSelector(selector);
  if (problems.length > 0) return { query: NO_ENDPOINT, problems };
  const queries: EndpointQuery[] = [];
  for (const [key, value] of Object.entries(selector.matchLabels ?? {}))
    queries.push({ is: "in", attribute: `${of}:${key}`, values: [value] });
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    const attribute = `${of}:${key}` as const;
    const query: EndpointQuery =
      values.length > 0 ? { is: "in", attribute, values } : { is: "present", attribute };
    const negative = operator === "NotIn" || operator === "DoesNotExist";
    queries.push(negative ? { is: "not", query } : query);
  }
  return { query: allOf(queries), problems };
}

export function allOf(queries: readonly EndpointQuery[]): EndpointQuery {
  const narrow = queries.filter(({ is }) => is !== "all");
  const [only] = narrow;
  if (only === undefined) return EVERY_ENDPOINT;
  return narrow.length === 1 ? only : { is: "and", queries: narrow };
}

/** Adds the attributes that decide a query. */
export function collectAttributes(query: EndpointQuery, into: Set<Attribute>): void {
  switch (query.is) {
    case "all":
      return;
    case "in":
    case "present":
    case "test":
      into.add(query.attribute);
      return;
    case "not":
      collectAttributes(query.query, into);
      return;
    case "and":
    case "or":
      for (const each of query.queries) collectAttributes(each, into);
  }
}

/** The namespaces to which a query holds itself; undefined where it may reach into any. */
export function namespacesOf(query: EndpointQuery): ReadonlySet<string> | undefined {
  if (query.is === "in") return NAMES.has(query.attribute) ? new Set(query.values) : undefined;
  if (query.is !== "and") return undefined;
  const [first, ...others] = query.queries.flatMap((each) => namespacesOf(each) ?? []);
  return first && new Set([...first].filter((name) => others.every((each) => each.has(name))));
}

const NAMES: ReadonlySet<Attribute> = new Set([
  "namespace",
  "namespaceLabel:kubernetes.io/metadata.name",
]);

/** Adds what a query asks about the values of attributes. */
export function collectValues(query: EndpointQuery, into: Map<Attribute, AskedValues>): void {
  switch (query.is) {
    case "in":
      for (const value of query.values) askedOf(query.attribute, into).values.add(value);
      return;
    case "test":
      askedOf(query.attribute, into).tests.set(query.key, query.test);
      return;
    case "not":
      collectValues(query.query, into);
      return;
    case "and":
    case "or":
      for (const each of query.queries) collectValues(each, into);
      return;
    case "all":
    case "present":
  }
}

/** What queries ask about the values of one attribute. */
export interface AskedValues {
  readonly values: Set<string>;
  readonly tests: Map<string, (value: string) => boolean>;
}

function askedOf(attribute: Attribute, into: Map<Attribute, AskedValues>): AskedValues {
  const known = into.get(attribute) ?? { values: new Set(), tests: new Map() };
  into.set(attribute, known);
  return known;
}

/** Equal for queries that are written alike. */
export function keyOfQuery(query: EndpointQuery): string {
  return JSON.stringify(query);
}

/** Whether a query selects an endpoint of which no attribute is known. */
export function selectsUnidentified(query: EndpointQuery): "yes" | "no" | "maybe" {
  switch (query.is) {
    case "all":
      return "yes";
    case "in":
    case "present":
    case "test":
      return "maybe";
    case "not": {
      const selected = selectsUnidentified(query.query);
      if (selected === "maybe") return selected;
      return selected === "yes" ? "no" : "yes";
    }
    case "and":
      return weakest(query.queries, "no", "yes");
    case "or":
      return weakest(query.queries, "yes", "no");
  }
}

function weakest(
  queries: readonly EndpointQuery[],
  decisive: "yes" | "no",
  otherwise: "yes" | "no",
): "yes" | "no" | "maybe" {
  const answers = queries.map(selectsUnidentified);
  if (answers.includes(decisive)) return decisive;
  return answers.includes("maybe") ? "maybe" : otherwise;
}

/** Whether a query selects what has these values. */
export function matchesQuery(
  query: EndpointQuery,
  valueOf: (attribute: Attribute) => string | undefined,
): boolean {
  switch (query.is) {
    case "all":
      return true;
    case "in":
      return query.values.some((value) => value === valueOf(query.attribute));
    case "present":
      return valueOf(query.attribute) !== undefined;
    case "test": {
      const value = valueOf(query.attribute);
      return value !== undefined && query.test(value);
    }
    case "not":
      return !matchesQuery(query.query, valueOf);
    case "and":
      return query.queries.every((each) => matchesQuery(each, valueOf));
    case "or":
      return query.queries.some((each) => matchesQuery(each, valueOf));
  }
}
