import {
  type AbacGrant,
  type AccessSubject,
  type AccessUser,
  type Authorizer,
  type EffectiveRights,
  type Grant,
  type MergedRule,
  type PolicyRule,
  proofOfGrant,
  type ScopedRights,
} from "@watertight/core/access";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { counted } from "../../../formats/words.ts";
import { sanitize } from "../../../terminal/sanitize.ts";
import { createLocator } from "../can-i/text.ts";
import { ruleText, scopeText } from "../rule-text.ts";
import { subjectText } from "../subject.ts";

/** What is known of the rights of one subject. */
export interface RightsAnswer {
  readonly subject: AccessSubject;
  readonly user: AccessUser;
  readonly rights: EffectiveRights;
  readonly abac: { readonly policies: number; readonly grants: readonly AbacGrant[] };
  readonly premises: readonly string[];
  /** Only what holds in this namespace. */
  readonly namespace: string | undefined;
  readonly explain: boolean;
}

/** `access rights`: merged rules by namespace, or SelfSubjectRulesReviews. */
export function reportRights(
  answer: RightsAnswer,
  snapshot: Snapshot,
  authorizer: Authorizer,
  format: "text" | "json",
): string {
  if (format === "json") return `${stringifyJson(reviewList(answer))}\n`;
  const { subject, user, rights, premises } = answer;
  const why = createWhy(snapshot);
  const groups = user.groups.filter((group) => subject.kind !== "Group" || group !== subject.name);
  const lines = [
    `${subjectText(subject)}${groups.length === 0 ? "" : ` (groups ${groups.join(", ")})`}`,
    ...(rights.everything === undefined ? [] : [`  everything: ${EVERYTHING[rights.everything]}`]),
    ...scopesIn(answer).flatMap((scope) => scopeLines(scope, answer.explain, why)),
    ...(rights.everything === undefined && scopesIn(answer).length === 0 ? ["  nothing"] : []),
    ...rights.problems.map(
      (problem) => `  ${rights.incomplete ? "not known" : "without effect"}: ${problem}`,
    ),
    ...abacLines(answer, authorizer),
    "assuming:",
    ...premises.map((premise) => `  ${premise}`),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

const EVERYTHING = {
  "system:masters": "the group system:masters is asked no rules",
  AlwaysAllow: "the API server allows everything to everybody",
} as const;

function scopesIn({ rights, namespace }: RightsAnswer): readonly ScopedRights[] {
  return rights.scopes.filter(
    (scope) => namespace === undefined || scope.namespace === "" || scope.namespace === namespace,
  );
}

type Why = (grant: Grant) => string;

function scopeLines(
  { namespace, rules }: ScopedRights,
  explain: boolean,
  why: Why,
): readonly string[] {
  return [
    `  ${scopeText(namespace)}:`,
    ...rules.flatMap(({ rule, tags }) => [
      `    ${ruleText(rule)}`,
      ...(explain ? [...new Set(tags.map(why))].map((line) => `      by ${line}`) : []),
    ]),
  ];
}

/** `RoleBinding shop/devs of Role dev, rules[0] (a.yaml:3:5)`. */
function createWhy(snapshot: Snapshot): Why {
  const locate = createLocator(snapshot);
  return (grant) => {
    const { binding, role } = grant;
    const evidence = proofOfGrant(grant).at(-1);
    const position = evidence && locate(evidence);
    const place = position === undefined ? "" : ` (${position})`;
    const name = binding.namespace === "" ? binding.name : `${binding.namespace}/${binding.name}`;
    const subject = binding.subjects[grant.subject];
    const through = subject?.kind === "Group" ? ` to Group ${subject.name}` : "";
    return `${binding.kind} ${name} of ${role.kind} ${role.name}, rules[${grant.rule}]${through}${place}`;
  };
}

function abacLines({ abac }: RightsAnswer, { chain }: Authorizer): readonly string[] {
  const isAsked = chain.modes.includes("ABAC");
  if (abac.policies === 0) return [];
  const whether = isAsked
    ? "which the API server asks"
    : "which count only if the API server has the mode ABAC";
  return [
    `  ABAC: the input holds ${abac.policies === 1 ? "1 policy" : `${abac.policies} policies`}, ${whether}; for this subject:`,
    ...(abac.grants.length === 0 ? ["    none"] : []),
    ...abac.grants.map(({ namespace, rule }) => `    ${ruleText(rule)} ${abacScope(namespace)}`),
  ];
}

function abacScope(namespace: string): string {
  if (namespace === "*") return "in all namespaces and in none";
  return namespace === "" ? "in no namespace" : scopeText(namespace);
}

/** A List of SelfSubjectRulesReviews: one without a namespace for what holds in the whole cluster, one a namespace. */
function reviewList(answer: RightsAnswer): JsonObject {
  const { rights, namespace } = answer;
  const named = rights.scopes.map((scope) => scope.namespace).filter((name) => name !== "");
  const namespaces = namespace === undefined ? ["", ...named] : [namespace];
  return {
    apiVersion: "v1",
    kind: "List",
    items: namespaces.map((each) => review(each, answer)),
  };
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
  return {
    grantedBy: grants.map(({ binding, role, rule }) => ({
      kind: binding.kind,
      ...(binding.namespace === "" ? {} : { namespace: binding.namespace }),
      name: binding.name,
      role: { kind: role.kind, name: role.name, rule },
    })),
  };
}
