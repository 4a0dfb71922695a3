import { type AccessRequest, isNonResourceRequest, type ResourceRequest } from "./request.ts";
import { combinedResource, type PolicyRule, ruleAllows, ruleAllowsVerbOn } from "./rule.ts";

/** Index of the first rule of a role that allows a request, -1 for none. */
export type RuleFinder = (request: AccessRequest) => number;

// Below this many rules a plain loop is faster than three look-ups.
const FEW = 4;

/** Compiles the rules of a role. Roles such as `admin` have hundreds of resources, so they are looked up, not walked. */
export function createRuleFinder(rules: readonly PolicyRule[]): RuleFinder {
  const plain: RuleFinder = (request) => {
    for (let index = 0; index < rules.length; index++) {
      const rule = rules[index];
      if (rule && ruleAllows(rule, request)) return index;
    }
    return -1;
  };
  if (rules.length <= FEW) return plain;
  const byResource = rulesByResource(rules);

  function first(
    list: readonly number[] | undefined,
    request: ResourceRequest,
    limit: number,
  ): number {
    if (list === undefined) return limit;
    for (const index of list) {
      if (index >= limit) return limit;
      const rule = rules[index];
      if (rule && ruleAllowsVerbOn(rule, request)) return index;
    }
    return limit;
  }

  const all = byResource.get("*");
  return (request) => {
    if (isNonResourceRequest(request)) return plain(request);
    const { subresource } = request;
    let found = first(all, request, rules.length);
    found = first(byResource.get(combinedResource(request)), request, found);
    if (subresource !== "") found = first(byResource.get(`*/${subresource}`), request, found);
    return found === rules.length ? -1 : found;
  };
}

/** Indices of rules, ascending, by each resource that they name. */
function rulesByResource(rules: readonly PolicyRule[]): ReadonlyMap<string, readonly number[]> {
  const byResource = new Map<string, number[]>();
  for (const [index, { resources }] of rules.entries()) {
    for (const resource of new Set(resources)) {
      const list = byResource.get(resource);
      if (list) list.push(index);
      else byResource.set(resource, [index]);
    }
  }
  return byResource;
}
