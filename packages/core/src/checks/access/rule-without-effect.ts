import {
  groupsAskedAbout,
  isKnownVerb,
  isKubernetesGroup,
  scopeOfResource,
  USUAL_VERBS,
} from "../../access/grantable.ts";
import type { PolicyRule } from "../../access/rule.ts";
import type { Violation } from "../../findings/finding.ts";
import { nearest } from "../../json-schema/suggest.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { type ApiResource, apiResources, findResource } from "../../kubernetes/resources.ts";
import type { ObjectCheck } from "../check.ts";
import { ROLES } from "../facts/kinds.ts";
import { namespacesOfRole, rbacObjectsOf } from "../facts/rbac-objects.ts";
import { isGrantable, listed } from "../facts/role-rules.ts";
import { clusterRole, role, rule } from "../writing/rbac-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Rules grant what they say. */
export const ruleWithoutEffect: ObjectCheck = {
  on: "object",
  kinds: ROLES,
  id: "rule-without-effect",
  title: "Rule that grants nothing",
  topic: "access",
  severity: "low",
  description:
    "The API server accepts any text as verb, resource and API group, and compares it letter by letter: `pod`, `deployments` of the core group and `GET` grant nothing, and neither does a Role on what is not in namespaces, as nodes and ClusterRoles are. Reviews of the role come to wrong results; and where the right is missing, the next attempt is often `*`. Resources of groups that Kubernetes does not serve itself are left out. The verb `bind` on ClusterRoles and what is done to the own Namespace object a Role does grant.",
  remediation:
    "Write the plural of the resource with its API group (`kubectl api-resources` lists them) and verbs in lower case; move cluster-scoped resources into a ClusterRole with a ClusterRoleBinding, or delete the rule.",
  references: referencesTo({ "cis-1.12": ["5.1.3"] }),

  *evaluate(object, cluster) {
    const namespaces = namespacesOfRole(object, cluster);
    const onlyBound = namespaces !== undefined && object.object.kind === "ClusterRole";
    for (const [index, each] of (rbacObjectsOf(cluster).rulesOf.get(object) ?? []).entries()) {
      const path = ["rules", index];
      if (each.nonResourceURLs.length > 0) {
        if (onlyBound) yield { path: [...path, "nonResourceURLs"], message: NO_URLS };
      } else yield* problemsOf(each, path, { namespaces, onlyBound });
    }
  },

  examples: {
    violating: [
      {
        title: "a singular, resources of other groups, and verbs that no request has",
        objects: [
          clusterRole(
            "deployer",
            rule(["create"], "", ["pod", "services"]),
            rule(["patch"], "", ["deployments", "ingress/status"]),
            rule(["GET", "", "read"], "apps", ["deployments"]),
          ),
        ],
        violations: [
          "ClusterRole/deployer rules[0].resources[0]: grants nothing on pod, which the core group does not have: pods may be meant",
          "ClusterRole/deployer rules[1].resources[0]: grants nothing on deployments, which the core group does not have: deployments of apps may be meant",
          "ClusterRole/deployer rules[1].resources[1]: grants nothing on ingress/status, which the core group does not have: ingresses/status of networking.k8s.io may be meant",
          "ClusterRole/deployer rules[2].verbs[0]: grants nothing by the verb GET, which no request has: get may be meant",
          "ClusterRole/deployer rules[2].verbs[1]: grants nothing by an empty verb",
          "ClusterRole/deployer rules[2].verbs[2]: grants nothing by the verb read, which no request has: get, list and watch may be meant",
        ],
      },
      {
        title: "a Role on volumes and ClusterRoles",
        objects: [
          role(
            "owner",
            rule(["create"], "", ["persistentvolumes", "configmaps"]),
            rule(["escalate"], "rbac.authorization.k8s.io", ["clusterroles"]),
            rule(["impersonate"], "*", ["users", "serviceaccounts"]),
            rule(["get"], "", ["namespaces"], ["kube-system"]),
          ),
        ],
        violations: [
          "Role/owner rules[0].resources[0]: grants nothing on persistentvolumes, which are not in namespaces, by a Role",
          "Role/owner rules[1].resources[0]: grants nothing on clusterroles, which are not in namespaces, by a Role",
          "Role/owner rules[2].resources[0]: grants nothing on users, which are not in namespaces, by a Role",
          "Role/owner rules[3].resources[0]: grants nothing on namespaces, which are not in namespaces, by a Role",
        ],
      },
    ],
    compliant: [
      {
        title:
          "the own namespace, binding ClusterRoles in it, custom resources, and what others bring",
        objects: [
          role(
            "owner",
            rule(["get", "list"], "", ["namespaces"]),
            rule(["bind"], "rbac.authorization.k8s.io", ["clusterroles"]),
            rule(["read"], "shop.example", ["order"]),
            rule(["update"], "apps", ["deployments/finalizers"]),
          ),
          clusterRole(
            "approver",
            rule(["approve"], "certificates.k8s.io", ["signers"]),
            rule(["impersonate"], "", ["users"]),
            {
              apiGroups: ["extensions", "apps"],
              resources: ["deployments", "ingresses"],
              verbs: ["get"],
            },
          ),
        ],
      },
    ],
  },
};

/** More groups than a rule names. */
const MANY = 10;
const NO_URLS = "grants nothing on URLs, for no ClusterRoleBinding gives the role";

/** How a role is given. */
interface Given {
  readonly namespaces: ReadonlySet<string> | undefined;
  /** A ClusterRole, by RoleBindings alone. */
  readonly onlyBound: boolean;
}

function* problemsOf(each: PolicyRule, path: FieldPath, given: Given): Generator<Violation> {
  // Another API server may ask about any word.
  const apiGroups = groupsAskedAbout(each);
  if (!apiGroups.every(isKubernetesGroup)) return;
  for (const [index, verb] of each.verbs.entries()) {
    const message = problemOfVerb(verb);
    if (message !== undefined) yield { path: [...path, "verbs", index], message };
  }
  for (const [index, resource] of each.resources.entries()) {
    const message = problemOfResource(resource, { ...each, apiGroups }, given);
    if (message !== undefined) yield { path: [...path, "resources", index], message };
  }
}

function problemOfVerb(verb: string): string | undefined {
  if (isKnownVerb(verb)) return undefined;
  if (verb === "") return "grants nothing by an empty verb";
  const word = verb.toLowerCase();
  const close = nearest(word, USUAL_VERBS);
  const meant = MEANT.get(word) ?? (close === undefined ? [] : [close]);
  return `grants nothing by the verb ${verb}, which no request has${mayBeMeant(listed(meant))}`;
}

/** What people write for verbs of the API, methods of HTTP among it (k8s.io/apiserver/pkg/endpoints/request/requestinfo.go). */
const MEANT: ReadonlyMap<string, readonly string[]> = new Map([
  ["add", ["create"]],
  ["all", ["*"]],
  ["any", ["*"]],
  ["apply", ["create", "patch"]],
  ["describe", ["get"]],
  ["edit", ["get", "update", "patch"]],
  ["exec", ["create"]],
  ["head", ["get"]],
  ["modify", ["update", "patch"]],
  ["post", ["create"]],
  ["put", ["update"]],
  ["read", ["get", "list", "watch"]],
  ["remove", ["delete"]],
  ["view", ["get", "list", "watch"]],
  ["write", ["create", "update", "patch"]],
]);

function problemOfResource(
  resource: string,
  rule: PolicyRule,
  { namespaces, onlyBound }: Given,
): string | undefined {
  if (resource === "*" || resource.startsWith("*/")) return undefined;
  const { apiGroups } = rule;
  const nothing = `grants nothing on ${resource === "" ? "an empty resource" : resource}`;
  const there = apiGroups.filter((group) => scopeOfResource(group, resource) !== "absent");
  if (there.length === 0) {
    const lacks = apiGroups.length === 1 ? "does not have" : "do not have";
    const meant = mayBeMeant(meantBy(resource, apiGroups));
    return `${nothing}, which ${namesOf(apiGroups)} ${lacks}${meant}`;
  }
  // What no request is about is said of the verbs.
  const isKnown = rule.verbs.some(isKnownVerb);
  if (!namespaces || !isKnown || isGrantable(rule, resource, namespaces)) return undefined;
  return `${nothing}, which are not in namespaces, by ${onlyBound ? "RoleBindings" : "a Role"}`;
}

function namesOf(groups: readonly string[]): string {
  if (groups.length > MANY) return "the groups of Kubernetes";
  return listed(groups.map((group) => (group === "" ? "the core group" : group)));
}

function mayBeMeant(text: string): string {
  return text === "" ? "" : `: ${text} may be meant`;
}

/** What is called so in another group, in the singular, or nearly. */
function meantBy(resource: string, groups: readonly string[]): string {
  const [word = "", ...below] = resource.split("/");
  const found = resourceMeantBy(word, groups);
  if (found === undefined) return "";
  const name = [found.name, ...below].join("/");
  return found.group === "" ? name : `${name} of ${found.group}`;
}

function resourceMeantBy(word: string, groups: readonly string[]): ApiResource | undefined {
  const all = apiResources();
  const own = all.filter(({ group }) => groups.includes(group));
  const found = findResource(word, own) ?? findResource(word, all);
  if (found !== undefined) return found;
  const close =
    nearest(
      word,
      own.map(({ name }) => name),
    ) ??
    nearest(
      word,
      all.map(({ name }) => name),
    );
  return close === undefined ? undefined : (findResource(close, own) ?? findResource(close, all));
}
