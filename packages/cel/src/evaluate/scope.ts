import type { Expression } from "../syntax/ast.ts";
import type { Environment } from "../typing/environment.ts";
import type { Code } from "./frame.ts";
import type { Plan } from "./plans.ts";

/** A variable of a loop while its loop is planned. */
export interface Local {
  readonly name: string;
  readonly slot: number;
  /** Whether it is a list that no one else has, so that a loop may add to it. */
  readonly isGrowing: boolean;
  /** How to get its value when it is first asked for. */
  readonly lazy?: Code;
}

/** What a plan is made in: the environment, the slots of the variables, and the loops around what is planned. */
export class Scope {
  readonly environment: Environment;
  readonly globals: Map<string, number> = new Map();
  #locals: readonly Local[] = [];
  #slots = 0;

  readonly #planner: (expression: Expression, scope: Scope) => Plan;

  constructor(environment: Environment, planner: (expression: Expression, scope: Scope) => Plan) {
    this.environment = environment;
    this.#planner = planner;
  }

  /** Plans a part of the expression. */
  plan(expression: Expression): Plan {
    return this.#planner(expression, this);
  }

  get slots(): number {
    return this.#slots;
  }

  global(name: string): number {
    const known = this.globals.get(name) ?? this.globals.size;
    this.globals.set(name, known);
    return known;
  }

  local(name: string): Local | undefined {
    return this.#locals.findLast((each) => each.name === name);
  }

  /** A slot of its own: what is evaluated late must not meet another's. */
  declare(name: string, isGrowing = false): Local {
    const slot = this.#slots++;
    return { name, slot, isGrowing };
  }

  within<T>(locals: readonly Local[], plan: () => T): T {
    const before = this.#locals;
    this.#locals = [...before, ...locals];
    const made = plan();
    this.#locals = before;
    return made;
  }
}
