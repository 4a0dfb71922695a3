import type { Attribute } from "./attributes.ts";
import type { Code, Constant } from "./frame.ts";

/*
 * What a part of an expression is planned as. Costs follow from which of them it is.
 */

export type Plan = Attribute | Constant | Step;

export interface Step {
  readonly kind: "code";
  readonly code: Code;
}

export function codeOf(plan: Plan): Code {
  switch (plan.kind) {
    case "constant": {
      const { value } = plan;
      return () => value;
    }
    case "attribute":
      return plan.code();
    case "code":
      return plan.code;
  }
}

export function step(code: Code): Step {
  return { kind: "code", code };
}
