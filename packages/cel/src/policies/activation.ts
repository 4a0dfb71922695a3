import type { JsonObject } from "@watertight/core/kubernetes";
import { type Authorize, AuthorizerValue, ResourceCheck } from "../libraries/authorization.ts";
import type { Bindings } from "../program.ts";
import type { Type } from "../typing/type.ts";
import { objectType } from "../typing/type.ts";
import { quoteGo } from "../values/go-quote.ts";
import { CelError, MapValue, type Result, type Value } from "../values/value.ts";
import { type AdmissionAttributes, namespaceValue, requestValue } from "./attributes.ts";
import type { CompiledExpression } from "./expressions.ts";
import type { Match } from "./matching.ts";

/*
 * What the expressions of a policy are evaluated in, and what they may cost (k8s.io/apiserver/pkg/admission/plugin/cel/activation.go and
 * composition.go).
 */

/** What an expression of an evaluation may cost; what all of a policy's may, with one binding and one param; what its match conditions may. */
export interface PolicyLimits {
  readonly perCall: number;
  readonly budget: number;
  readonly matchBudget: number;
}

export const POLICY_LIMITS: PolicyLimits = {
  perCall: 1_000_000,
  budget: 10_000_000,
  matchBudget: 2_500_000,
};

/** A request as one policy with one param sees it. */
export interface PolicyInput {
  readonly attributes: AdmissionAttributes;
  /** In the version that the policy matches. */
  readonly match: Match;
  readonly object: JsonObject | null;
  readonly oldObject: JsonObject | null;
  readonly params: JsonObject | null;
  /** The Namespace that the request is in, null where it is in none. */
  readonly namespace: JsonObject | null;
  readonly authorize: Authorize;
}

/** Which of the variables that not all expressions have are there. */
interface Given {
  readonly hasAuthorizer: boolean;
  readonly hasNamespace: boolean;
  /** As what the request is said to be matched. */
  readonly match: Match;
}

/** What one round of expressions is evaluated in: variables of the policy are evaluated once in it, when first used. */
export interface Activation {
  readonly bindings: Bindings;
  /** What variables have cost since it was last asked. */
  readonly takeCost: () => number;
}

export function createActivation(
  input: PolicyInput,
  variables: ReadonlyMap<string, CompiledExpression>,
  { hasAuthorizer, hasNamespace, match }: Given,
  perCall: number,
): Activation {
  const { attributes, object, oldObject, params, namespace, authorize } = input;
  const values = new Map<string, Value>([
    ["object", object],
    ["oldObject", oldObject],
    ["params", params],
    ["request", requestValue(attributes, match)],
    ["namespaceObject", hasNamespace && namespace !== null ? namespaceValue(namespace) : null],
  ]);
  if (hasAuthorizer) {
    const authorizer = new AuthorizerValue(attributes.user, authorize);
    const { resource, subresource } = attributes;
    const asked = {
      group: resource.group,
      resource: resource.resource,
      subresource,
      namespace: attributes.namespace,
      name: attributes.name,
      fieldSelector: "",
      labelSelector: "",
    };
    values.set("authorizer", authorizer);
    values.set("authorizer.requestResource", new ResourceCheck(authorizer, asked));
  }
  const bindings: Bindings = (name) => values.get(name);
  const composed = new Composed(variables, bindings, perCall);
  values.set("variables", composed);
  return { bindings, takeCost: () => composed.takeCost() };
}

const VARIABLES: Type = objectType("kubernetes.variables");

/** The variable `variables`: each is evaluated when it is first asked for. */
class Composed extends MapValue {
  readonly #compiled: ReadonlyMap<string, CompiledExpression>;
  readonly #bindings: Bindings;
  readonly #perCall: number;
  readonly #known = new Map<string, Result>();
  #cost = 0;

  constructor(
    compiled: ReadonlyMap<string, CompiledExpression>,
    bindings: Bindings,
    perCall: number,
  ) {
    super();
    this.#compiled = compiled;
    this.#bindings = bindings;
    this.#perCall = perCall;
  }

  override get type(): Type {
    return VARIABLES;
  }

  takeCost(): number {
    const cost = this.#cost;
    this.#cost = 0;
    return cost;
  }

  override get(key: Value): Result | undefined {
    const compiled = typeof key === "string" ? this.#compiled.get(key) : undefined;
    if (typeof key !== "string" || compiled === undefined) {
      return;
    }
    const known = this.#known.get(key);
    if (known !== undefined) {
      return known;
    }
    const value = this.#evaluate(key, compiled);
    this.#known.set(key, value);
    return value;
  }

  #evaluate(name: string, { program, problem = "" }: CompiledExpression): Result {
    if (program === undefined) {
      return new CelError(`composited variable ${quoteGo(name)} fails to compile: ${problem}`);
    }
    const answer = program.evaluate(this.#bindings, this.#perCall);
    this.#cost += answer.cost;
    return "value" in answer
      ? answer.value
      : new CelError(
          `composited variable ${quoteGo(name)} fails to evaluate: ${answer.error.message}`,
        );
  }

  override keys(): readonly Value[] {
    return [...this.#compiled.keys()];
  }

  override get size(): number {
    return this.#compiled.size;
  }

  override equalsMap(other: MapValue): boolean {
    return other === this;
  }
}

/** A value, or why there is none; with what is left to spend. */
export interface Evaluated {
  readonly value?: Value;
  readonly error?: string;
}

export const OUT_OF_BUDGET =
  "validation failed due to running out of cost budget, no further validation rules will be run";

/** Evaluates expressions of one round in turn; `undefined` in place of one stands for none. */
export class Round {
  readonly #activation: Activation;
  readonly #perCall: number;
  #left: number;

  constructor(activation: Activation, budget: number, perCall: number) {
    this.#activation = activation;
    this.#left = budget;
    this.#perCall = perCall;
  }

  get left(): number {
    return this.#left;
  }

  /** What an expression gives; undefined where the budget does not reach for it, and then for none after it. */
  evaluate({ source, program, problem = "" }: CompiledExpression): Evaluated | undefined {
    if (program === undefined) {
      return { error: `compilation error: ${problem}` };
    }
    const answer = program.evaluate(this.#activation.bindings, this.#perCall);
    this.#left -= this.#activation.takeCost();
    if (this.#left < 0 || answer.cost > this.#left) {
      return;
    }
    this.#left -= answer.cost;
    return "value" in answer
      ? { value: answer.value }
      : { error: `expression '${source}' resulted in error: ${answer.error.message}` };
  }

  /** All of them, or undefined where the budget does not reach. */
  all(
    expressions: readonly (CompiledExpression | undefined)[],
  ): readonly (Evaluated | undefined)[] | undefined {
    const results: (Evaluated | undefined)[] = [];
    for (const each of expressions) {
      const result = each === undefined ? undefined : this.evaluate(each);
      if (each !== undefined && result === undefined) {
        return;
      }
      results.push(result);
    }
    return results;
  }
}
