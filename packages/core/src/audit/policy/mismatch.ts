import { matchesNamespace, matchesVerb, matchesWhat, matchesWho } from "./evaluate.ts";
import type { AuditRequest, AuditRule } from "./model.ts";

/** The fields by which a rule says of which requests it speaks. */
export type RuleCondition =
  | "namespaces"
  | "nonResourceURLs"
  | "resources"
  | "userGroups"
  | "users"
  | "verbs";

/** The fields of a rule that keep it from a request, in the order in which the server asks them; none where it matches. */
export function mismatchesOf(rule: AuditRule, request: AuditRequest): readonly RuleCondition[] {
  const { target } = request;
  const isAbout = matchesWhat(rule, target);
  const kept: readonly (readonly [RuleCondition, boolean])[] = [
    ["users", !matchesWho({ ...rule, userGroups: [] }, request)],
    ["userGroups", !matchesWho({ ...rule, users: [] }, request)],
    ["verbs", !matchesVerb(rule, request.verb)],
    ["namespaces", !matchesNamespace(rule, target)],
    ["resources", rule.resources.length > 0 && !isAbout],
    ["nonResourceURLs", rule.nonResourceURLs.length > 0 && !isAbout],
  ];
  return kept.filter(([, isSo]) => isSo).map(([field]) => field);
}
