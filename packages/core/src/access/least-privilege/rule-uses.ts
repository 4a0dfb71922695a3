import { compareBytes } from "../../kubernetes/go-text.ts";
import type { AccessBinding } from "../model.ts";
import type { PolicyRule } from "../rule.ts";
import type { RuleUse } from "./attribution.ts";
import type { Usage } from "./usage.ts";

/** A rule of a role as one binding gives it, with what the log shows of its use. */
export interface UsedRule {
  readonly binding: AccessBinding;
  /** Index in the role. */
  readonly index: number;
  readonly rule: PolicyRule;
  /** Absent: nothing in the log rests on it. */
  readonly use: RuleUse | undefined;
}

/** Every rule of the bindings that objects of the input give, unused ones first. */
export function usedRules(
  bindings: readonly AccessBinding[],
  usage: Pick<Usage, "ruleUse">,
): readonly UsedRule[] {
  return bindings
    .filter(({ defaulted }) => !defaulted)
    .flatMap((binding) =>
      (binding.role?.rules ?? []).map((rule, index) => ({
        ...{ binding, index, rule },
        use: usage.ruleUse(binding, index),
      })),
    )
    .sort((a, b) => rank(a) - rank(b) || compareBytes(nameOf(a), nameOf(b)) || a.index - b.index);
}

function rank({ use }: UsedRule): number {
  return use ? 1 : 0;
}

function nameOf({ binding: { namespace, name } }: UsedRule): string {
  return `${namespace}/${name}`;
}

/** How far a log says that what is not in it is not needed. */
export type Confidence = "high" | "low" | "medium" | "none";

const DAY = 86_400;

/**
 * By the length of the log: under a day it shows no daily job, under eight days no weekly one, under 32 no monthly one. What runs once
 * a quarter or at an incident none shows.
 */
export function confidenceOf(seconds: number): Confidence {
  if (seconds < DAY) return "none";
  if (seconds < 8 * DAY) return "low";
  return seconds < 32 * DAY ? "medium" : "high";
}
