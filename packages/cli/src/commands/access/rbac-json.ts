import {
  type AccessBinding,
  type AccessDecision,
  type AccessRequest,
  type Grant,
  isNonResourceRequest,
  type PolicyRule,
} from "@watertight/core/access";
import type { JsonObject } from "@watertight/core/kubernetes";
import { referenceJson } from "@watertight/reports/json";

/** A rule as `rbac/v1` writes it. */
export function ruleJson(rule: PolicyRule): JsonObject {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  const lists = { verbs, apiGroups, resources, resourceNames, nonResourceURLs };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

/** `status` of a SubjectAccessReview, all members given. */
export function statusJson(
  { allowed, reason }: AccessDecision,
  evaluationError: string,
): JsonObject {
  return { allowed, denied: false, reason, evaluationError };
}

/** The objects that give a right: the binding, the role with the rule's index, and the role that the rule is aggregated from. */
export function grantJson({ binding, role, rule }: Grant): readonly JsonObject[] {
  const source = role.sources[rule];
  const aggregated = source && source.reference.name !== role.name;
  return [
    bindingJson(binding),
    { ...roleJson(role), rule },
    ...(aggregated ? [{ ...referenceJson(source.reference), rule: Number(source.path[1]) }] : []),
  ];
}

/** A role, as what names an object: of one that the input does not hold, too. */
function roleJson({ kind, namespace, name }: Grant["role"]): JsonObject {
  return { apiVersion: RBAC, kind, namespace: namespace === "" ? null : namespace, name };
}

const RBAC = "rbac.authorization.k8s.io/v1";

/** A binding, as what names an object. */
export function bindingJson({ object }: Pick<AccessBinding, "object">): JsonObject {
  return referenceJson(object.reference);
}

export function requestJson(request: AccessRequest): JsonObject {
  if (isNonResourceRequest(request)) return { verb: request.verb, path: request.path };
  const { verb, group, resource, subresource, name, namespace } = request;
  return { verb, group, resource, subresource, name, namespace };
}
