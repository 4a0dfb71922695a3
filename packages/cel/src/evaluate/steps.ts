import type { CostRule, Implementation } from "../typing/environment.ts";
import { CelError, type Result, type Value } from "../values/value.ts";
import { run } from "./dispatch.ts";
import { type Code, foresee, spend } from "./frame.ts";

/*
 * Calls as closures: evaluate the arguments, call, charge.
 */

export interface Sides {
  readonly left: Code;
  readonly right: Code;
  readonly rule: CostRule | 1;
}

/** Errors as arguments of cost rules: of size one, as null is. */
export function plain(value: Result): Value {
  return value instanceof CelError ? null : value;
}

export function unary(
  { operand, rule, position }: { operand: Code; rule: CostRule | 1; position: number },
  does: (value: Value) => Result,
): Code {
  return (frame) => {
    const value = operand(frame);
    const result = value instanceof CelError ? value : does(value);
    spend(frame, rule === 1 ? 1 : rule([plain(value)], result));
    return result instanceof CelError ? result.at(position) : result;
  };
}

export function binary(
  { left, right, rule, position }: Sides & { position: number },
  does: (left: Value, right: Value) => Result,
): Code {
  return (frame) => {
    const one = left(frame);
    const two = right(frame);
    const result = one instanceof CelError ? one : two instanceof CelError ? two : does(one, two);
    spend(frame, rule === 1 ? 1 : rule([plain(one), plain(two)], result));
    return result instanceof CelError ? result.at(position) : result;
  };
}

/** What takes as long as it costs is not begun if it costs too much. */
export function foreseen(
  codes: readonly Code[],
  rule: CostRule,
  { does, position }: { does: Implementation; position: number },
): Code {
  return (frame) => {
    const results = codes.map((code) => code(frame));
    const args = results.map(plain);
    const fault = results.find((result) => result instanceof CelError);
    const cost = rule(args, null);
    if (fault === undefined) {
      foresee(frame, cost);
    }
    const result = fault ?? run(does, args);
    spend(frame, cost);
    return result instanceof CelError ? result.at(position) : result;
  };
}

/** Ends with the first argument that is an error: then only the last costs as if it had been called. */
export function many(
  { codes, rule, position }: { codes: readonly Code[]; rule: CostRule | 1; position: number },
  does: (args: readonly Value[]) => Result,
): Code {
  return (frame) => {
    const args: Value[] = [];
    let fault: CelError | undefined;
    for (let at = 0; at < codes.length && fault === undefined; at++) {
      const value = codes[at]?.(frame) ?? null;
      if (value instanceof CelError) {
        fault = value;
      }
      args.push(plain(value));
    }
    const result = fault ?? does(args);
    if (args.length === codes.length) {
      spend(frame, rule === 1 ? 1 : rule(args, result));
    }
    return result instanceof CelError ? result.at(position) : result;
  };
}

/** Whether a loop goes on: an error does not end it. */
export function notFalse([operand]: readonly Code[]): Code {
  return (frame) => {
    const value = operand?.(frame);
    spend(frame, 1);
    return value !== false;
  };
}
