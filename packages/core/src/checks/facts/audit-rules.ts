import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, textsAt } from "../../kubernetes/json-fields.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";

/** A request that an audit policy is asked about; who makes it and in which namespace is left open. */
export interface AuditedRequest {
  readonly verb: string;
  readonly group: string;
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
}

/** A rule of an audit policy that may decide about a request. */
interface DecidingRule {
  readonly index: number;
  /** `None`, `Metadata`, `Request` or `RequestResponse`. */
  readonly level: string;
  /** Whether it decides about the request for everybody and everywhere, so that no later rule is asked. */
  readonly forAll: boolean;
}

/**
 * The rules of an audit policy that may decide about a request, in order, up to the first that does for everybody. The first rule
 * that matches decides; without one nothing is logged (k8s.io/apiserver/pkg/audit/policy/checker.go).
 */
export function rulesDeciding(
  policy: KubernetesObject,
  request: AuditedRequest,
): readonly DecidingRule[] {
  const found: DecidingRule[] = [];
  for (const [index, rule] of listAt(policy, "rules").entries()) {
    if (!concerns(rule, request)) continue;
    const forAll = LIMITS.every((field) => listAt(rule, field).length === 0) && !namesObjects(rule);
    found.push({ index, level: textAt(rule, "level"), forAll });
    if (forAll) break;
  }
  return found;
}

const LIMITS = ["users", "userGroups", "namespaces"] as const;

function namesObjects(rule: JsonValue): boolean {
  return (
    listAt(rule, "resources").every((each) => listAt(each, "resourceNames").length > 0) &&
    listAt(rule, "resources").length > 0
  );
}

function concerns(rule: JsonValue, { verb, group, resource }: AuditedRequest): boolean {
  const verbs = textsAt(rule, "verbs");
  if (verbs.length > 0 && !verbs.includes(verb)) return false;
  const resources = listAt(rule, "resources");
  if (resources.length === 0) return listAt(rule, "nonResourceURLs").length === 0;
  return resources.some(
    (each) =>
      [group, "*"].includes(textAt(each, "group")) && matches(textsAt(each, "resources"), resource),
  );
}

function matches(patterns: readonly string[], resource: string): boolean {
  const [name = "", subresource] = resource.split("/");
  return (
    patterns.length === 0 ||
    patterns.some(
      (pattern) =>
        pattern === "*" ||
        pattern === resource ||
        pattern === `${name}/*` ||
        (subresource !== undefined && pattern === `*/${subresource}`),
    )
  );
}
