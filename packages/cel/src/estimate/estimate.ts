import type {
  Call,
  Comprehension,
  Expression,
  ListLiteral,
  MapLiteral,
  Select,
  StructLiteral,
} from "../syntax/ast.ts";
import { parseExpression } from "../syntax/parser.ts";
import { checkTypes } from "../typing/checker.ts";
import type { Environment } from "../typing/environment.ts";
import { kubernetesEstimate } from "./kubernetes-functions.ts";
import { listEstimate } from "./list-functions.ts";
import { eitherEntries, nameOf, SizeMemory, typeOf } from "./memory.ts";
import type { CallEstimate, EstimatedCall, Part, SizeOf } from "./part.ts";
import { placeOf, within } from "./place.ts";
import { ANY_SIZE, either, exactly, LARGEST, NOTHING, plus, type Range, times } from "./range.ts";
import { standardEstimate } from "./standard-functions.ts";

/*
 * What an expression may cost, before anything is evaluated (cel-go's checker/cost.go, as the API server asks it).
 */

/** Least and most that an expression costs, given sizes of what it reads; undefined where it does not compile. */
export function estimateCost(
  source: string,
  environment: Environment,
  sizeOf: SizeOf,
): Range | undefined {
  const parsed = parseExpression(source, environment.macros);
  if ("issue" in parsed || checkTypes(parsed.expression, environment).length > 0) {
    return;
  }
  return new Estimator(sizeOf).cost(parsed.expression);
}

const SELECT = exactly(1n);
const NEW_LIST = exactly(10n);
const NEW_MAP = exactly(30n);
const NEW_STRUCT = exactly(40n);
const ONE = exactly(1n);
/** A range that takes whatever it is joined with. */
const NONE_YET: Range = { least: LARGEST, most: 0n };

class Estimator {
  readonly #sizeOf: SizeOf;
  readonly #memory: SizeMemory;

  constructor(sizeOf: SizeOf) {
    this.#sizeOf = sizeOf;
    this.#memory = new SizeMemory(sizeOf);
  }

  cost(expression: Expression): Range {
    switch (expression.kind) {
      case "literal":
        return NOTHING;
      case "identifier":
        return this.#identifier(expression, nameOf(expression));
      case "select":
        return this.#select(expression);
      case "call":
        return this.#call(expression);
      case "list":
        return this.#list(expression);
      case "map":
        return this.#map(expression);
      case "struct":
        return this.#struct(expression);
      case "comprehension":
        return isBinding(expression) ? this.#binding(expression) : this.#loop(expression);
    }
  }

  #identifier(expression: Expression, name: string): Range {
    this.#memory.setPlace(expression, this.#memory.local(name)?.place ?? placeOf(name));
    return SELECT;
  }

  #select(select: Select): Range {
    const { reference, operand, field } = select;
    if (reference !== undefined) {
      const name = reference.kind === "type" ? reference.described.name : reference.name;
      return this.#identifier(select, name);
    }
    // Whether a field is there is asked for nothing.
    const cost = this.cost(operand);
    if (select.test) {
      return cost;
    }
    const { kind } = typeOf(operand);
    this.#memory.setPlace(select, within(this.#memory.placeOf(operand), field));
    return kind === "map" || kind === "object" ? plus(cost, SELECT) : cost;
  }

  #call(call: Call): Range {
    const [first] = call.args;
    if (call.name === "dyn" && first !== undefined) {
      const cost = this.cost(first);
      this.#memory.copy(call, first);
      return plus(ONE, cost);
    }
    const args: Part[] = [];
    const costs = call.args.map((arg) => {
      const cost = this.cost(arg);
      args.push(this.#memory.part(arg));
      return cost;
    });
    const target = call.qualified === undefined ? call.target : undefined;
    const before = target === undefined ? NOTHING : this.cost(target);
    const part = target === undefined ? undefined : this.#memory.part(target);
    const own = this.#overloads(call, { target: part, args, costs });
    return plus(before, own);
  }

  /** A range over all that the types allow. */
  #overloads(call: Call, given: Given): Range {
    const { overloads = [] } = call;
    if (overloads.length === 0) {
      return NOTHING;
    }
    let cost = NONE_YET;
    let size: Range | undefined;
    for (const overload of overloads) {
      const estimate = this.#overload(call, overload, given);
      cost = either(cost, estimate.cost);
      const found = estimate.size;
      size = found === undefined ? size : size === undefined ? found : either(size, found);
      size = this.#indexed(call, overload, size) ?? this.#memory.sizeOf(call);
    }
    this.#memory.setSize(call, size);
    return cost;
  }

  /** Of an element its place and its size, of another call the size that is known already. */
  #indexed(call: Call, overload: string, size: Range | undefined): Range | undefined {
    const [container] = call.args;
    const step = STEPS.get(overload);
    if (step === undefined || container === undefined) {
      return size;
    }
    const found = this.#memory.entriesOf(container)?.value;
    this.#memory.setPlace(call, within(this.#memory.placeOf(container), step));
    return found;
  }

  #overload(call: Call, overload: string, given: Given): CallEstimate {
    const { target, args, costs } = given;
    const name = call.qualified ?? call.name;
    const asked: EstimatedCall = { name, overload, target, args, sizeOf: this.#sizeOf };
    const own = listEstimate(asked) ?? kubernetesEstimate(asked);
    if (own !== undefined) {
      return { ...own, cost: plus(own.cost, ...costs) };
    }
    if (call.name === "_&&_" || call.name === "_||_") {
      return { cost: { least: costs[0]?.least ?? 0n, most: plus(...costs).most } };
    }
    const sizes = args.map(sizeOrAny);
    return overload === "conditional"
      ? this.#choice(call, { sizes, costs })
      : this.#standard(call, overload, { ...given, sizes });
  }

  #standard(
    call: Call,
    overload: string,
    { target, sizes, costs }: Given & { readonly sizes: readonly Range[] },
  ): CallEstimate {
    if (overload.startsWith("add_") && call.args.length === 2) {
      this.#joinEntries(call);
    }
    const of = { target: target && sizeOrAny(target), args: sizes };
    const estimate = standardEstimate(overload, of);
    return { ...estimate, cost: plus(estimate.cost, ...costs) };
  }

  #choice(
    call: Call,
    { sizes, costs }: { readonly sizes: readonly Range[]; readonly costs: readonly Range[] },
  ): CallEstimate {
    const [condition = NOTHING, yes = NOTHING, no = NOTHING] = costs;
    const [, left = ANY_SIZE, right = ANY_SIZE] = sizes;
    this.#joinEntries(call, 1);
    return { cost: plus(condition, either(yes, no)), size: either(left, right) };
  }

  #joinEntries(call: Call, from = 0): void {
    const [one, other] = call.args.slice(from).map((arg) => this.#memory.entriesOf(arg));
    this.#memory.setEntries(call, eitherEntries(one, other));
  }

  #list(list: ListLiteral): Range {
    let value = list.elements.length === 0 ? NOTHING : NONE_YET;
    let cost = NOTHING;
    for (const element of list.elements) {
      cost = plus(cost, this.cost(element));
      value = either(value, this.#memory.sizeOrAny(element));
    }
    this.#memory.setEntries(list, { container: "list", key: ONE, value });
    return plus(cost, NEW_LIST);
  }

  #map(map: MapLiteral): Range {
    let [key, value] = map.entries.length === 0 ? [NOTHING, NOTHING] : [NONE_YET, NONE_YET];
    let cost = NOTHING;
    for (const entry of map.entries) {
      cost = plus(cost, this.cost(entry.key), this.cost(entry.value));
      key = either(key, this.#memory.sizeOrAny(entry.key));
      value = either(value, this.#memory.sizeOrAny(entry.value));
    }
    this.#memory.setEntries(map, { container: "map", key, value });
    return plus(cost, NEW_MAP);
  }

  #struct({ fields }: StructLiteral): Range {
    return plus(...fields.map(({ value }) => this.cost(value)), NEW_STRUCT);
  }

  #loop(loop: Comprehension): Range {
    const { range, start, accumulator } = loop;
    const before = plus(this.cost(range), this.cost(start));
    this.#memory.name(accumulator, start);
    this.#iterate(loop);
    const condition = this.cost(loop.condition);
    const step = this.cost(loop.step);
    for (const name of loop.variables) {
      this.#memory.forget(name);
    }
    const after = this.cost(loop.result);
    this.#memory.forget(accumulator);
    const count = this.#memory.sizeOrAny(range);
    this.#setLoopSize(loop, count);
    return plus(before, after, times(count, plus(step, condition)));
  }

  #iterate({ variables: [first = "", second], range }: Comprehension): void {
    this.#memory.iterate(first, range, second === undefined ? "either" : "key");
    if (second !== undefined) {
      this.#memory.iterate(second, range, "value");
    }
  }

  #setLoopSize(loop: Comprehension, count: Range): void {
    if (loop.start.kind === "literal") {
      this.#memory.setSize(loop, this.#memory.sizeOf(loop.start));
    } else if (loop.start.kind === "list" || loop.start.kind === "map") {
      this.#memory.setSize(loop, count);
      this.#memory.setEntries(loop, this.#memory.entriesOf(loop.step));
    }
  }

  #binding(loop: Comprehension): Range {
    const before = plus(this.cost(loop.range), this.cost(loop.start));
    this.#memory.name(loop.accumulator, loop.start);
    const result = this.cost(loop.result);
    this.#memory.forget(loop.accumulator);
    this.#memory.copy(loop, loop.result);
    return plus(before, result);
  }
}

interface Given {
  readonly target: Part | undefined;
  readonly args: readonly Part[];
  readonly costs: readonly Range[];
}

function sizeOrAny({ size }: Part): Range {
  return size ?? ANY_SIZE;
}

const STEPS = new Map([
  ["index_list", "@items"],
  ["index_map", "@values"],
]);

/** A loop that is never run, which gives its start a name. */
function isBinding({ range, condition, accumulator }: Comprehension): boolean {
  return (
    range.kind === "list" &&
    range.elements.length === 0 &&
    condition.kind === "literal" &&
    condition.value === false &&
    accumulator !== "__result__"
  );
}
