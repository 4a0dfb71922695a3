import { textAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectReference } from "../../kubernetes/object.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import type { PolicyRule } from "../rule.ts";
import type { AccessUser } from "../user.ts";

/** What a policy of the ABAC authorizer gives to a user. */
export interface AbacGrant {
  readonly policy: ObjectReference;
  /** `*` for all, "" for what is in none. */
  readonly namespace: string;
  readonly rule: PolicyRule;
}

/** How many policies of the ABAC authorizer the input holds. */
export function countAbacPolicies(snapshot: Snapshot): number {
  return snapshot.ofKind(ABAC_GROUP, "Policy").length;
}

/**
 * The policies of the input that apply to a user, as `RulesFor` of k8s.io/kubernetes/pkg/auth/authorizer/abac/abac.go lists
 * them. They count only where the API server has the mode ABAC and this file.
 */
export function abacGrants(snapshot: Snapshot, user: AccessUser): readonly AbacGrant[] {
  return snapshot.ofKind(ABAC_GROUP, "Policy").flatMap(({ object, reference }) => {
    const text = (field: string): string => textAt(object, "spec", field);
    if (!appliesTo(text("user"), text("group"), user)) return [];
    const verbs = valueAt(object, "spec", "readonly") === true ? ["get", "list", "watch"] : ["*"];
    const resource = text("resource");
    const path = text("nonResourcePath");
    return [
      ...(resource === "" ? [] : [{ verbs, apiGroups: [text("apiGroup")], resources: [resource] }]),
      ...(path === "" ? [] : [{ verbs, nonResourceURLs: [path] }]),
    ].map((rule) => ({
      policy: reference,
      namespace: text("namespace"),
      rule: { ...NO_RULE, ...rule },
    }));
  });
}

const ABAC_GROUP = "abac.authorization.kubernetes.io";

const NO_RULE: PolicyRule = {
  verbs: [],
  apiGroups: [],
  resources: [],
  resourceNames: [],
  nonResourceURLs: [],
};

/** `subjectMatches`: what is named has to match; a policy that names neither is for nobody. */
function appliesTo(user: string, group: string, { name, groups }: AccessUser): boolean {
  if (user === "" && group === "") return false;
  const isUser = user === "" || user === "*" || user === name;
  return isUser && (group === "" || group === "*" || groups.includes(group));
}
