import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import {
  type AdmissionAttributes,
  type GroupVersionKind,
  type GroupVersionResource,
  isNamespaces,
  isSameResource,
} from "./attributes.ts";
import { isEmptySelector, type Labels, labelsOf, selects } from "./selectors.ts";

/*
 * Whether a request is one that a policy or a binding is for (k8s.io/apiserver/pkg/admission/plugin/policy/matching, and
 * webhook/predicates beside it).
 */

/** Labels of namespaces by name; undefined where there is no such namespace. */
type NamespaceLabels = (name: string) => Labels | undefined;

/** What one resource is served as besides. */
export interface EquivalentResources {
  /** Resources that are the same objects in other versions and groups, itself included. */
  readonly resourcesFor: (resource: GroupVersionResource) => readonly GroupVersionResource[];
  readonly kindFor: (
    resource: GroupVersionResource,
    subresource: string,
  ) => GroupVersionKind | undefined;
}

export interface MatchSurroundings {
  readonly namespaceLabels: NamespaceLabels;
  readonly equivalents: EquivalentResources;
}

/** As what a request is matched: the version in which the policy wants it. */
export interface Match {
  readonly resource: GroupVersionResource;
  readonly kind: GroupVersionKind;
}

/** No match is undefined. */
export type MatchResult = Match | { readonly error: string } | undefined;

/** Matches against `matchConstraints` or `matchResources` as the API server has them, its defaults included. */
export function matches(
  attributes: AdmissionAttributes,
  criteria: JsonObject,
  surroundings: MatchSurroundings,
): MatchResult {
  const namespace = namespaceFits(attributes, criteria, surroundings.namespaceLabels);
  const object = namespace === false ? false : objectFits(attributes, criteria);
  if (namespace === false || object === false) {
    return;
  }
  const rules: RuleQuestion = {
    attributes,
    isEquivalent: textAt(criteria, "matchPolicy") === "Equivalent",
    equivalents: surroundings.equivalents,
  };
  const excluded = matchingRule(listAt(criteria, "excludeResourceRules"), rules);
  if (excluded !== undefined) {
    return "error" in excluded ? excluded : undefined;
  }
  const wanted = listAt(criteria, "resourceRules");
  const { resource, kind } = attributes;
  const match = wanted.length === 0 ? { resource, kind } : matchingRule(wanted, rules);
  if (match === undefined || "error" in match) {
    return match;
  }
  // Only of a request that the rules are for it is an error that its selectors cannot be read.
  const problem = [namespace, object].find((each) => each !== true);
  return problem === undefined ? match : { error: problem };
}

/** True, false, or why that cannot be told. */
type Fit = boolean | string;

function namespaceFits(
  attributes: AdmissionAttributes,
  criteria: JsonObject,
  labelsOfNamespace: NamespaceLabels,
): Fit {
  const isOfNamespaces = attributes.resource.resource === "namespaces";
  if (attributes.namespace === "" && !isOfNamespaces) {
    return true;
  }
  const { namespaceSelector: selector } = criteria;
  // The server makes an absent one an empty one; what has none all the same selects nothing.
  if (!isJsonObject(selector)) {
    return false;
  }
  if (isEmptySelector(selector)) {
    return true;
  }
  const isWritten =
    isOfNamespaces &&
    attributes.subresource === "" &&
    ["CREATE", "UPDATE"].includes(attributes.operation);
  const labels = isWritten ? labelsOf(attributes.object) : labelsOfNamespace(attributes.namespace);
  return labels === undefined
    ? `namespaces ${JSON.stringify(attributes.namespace)} not found`
    : selects(selector, labels);
}

function objectFits({ object, oldObject }: AdmissionAttributes, criteria: JsonObject): Fit {
  const { objectSelector: selector } = criteria;
  if (!isJsonObject(selector)) {
    return false;
  }
  if (isEmptySelector(selector)) {
    return true;
  }
  const fits = [object, oldObject].map((each) =>
    each === null ? false : selects(selector, labelsOf(each)),
  );
  return fits.includes(true) || (fits.find((each) => typeof each === "string") ?? false);
}

interface RuleQuestion {
  readonly attributes: AdmissionAttributes;
  readonly isEquivalent: boolean;
  readonly equivalents: EquivalentResources;
}

function matchingRule(rules: readonly JsonValue[], question: RuleQuestion): MatchResult {
  const { attributes, isEquivalent, equivalents } = question;
  const { resource, kind } = attributes;
  if (rules.some((rule) => ruleMatches(rule, attributes, resource))) {
    return { resource, kind };
  }
  if (!isEquivalent || rules.length === 0) {
    return;
  }
  const others = equivalents
    .resourcesFor(resource)
    .filter((other) => !isSameResource(other, resource));
  for (const rule of rules) {
    const found = others.find((other) => ruleMatches(rule, attributes, other));
    if (found !== undefined) {
      const as = equivalents.kindFor(found, attributes.subresource);
      const name = `${found.group}/${found.version}, Resource=${found.resource}`;
      return as === undefined
        ? { error: `unable to convert to ${name}: unknown kind` }
        : { resource: found, kind: as };
    }
  }
  return;
}

function ruleMatches(
  rule: JsonValue,
  attributes: AdmissionAttributes,
  resource: GroupVersionResource,
): boolean {
  if (!isJsonObject(rule)) {
    return false;
  }
  const names = textsAt(rule, "resourceNames");
  return (
    scopeFits(textAt(rule, "scope"), attributes.namespace, resource) &&
    isAmong(attributes.operation, textsAt(rule, "operations")) &&
    isAmong(resource.group, textsAt(rule, "apiGroups")) &&
    isAmong(resource.version, textsAt(rule, "apiVersions")) &&
    textsAt(rule, "resources").some((each) => resourceFits(each, attributes, resource)) &&
    (names.length === 0 || names.includes(attributes.name))
  );
}

function isAmong(text: string, wanted: readonly string[]): boolean {
  return wanted.includes("*") || wanted.includes(text);
}

/** Namespaces are cluster-scoped, although requests for one are in it. */
function scopeFits(scope: string, namespace: string, resource: GroupVersionResource): boolean {
  const isClusterScoped = namespace === "" || isNamespaces(resource);
  switch (scope) {
    case "":
    case "*":
      return true;
    case "Namespaced":
      return !isClusterScoped;
    case "Cluster":
      return isClusterScoped;
    default:
      return false;
  }
}

function resourceFits(
  wanted: string,
  { subresource }: AdmissionAttributes,
  { resource }: GroupVersionResource,
): boolean {
  const slash = wanted.indexOf("/");
  const [name, below] =
    slash < 0 ? [wanted, ""] : [wanted.slice(0, slash), wanted.slice(slash + 1)];
  return (name === "*" || name === resource) && (below === "*" || below === subresource);
}
