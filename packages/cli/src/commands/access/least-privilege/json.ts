import { type AccessSubject, PRINCIPLES, type Usage, type UsedRule } from "@watertight/core/access";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { subjectJson } from "@watertight/reports/access";
import { type DocumentFacts, documentHead, referenceJson } from "@watertight/reports/json";
import { changedRightsJson } from "../changed-rights-json.ts";
import { bindingJson, ruleJson } from "../rbac-json.ts";
import type { LeastPrivilegeAnswer } from "./answer.ts";
import type { AuditLog } from "./audit-log.ts";

/** `access least-privilege -o json`. */
export function leastPrivilegeJson(
  { result, log, isWindowComplete, subjects, rules }: LeastPrivilegeAnswer,
  facts: DocumentFacts,
): string {
  const { excesses, losses, apply, remove, undecided } = result;
  return `${stringifyJson({
    ...documentHead({ ...facts, incomplete: facts.incomplete || (log?.badLines.count ?? 0) > 0 }),
    excesses: excesses.map(({ subject, principle, outcome, binding, rules }) => ({
      subject: subjectJson(subject),
      principle,
      reason: PRINCIPLES.get(principle) ?? "",
      outcome,
      binding: bindingJson(binding),
      rules: rules.map(ruleJson),
    })),
    losses: losses.map(({ subject, rights, wildcards }) => ({
      subject: subjectJson(subject),
      lost: rights.map(changedRightsJson),
      wildcards: wildcards.map(changedRightsJson),
    })),
    apply,
    delete: remove.map(referenceJson),
    undecided: undecided.map((binding) => ({
      object: bindingJson(binding),
      reason: binding.problem ?? "",
    })),
    usage: log
      ? { ...usageJson(log, isWindowComplete, subjects), rules: rules.map(usedRuleJson) }
      : null,
  })}\n`;
}

/** What the log covers and whom it shows. */
function usageJson(
  { usage, badLines }: AuditLog,
  isWindowComplete: boolean,
  subjects: readonly AccessSubject[],
): JsonObject {
  return {
    window: { ...usage.window, complete: isWindowComplete },
    events: eventsJson(usage),
    badLines: { count: badLines.count, named: badLines.named },
    subjects: subjects.map((subject) => {
      const { requests, first, last } = usage.seen(subject) ?? { requests: 0, first: "", last: "" };
      return { subject: subjectJson(subject), requests, first, last };
    }),
    unexplained: usage.unexplained.map(([user, requests]) => ({ user, requests })),
  };
}

function usedRuleJson({ binding, index, rule, use }: UsedRule): JsonObject {
  return {
    binding: bindingJson(binding),
    index,
    rule: ruleJson(rule),
    requests: use?.requests ?? 0,
    last: use?.last ?? "",
  };
}

function eventsJson({ events }: Usage): JsonObject {
  return {
    allowed: events.allowed,
    allowedByAnswer: events["allowed-by-answer"],
    denied: events.denied,
    undecided: events.undecided,
    otherStages: events.otherStages,
  };
}
