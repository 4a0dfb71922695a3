import type { Result, Value } from "../values/value.ts";

/** Why an evaluation was given up; thrown within it alone. */
export class CostExceeded extends Error {}

const EXCEEDED = new CostExceeded();

/** Of an expression without loops. */
const NO_LOCALS: (Result | undefined)[] = [];

/** What one evaluation holds. */
export class Frame {
  /** Values of the environment's variables that the expression names, by their slots. */
  readonly globals: readonly (Result | undefined)[];
  /** Variables of loops, by their slots. */
  readonly locals: (Result | undefined)[];
  cost = 0;
  readonly limit: number;

  constructor(globals: readonly (Result | undefined)[], locals: number, limit: number) {
    this.globals = globals;
    this.locals = locals === 0 ? NO_LOCALS : new Array<Result | undefined>(locals).fill(undefined);
    this.limit = limit;
  }
}

/** Part of an expression, ready to be evaluated. */
export type Code = (frame: Frame) => Result;

/** Adds to the cost, and gives up if it is too much. */
export function spend(frame: Frame, cost: number): void {
  frame.cost += cost;
  if (frame.cost > frame.limit) {
    throw EXCEEDED;
  }
}

/** Gives up before something is done that would cost too much. */
export function foresee(frame: Frame, cost: number): void {
  if (frame.cost + cost > frame.limit) {
    throw EXCEEDED;
  }
}

/** What is thrown by the planner where the API server could not make a program of an expression. */
export class PlanFault extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

export interface Constant {
  readonly kind: "constant";
  readonly value: Value;
}
