import type { Grant, MergedRule, PolicyRule } from "@watertight/core/access";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { type DocumentFacts, documentHead } from "@watertight/reports/json";
import { counted } from "@watertight/reports/text";
import { grantJson } from "../rbac-json.ts";
import type { RightsAnswer } from "./answer.ts";

/** `access rights -o json`: a List of SelfSubjectRulesReviews: one without a namespace for what holds in the whole cluster, one a namespace. */
export function rightsJson(answer: RightsAnswer, facts: DocumentFacts): string {
  const { rights, namespace } = answer;
  const named = rights.scopes.map((scope) => scope.namespace).filter((name) => name !== "");
  const namespaces = namespace === undefined ? ["", ...named] : [namespace];
  const items = namespaces.map((each) => review(each, answer));
  const head = documentHead({ ...facts, statements: answer.premises });
  return `${stringifyJson({ apiVersion: "v1", kind: "List", ...head, items })}\n`;
}

function review(namespace: string, { rights, abac, explain }: RightsAnswer): JsonObject {
  const rules = rights.scopes
    .filter((scope) => scope.namespace === "" || scope.namespace === namespace)
    .flatMap((scope) => scope.rules);
  const all = rights.everything === undefined ? rules : ALL;
  const problems = [
    ...rights.problems,
    ...(abac.grants.length === 0
      ? []
      : [`${counted(abac.grants.length, "rule")} of ABAC policies not listed`]),
  ];
  return {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectRulesReview",
    spec: { namespace },
    status: {
      resourceRules: all.flatMap(({ rule, tags }) =>
        rule.resources.length === 0 ? [] : { ...resourceRule(rule), ...sources(tags, explain) },
      ),
      nonResourceRules: all.flatMap(({ rule, tags }) =>
        rule.nonResourceURLs.length === 0
          ? []
          : {
              verbs: rule.verbs,
              nonResourceURLs: rule.nonResourceURLs,
              ...sources(tags, explain),
            },
      ),
      incomplete: rights.incomplete || abac.grants.length > 0,
      ...(problems.length === 0 ? {} : { evaluationError: problems.join(", ") }),
    },
  };
}

const NO_LISTS = { apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [] } as const;
const ALL: readonly MergedRule<Grant>[] = [
  { rule: { ...NO_LISTS, verbs: ["*"], apiGroups: ["*"], resources: ["*"] }, tags: [] },
  { rule: { ...NO_LISTS, verbs: ["*"], nonResourceURLs: ["*"] }, tags: [] },
];

function resourceRule({ verbs, apiGroups, resources, resourceNames }: PolicyRule): JsonObject {
  return { verbs, apiGroups, resources, ...(resourceNames.length === 0 ? {} : { resourceNames }) };
}

function sources(grants: readonly Grant[], explain: boolean): JsonObject {
  if (!explain) return {};
  return { grantedBy: grants.map(grantJson) };
}
