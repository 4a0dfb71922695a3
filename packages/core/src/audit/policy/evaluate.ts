import {
  AUDIT_STAGES,
  type AuditDecision,
  type AuditedResource,
  type AuditedResources,
  type AuditPolicy,
  type AuditRequest,
  type AuditRule,
  type AuditTarget,
} from "./model.ts";

/**
 * The level of a request and its stages without events. The first rule that matches decides; without one nothing is recorded, and
 * a rule's stages are left out beside those of the policy (k8s.io/apiserver/pkg/audit/policy/checker.go).
 */
export function auditDecision(policy: AuditPolicy, request: AuditRequest): AuditDecision {
  const index = policy.rules.findIndex((rule) => ruleMatches(rule, request));
  return decisionOf(policy, index < 0 ? undefined : index);
}

/** What a rule of the policy, or for `undefined` the want of one, decides for the requests that reach it. */
export function decisionOf(policy: AuditPolicy, index: number | undefined): AuditDecision {
  const rule = index === undefined ? undefined : policy.rules[index];
  const omitted = [...policy.omitStages, ...(rule?.omitStages ?? [])];
  return {
    level: rule?.level ?? "None",
    omitStages: AUDIT_STAGES.filter((stage) => omitted.includes(stage)),
    omitManagedFields: rule?.omitManagedFields ?? policy.omitManagedFields,
    rule: rule ? index : undefined,
  };
}

/** Whether all that a rule says holds of a request. */
function ruleMatches(rule: AuditRule, request: AuditRequest): boolean {
  return (
    matchesWho(rule, request) && matchesVerb(rule, request.verb) && matchesTarget(rule, request)
  );
}

/** Whether the users and groups of a rule include whoever asks. */
export function matchesWho(
  { users, userGroups }: Pick<AuditRule, "userGroups" | "users">,
  { user, groups }: Pick<AuditRequest, "groups" | "user">,
): boolean {
  if (user === undefined) return users.length === 0 && userGroups.length === 0;
  return (
    (users.length === 0 || users.includes(user)) &&
    (userGroups.length === 0 || groups.some((group) => userGroups.includes(group)))
  );
}

/** Whether the verbs of a rule include this one, letter by letter: `*` is a verb like any other. */
export function matchesVerb({ verbs }: Pick<AuditRule, "verbs">, verb: string): boolean {
  return verbs.length === 0 || verbs.includes(verb);
}

function matchesTarget(rule: AuditRule, { target }: AuditRequest): boolean {
  return matchesNamespace(rule, target) && matchesWhat(rule, target);
}

/** Whether the namespaces of a rule include the target's; a path is in none, not even in "". */
export function matchesNamespace(
  { namespaces }: Pick<AuditRule, "namespaces">,
  target: AuditTarget,
): boolean {
  if (namespaces.length === 0) return true;
  return !("path" in target) && namespaces.includes(target.namespace);
}

/** Whether the resources or paths of a rule include the target, its namespace apart. */
export function matchesWhat(
  { namespaces, resources, nonResourceURLs }: AuditRule,
  target: AuditTarget,
): boolean {
  if (namespaces.length > 0 || resources.length > 0) {
    if ("path" in target) return false;
    return resources.length === 0 || resources.some((each) => matchesResource(each, target));
  }
  if (nonResourceURLs.length === 0) return true;
  return "path" in target && nonResourceURLs.some((url) => matchesPath(url, target.path));
}

/** Whether an entry of a rule's resources includes a resource. */
export function matchesResource(entry: AuditedResources, target: AuditedResource): boolean {
  if (entry.group !== target.group && entry.group !== "*") return false;
  if (entry.resources.length === 0) return true;
  if (entry.resourceNames.length > 0 && !entry.resourceNames.includes(target.name)) return false;
  return entry.resources.some((pattern) => matchesPattern(pattern, target));
}

function matchesPattern(pattern: string, { resource, subresource }: AuditedResource): boolean {
  const whole = subresource === "" ? resource : `${resource}/${subresource}`;
  if (pattern === "*" || pattern === whole) return true;
  if (subresource !== "" && pattern === `*/${subresource}`) return true;
  return pattern === `${resource}/*`;
}

/** Whether one of a rule's nonResourceURLs includes a path: it is the path, or ends with `*` and begins it. */
function matchesPath(url: string, path: string): boolean {
  if (url === "*" || url === path) return true;
  return url.endsWith("*") && path.startsWith(withoutStars(url));
}

/** Upstream cuts all stars off the end, not one. */
export function withoutStars(url: string): string {
  let end = url.length;
  while (url[end - 1] === "*") end -= 1;
  return url.slice(0, end);
}
