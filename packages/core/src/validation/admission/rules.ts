import type {
  LabelSelector,
  MatchResources,
  NamedRuleWithOperations,
  RuleWithOperations,
} from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { validateLabelSelector } from "../labels.ts";
import { pathSegmentName } from "../names.ts";
import { type Place, quoted } from "../place.ts";

// Follows pkg/apis/admissionregistration/validation/validation.go and the defaults of v1.

const SCOPES = ["*", "Cluster", "Namespaced"];
const OPERATIONS = ["*", "CONNECT", "CREATE", "DELETE", "UPDATE"];
const MATCH_POLICIES = ["Equivalent", "Exact"];

/** Selectors and policy that webhooks and policies have alike. */
export interface Matching {
  readonly matchPolicy?: string;
  readonly namespaceSelector?: Decoded<LabelSelector>;
  readonly objectSelector?: Decoded<LabelSelector>;
}

export function validateMatching(
  { matchPolicy = "Equivalent", namespaceSelector, objectSelector }: Matching,
  at: Place,
): void {
  at.child("matchPolicy").among(matchPolicy, MATCH_POLICIES);
  validateLabelSelector(namespaceSelector, at.child("namespaceSelector"));
  validateLabelSelector(objectSelector, at.child("objectSelector"));
}

/** `validateMatchResources`. */
export function validateMatchResources(resources: Decoded<MatchResources>, at: Place): void {
  validateMatching(resources, at);
  for (const field of ["resourceRules", "excludeResourceRules"] as const) {
    for (const [index, rule] of (resources[field] ?? []).entries()) {
      const ruleAt = at.child(field).index(index);
      validateNames(rule, ruleAt.child("resourceNames"));
      validateRule(rule, ruleAt);
    }
  }
}

function validateNames({ resourceNames = [] }: Decoded<NamedRuleWithOperations>, at: Place): void {
  const seen = new Set<string>();
  for (const [index, name] of resourceNames.entries()) {
    at.index(index).judge(name, pathSegmentName(name, false));
    if (seen.has(name)) at.index(index).duplicate(name);
    seen.add(name);
  }
}

/** `validateRuleWithOperations`. */
export function validateRule(rule: Decoded<RuleWithOperations>, at: Place): void {
  const { operations = [], apiGroups = [], apiVersions = [], resources = [] } = rule;
  validateList(operations, at.child("operations"));
  for (const [index, operation] of operations.entries()) {
    at.child("operations").index(index).among(operation, OPERATIONS);
  }
  validateList(apiGroups, at.child("apiGroups"));
  validateList(apiVersions, at.child("apiVersions"));
  for (const [index, version] of apiVersions.entries()) {
    if (version === "") at.child("apiVersions").index(index).required();
  }
  validateResources(resources, at.child("resources"));
  at.child("scope").among(rule.scope ?? "*", SCOPES);
}

function validateList(list: readonly string[], at: Place): void {
  if (list.length === 0) at.required("must have at least one item");
  if (list.length > 1 && list.includes("*")) at.invalid("may have '*' alone");
}

/** `validateResources`. */
function validateResources(resources: readonly string[], at: Place): void {
  if (resources.length === 0) at.required("must have at least one resource");
  const seen = { whole: new Set<string>(), everywhere: new Set<string>() };
  for (const [index, text] of resources.entries()) {
    if (text === "") at.index(index).required();
    else if (text.includes("/")) validateSubresource(text, seen, at.index(index));
  }
  const isAll = resources.includes("*/*") && resources.length > 1;
  // As upstream has it, the last resource without a subresource decides.
  const plain = resources.filter((text) => text !== "" && !text.includes("/"));
  const isMixed = plain.includes("*") && plain.at(-1) !== "*";
  if (isAll || isMixed) at.invalid("has items that are in '*' already");
}

function validateSubresource(
  text: string,
  seen: { readonly whole: Set<string>; readonly everywhere: Set<string> },
  at: Place,
): void {
  const slash = text.indexOf("/");
  const [resource, sub] = [text.slice(0, slash), text.slice(slash + 1)];
  if (seen.whole.has(resource) || seen.everywhere.has(sub)) {
    at.invalid(`${quoted(text)} is in another item`);
  }
  if (sub === "*") seen.whole.add(resource);
  if (resource === "*") seen.everywhere.add(sub);
}
