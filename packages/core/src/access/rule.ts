import { isJsonList, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt } from "../kubernetes/json-fields.ts";
import { type AccessRequest, isNonResourceRequest, type ResourceRequest } from "./request.ts";

/** A rule of a Role or ClusterRole; a list that the object lacks is empty. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

/** Reads a rule as written; what is not a string grants nothing, for the API server refuses such an object whole. */
export function readPolicyRule(value: JsonValue): PolicyRule {
  const rule = objectAt(value);
  return {
    verbs: stringsOf(rule["verbs"]),
    apiGroups: stringsOf(rule["apiGroups"]),
    resources: stringsOf(rule["resources"]),
    resourceNames: stringsOf(rule["resourceNames"]),
    nonResourceURLs: stringsOf(rule["nonResourceURLs"]),
  };
}

/** The rules of a list as written. */
export function readPolicyRules(value: JsonValue | undefined): readonly PolicyRule[] {
  return listAt(value).map(readPolicyRule);
}

// The same empty list for all: a cluster has tens of thousands.
const NONE: readonly string[] = [];

function stringsOf(value: JsonValue | undefined): readonly string[] {
  if (!isJsonList(value) || value.length === 0) return NONE;
  return value.every(isString) ? value : value.filter(isString);
}

function isString(value: JsonValue): value is string {
  return typeof value === "string";
}

/** Whether a rule allows every verb on every resource of every group, whatever the name. */
export function allowsEverything(rule: PolicyRule): boolean {
  return rule.verbs.includes("*") && isForEveryResource(rule);
}

const USUAL_VERBS = ["get", "list", "watch", "create", "update", "patch", "delete"];

/**
 * Whether a rule allows what resources are asked for on every one of them, by `*` or verb by verb. Verbs such as `bind` and
 * `impersonate`, which `*` has too, are then one step away: among all resources are tokens and pods of every account.
 */
export function amountsToEverything(rule: PolicyRule): boolean {
  return isForEveryResource(rule) && USUAL_VERBS.every((verb) => includesOrAll(rule.verbs, verb));
}

function isForEveryResource({ apiGroups, resources, resourceNames }: PolicyRule): boolean {
  return apiGroups.includes("*") && resources.includes("*") && resourceNames.length === 0;
}

/** Whether a rule allows a request: `RuleAllows` of k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac/rbac.go. */
export function ruleAllows(rule: PolicyRule, request: AccessRequest): boolean {
  if (isNonResourceRequest(request)) {
    return includesOrAll(rule.verbs, request.verb) && urlMatches(rule, request.path);
  }
  return (
    ruleAllowsVerbOn(rule, request) &&
    resourceMatches(rule, combinedResource(request), request.subresource)
  );
}

/** What is left to ask of a rule whose resource is known to match. */
export function ruleAllowsVerbOn(rule: PolicyRule, request: ResourceRequest): boolean {
  return (
    includesOrAll(rule.verbs, request.verb) &&
    includesOrAll(rule.apiGroups, request.group) &&
    (rule.resourceNames.length === 0 || rule.resourceNames.includes(request.name))
  );
}

/** `pods` or `pods/log`. */
export function combinedResource({ resource, subresource }: ResourceRequest): string {
  return subresource === "" ? resource : `${resource}/${subresource}`;
}

/** How a rule may name what a request asks for: all, exactly, and its subresource of every resource. */
export function resourceNamesOf(request: ResourceRequest): readonly string[] {
  const { subresource } = request;
  const exact = combinedResource(request);
  return subresource === "" ? ["*", exact] : ["*", exact, `*/${subresource}`];
}

function resourceMatches(rule: PolicyRule, combined: string, subresource: string): boolean {
  for (const resource of rule.resources) {
    if (resource === "*" || resource === combined) return true;
    if (subresource !== "" && resource === `*/${subresource}`) return true;
  }
  return false;
}

function urlMatches(rule: PolicyRule, path: string): boolean {
  for (const url of rule.nonResourceURLs) if (nonResourceUrlCovers(url, path)) return true;
  return false;
}

/** Equal, or the path begins with what stands before trailing asterisks. */
export function nonResourceUrlCovers(url: string, path: string): boolean {
  if (url === path) return true;
  let end = url.length;
  while (end > 0 && url[end - 1] === "*") end -= 1;
  return end < url.length && path.startsWith(url.slice(0, end));
}

function includesOrAll(list: readonly string[], wanted: string): boolean {
  for (const item of list) if (item === wanted || item === "*") return true;
  return false;
}
