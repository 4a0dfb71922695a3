import {
  type Authorizer,
  type Grant,
  proofOfGrant,
  type ScopedRights,
} from "@watertight/core/access";
import type { Snapshot } from "@watertight/core/snapshot";
import { subjectText } from "@watertight/reports/access";
import { sanitize } from "@watertight/reports/text";
import { createLocator } from "../evidence-text.ts";
import { ruleText, scopeText } from "../rule-text.ts";
import type { RightsAnswer } from "./answer.ts";

/** `access rights` for people: merged rules by namespace. */
export function rightsText(
  answer: RightsAnswer,
  snapshot: Snapshot,
  authorizer: Authorizer,
): string {
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
