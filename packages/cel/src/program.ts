import { CostExceeded, Frame, PlanFault } from "./evaluate/frame.ts";
import { planOf } from "./evaluate/plan.ts";
import { codeOf } from "./evaluate/plans.ts";
import { Scope } from "./evaluate/scope.ts";
import { parseExpression } from "./syntax/parser.ts";
import { type CelIssue, issueAt } from "./syntax/source.ts";
import { checkTypes } from "./typing/checker.ts";
import type { Environment } from "./typing/environment.ts";
import { DYN, type Type } from "./typing/type.ts";
import { checkLiterals } from "./typing/validators.ts";
import { CelError, type Result, type Value } from "./values/value.ts";

/*
 * From the text of an expression to a program that is evaluated as often as needed.
 */

/** What one evaluation of an expression in the API server may cost. */
const PER_CALL_LIMIT = 1_000_000;

export type Phase = "check" | "cost" | "evaluation" | "parse";

export interface CelFault extends CelIssue {
  readonly phase: Phase;
  /** Whether the expression is right by its types, and no program can be made of it. */
  readonly isPlanned?: true;
}

/** A value with what it cost, or why there is none. */
export type Evaluation =
  | { readonly value: Value; readonly cost: number }
  | { readonly error: CelFault; readonly cost: number };

/** Values of variables by their names; `undefined` where one has none. */
export type Bindings = (name: string) => Value | undefined;

/** An expression that can be evaluated. */
export interface Program {
  readonly source: string;
  /** The type of its value. */
  readonly type: Type;
  /** Names of the variables that it reads. */
  readonly variables: readonly string[];
  /** Evaluates it at a cost of at most `limit`. */
  evaluate(bindings: Bindings, limit?: number): Evaluation;
}

export type Compiled =
  | { readonly issues: readonly CelFault[]; readonly program?: never }
  | { readonly program: Program; readonly issues?: never };

/** The program of an expression, or all that is wrong with it; with `unchecked`, its types are not looked at. */
export function compile(
  source: string,
  environment: Environment,
  { unchecked = false }: { readonly unchecked?: boolean } = {},
): Compiled {
  try {
    return compileParsed(source, environment, unchecked);
  } catch (error) {
    // The parser's own limits keep trees flat enough; a stack that is nearly used up by the caller may still end here.
    if (error instanceof RangeError) {
      return fault("parse", { message: "expression is nested too deeply", line: 1, column: 1 });
    }
    throw error;
  }
}

function compileParsed(source: string, environment: Environment, unchecked: boolean): Compiled {
  const parsed = parseExpression(source, environment.macros);
  if ("issue" in parsed) {
    return fault("parse", parsed.issue);
  }
  const { expression } = parsed;
  if (!unchecked) {
    const types = checkTypes(expression, environment);
    const faults = types.length > 0 ? types : checkLiterals(expression, environment);
    if (faults.length > 0) {
      return {
        issues: faults.map(({ message, position }) => ({
          phase: "check",
          ...issueAt(source, position, message),
        })),
      };
    }
  }
  const scope = new Scope(environment, planOf);
  try {
    const code = codeOf(planOf(expression, scope));
    const globals = [...scope.globals.keys()];
    return {
      program: new CompiledProgram(source, expression.type ?? DYN, {
        code,
        globals,
        locals: scope.slots,
      }),
    };
  } catch (error) {
    if (error instanceof PlanFault) {
      const issue = issueAt(source, error.position, error.message);
      return { issues: [{ phase: "check", isPlanned: true, ...issue }] };
    }
    throw error;
  }
}

function fault(phase: Phase, issue: CelIssue): Compiled {
  return { issues: [{ phase, ...issue }] };
}

class CompiledProgram implements Program {
  readonly source: string;
  readonly type: Type;
  readonly variables: readonly string[];
  readonly #code: (frame: Frame) => Result;
  readonly #locals: number;

  constructor(
    source: string,
    type: Type,
    {
      code,
      globals,
      locals,
    }: { code: (frame: Frame) => Result; globals: readonly string[]; locals: number },
  ) {
    this.source = source;
    this.type = type;
    this.variables = globals;
    this.#code = code;
    this.#locals = locals;
  }

  evaluate(bindings: Bindings, limit: number = PER_CALL_LIMIT): Evaluation {
    const frame = new Frame(this.variables.map(bindings), this.#locals, limit);
    try {
      const value = this.#code(frame);
      return value instanceof CelError
        ? { error: this.#fault("evaluation", value), cost: frame.cost }
        : { value, cost: frame.cost };
    } catch (error) {
      return { error: this.#thrown(error), cost: frame.cost };
    }
  }

  #thrown(error: unknown): CelFault {
    if (error instanceof CostExceeded) {
      const message = "operation cancelled: actual cost limit exceeded";
      return { phase: "cost", message, line: 1, column: 1 };
    }
    // What is nested or as long as no machine can hold it: what it would have cost is more than is allowed.
    const message = error instanceof Error ? error.message : "internal error";
    return { phase: "evaluation", message: `internal error: ${message}`, line: 1, column: 1 };
  }

  #fault(phase: Phase, { message, position }: CelError): CelFault {
    return { phase, ...issueAt(this.source, position ?? 0, message) };
  }
}
