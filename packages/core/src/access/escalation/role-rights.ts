import { isJsonObject } from "../../kubernetes/json.ts";
import type { AccessRole } from "../model.ts";
import { type ResourceRequest, resourceRequest } from "../request.ts";
import { type PolicyRule, ruleAllows } from "../rule.ts";
import type { RightId } from "./right-ids.ts";
import type { RightDefinition, RightScope } from "./rights.ts";

/** A right that a rule of a role gives. */
export interface RoleRight {
  readonly right: RightId;
  readonly scope: RightScope;
  /** The question that the rule answers; its name and namespace are "". */
  readonly request: ResourceRequest;
  /** Index in the role's rules. */
  readonly rule: number;
  /** The only names that it is given for; absent for every name. */
  readonly names?: readonly string[];
}

interface Question {
  readonly right: RightId;
  readonly definition: RightDefinition;
  readonly request: ResourceRequest;
}

/** Finds the rights of roles; each rule is asked each question once. */
export function createRoleRights(
  definitions: Iterable<readonly [RightId, RightDefinition]>,
): (role: AccessRole) => readonly RoleRight[] {
  const questions = [...definitions].flatMap(([right, definition]) =>
    questionsOf(right, definition),
  );
  const byResource = new Map<string, Question[]>();
  for (const question of questions) {
    const { resource, subresource } = question.request;
    push(byResource, subresource === "" ? resource : `${resource}/${subresource}`, question);
    if (subresource !== "") push(byResource, `*/${subresource}`, question);
  }
  const known = new Map<AccessRole, readonly RoleRight[]>();
  return (role) => {
    const found = known.get(role) ?? rightsOf(role, questions, byResource);
    known.set(role, found);
    return found;
  };
}

function questionsOf(right: RightId, definition: RightDefinition): readonly Question[] {
  return definition.resources.flatMap(([group, resource, subresource = ""]) =>
    definition.verbs.map((verb) => ({
      right,
      definition,
      request: resourceRequest({ verb, group, resource, subresource }),
    })),
  );
}

function rightsOf(
  role: AccessRole,
  questions: readonly Question[],
  byResource: ReadonlyMap<string, readonly Question[]>,
): readonly RoleRight[] {
  const found = role.rules.flatMap((rule, index) => {
    const candidates = rule.resources.includes("*")
      ? questions
      : rule.resources.flatMap((resource) => byResource.get(resource) ?? []);
    return candidates.flatMap((question) => rightOf(role, rule, index, question));
  });
  return withoutRepetitions(found);
}

/** One for all names is enough, and makes those for some needless. */
function withoutRepetitions(found: readonly RoleRight[]): readonly RoleRight[] {
  const whole = new Map(
    found.flatMap((one) => (one.names === undefined ? [[one.right, one] as const] : [])).reverse(),
  );
  return found.filter((one) => (whole.get(one.right) ?? one) === one);
}

function rightOf(
  role: AccessRole,
  rule: PolicyRule,
  index: number,
  { right, definition: { scope, creates }, request }: Question,
): readonly RoleRight[] {
  const { resourceNames } = rule;
  if (!ruleAllows(resourceNames.length === 0 ? rule : { ...rule, resourceNames: [] }, request)) {
    return [];
  }
  if (resourceNames.length === 0) return [{ right, scope, request, rule: index }];
  // The deletion of a collection has no name, whatever its field selector says.
  if (request.verb === "deletecollection") return [];
  const names =
    creates === true
      ? resourceNames.filter((name) => mayApply(role, request, name))
      : resourceNames;
  return names.length === 0 ? [] : [{ right, scope, request, rule: index, names }];
}

/**
 * Whether a role lets its holder create an object by name: a POST has none, but the API server asks again for `create` with
 * the name where a server-side apply finds nothing (k8s.io/apiserver/pkg/endpoints/handlers/patch.go).
 */
function mayApply(role: AccessRole, request: ResourceRequest, name: string): boolean {
  const patch = { ...request, verb: "patch", name };
  return role.rules.some((rule) => ruleAllows(rule, patch));
}

/** Whether the rules of other roles become those of a role, by its selectors. */
export function isAggregating({ aggregated, objects }: AccessRole): boolean {
  return aggregated || objects.some(({ object }) => isJsonObject(object["aggregationRule"]));
}

function push<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
