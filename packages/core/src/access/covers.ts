import { nonResourceUrlCovers, type PolicyRule } from "./rule.ts";

/**
 * The API server's escalation check: the parts of `wanted`, one verb, group, resource and name each, that no single owner
 * rule covers. Follows `Covers` of k8s.io/component-helpers/auth/rbac/validation/policy_comparator.go, order included.
 */
export function uncoveredRules(
  owner: readonly PolicyRule[],
  wanted: readonly PolicyRule[],
): readonly PolicyRule[] {
  return wanted
    .flatMap(breakDownRule)
    .filter((part) => !owner.some((rule) => ruleCovers(rule, part)));
}

/** A rule as an equivalent list of rules that each have one verb and one resource, name or URL. */
function breakDownRule(rule: PolicyRule): readonly PolicyRule[] {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  const names = resourceNames.length === 0 ? [[]] : resourceNames.map((name) => [name]);
  return [
    ...apiGroups.flatMap((group) =>
      resources.flatMap((resource) =>
        verbs.flatMap((verb) =>
          names.map((name) =>
            partOf(verb, { apiGroups: [group], resources: [resource], resourceNames: name }),
          ),
        ),
      ),
    ),
    ...nonResourceURLs.flatMap((url) =>
      verbs.map((verb) => partOf(verb, { nonResourceURLs: [url] })),
    ),
  ];
}

function partOf(verb: string, rest: Partial<PolicyRule>): PolicyRule {
  return {
    verbs: [verb],
    apiGroups: [],
    resources: [],
    resourceNames: [],
    nonResourceURLs: [],
    ...rest,
  };
}

function ruleCovers(owner: PolicyRule, part: PolicyRule): boolean {
  return (
    coversAll(owner.verbs, part.verbs) &&
    coversAll(owner.apiGroups, part.apiGroups) &&
    part.resources.every((resource) => coversResource(owner.resources, resource)) &&
    coversNames(owner.resourceNames, part.resourceNames) &&
    part.nonResourceURLs.every((url) =>
      owner.nonResourceURLs.some((ownerUrl) => nonResourceUrlCovers(ownerUrl, url)),
    )
  );
}

function coversAll(owner: readonly string[], wanted: readonly string[]): boolean {
  return owner.includes("*") || wanted.every((item) => owner.includes(item));
}

function coversResource(owner: readonly string[], wanted: string): boolean {
  if (owner.includes("*") || owner.includes(wanted)) return true;
  const slash = wanted.indexOf("/");
  return slash >= 0 && owner.includes(`*/${wanted.slice(slash + 1)}`);
}

function coversNames(owner: readonly string[], wanted: readonly string[]): boolean {
  if (owner.length === 0) return true;
  return wanted.length > 0 && wanted.every((name) => owner.includes(name));
}
