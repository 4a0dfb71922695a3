import type { AccessBinding, AccessSubject } from "../model.ts";
import { mergeRules } from "../rights/merge-rights.ts";
import type { Right } from "../rights/right.ts";
import type { PolicyRule } from "../rule.ts";
import { compareSubjects, subjectKey } from "../who-can.ts";
import { isDefaultAccount } from "./accounts.ts";
import type { Narrowing } from "./model.ts";
import type { NarrowingContext } from "./narrow.ts";
import { type Outcome, PRINCIPLES, type PrincipleId } from "./principles.ts";

/** Rights of a subject that are more than it needs, by one principle and one binding. */
export interface Excess {
  readonly subject: AccessSubject;
  readonly principle: PrincipleId;
  readonly binding: AccessBinding;
  /** The rights as they are, merged; none where the subject itself is the matter. */
  readonly rules: readonly PolicyRule[];
  readonly outcome: Outcome;
}

/** Sorted by subject, principle and order of evaluation. */
export function excessesOf(
  narrowings: readonly Narrowing[],
  context: NarrowingContext,
): readonly Excess[] {
  const order = [...PRINCIPLES.keys()];
  return [...narrowings.flatMap(judged), ...unusedAccounts(narrowings, context)].sort(
    (a, b) =>
      compareSubjects(a.subject, b.subject) ||
      order.indexOf(a.principle) - order.indexOf(b.principle) ||
      a.binding.position - b.binding.position,
  );
}

function judged({ subject, use, judgements }: Narrowing): readonly Excess[] {
  const groups = new Map<
    string,
    { readonly principle: PrincipleId; readonly outcome: Outcome; readonly rights: Right[] }
  >();
  for (const { principle, outcome, right } of judgements) {
    const key = `${principle} ${outcome}`;
    const group = groups.get(key) ?? { principle, outcome, rights: [] };
    group.rights.push(right);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ principle, outcome, rights }) => ({
    subject,
    principle,
    outcome,
    binding: use.binding,
    rules: mergeRules(rights),
  }));
}

function unusedAccounts(
  narrowings: readonly Narrowing[],
  { accounts }: NarrowingContext,
): readonly Excess[] {
  const found = new Map<string, Excess>();
  for (const { subject, use, byUsage } of narrowings) {
    const key = subjectKey(subject);
    const isAccount = subject.kind === "ServiceAccount" && !isDefaultAccount(subject);
    if (!isAccount || byUsage || found.has(key)) continue;
    if (accounts.isUsed(subject) || accounts.exists(subject) === "no") continue;
    const { binding } = use;
    found.set(key, { subject, principle: "unused-account", outcome: "kept", binding, rules: [] });
  }
  return [...found.values()];
}
