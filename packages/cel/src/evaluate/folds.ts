import type { Comprehension, Expression } from "../syntax/ast.ts";
import { keysOf, lookUp } from "../values/maps.ts";
import {
  adapt,
  CelError,
  CelMap,
  isList,
  isMap,
  type List,
  type MapValue,
  type PlainMap,
  type Result,
  typeNameOf,
  type Value,
} from "../values/value.ts";
import type { Code, Frame } from "./frame.ts";
import { codeOf } from "./plans.ts";
import type { Local, Scope } from "./scope.ts";

/** The code of a loop. */
export function planComprehension(loop: Comprehension, scope: Scope): Code {
  return isBinding(loop) ? planBinding(loop, scope) : planLoop(loop, scope);
}

/** A loop over nothing that only gives a value a name, which is evaluated when it is first asked for. */
function isBinding({ range, condition }: Comprehension): boolean {
  return (
    range.kind === "list" &&
    range.elements.length === 0 &&
    condition.kind === "literal" &&
    condition.value === false
  );
}

function planBinding({ accumulator, start, result }: Comprehension, scope: Scope): Code {
  const local = scope.declare(accumulator);
  const value = codeOf(scope.plan(start));
  const body = scope.within([{ ...local, lazy: value }], () => codeOf(scope.plan(result)));
  const { slot } = local;
  return (frame) => {
    frame.locals[slot] = undefined;
    return body(frame);
  };
}

function planLoop(loop: Comprehension, scope: Scope): Code {
  const accumulated = scope.declare(loop.accumulator, isEmptyList(loop.start));
  const variables = loop.variables.map((name) => scope.declare(name));
  const range = codeOf(scope.plan(loop.range));
  const start = startOf(loop.start, scope);
  const within = [accumulated, ...variables];
  const parts: Parts = {
    accumulated: accumulated.slot,
    first: slotOf(variables[0]),
    second: variables[1]?.slot,
    condition: scope.within(within, () => codeOf(scope.plan(loop.condition))),
    step: scope.within(within, () => codeOf(scope.plan(loop.step))),
  };
  const result = scope.within([accumulated], () => codeOf(scope.plan(loop.result)));
  const { position } = loop;
  return (frame) => {
    const over = range(frame);
    if (over instanceof CelError) {
      return over;
    }
    frame.locals[parts.accumulated] = start(frame);
    if (isList(over)) {
      overList(over, parts, frame);
    } else if (isMap(over)) {
      overMap(over, parts, frame);
    } else {
      return new CelError(`got '${typeNameOf(over)}', expected iterable type`, position);
    }
    return result(frame);
  };
}

function slotOf(local: Local | undefined): number {
  return local?.slot ?? 0;
}

interface Parts {
  readonly accumulated: number;
  readonly first: number;
  readonly second: number | undefined;
  readonly condition: Code;
  readonly step: Code;
}

function overList(list: List, parts: Parts, frame: Frame): void {
  const { accumulated, first, second, condition, step } = parts;
  const { locals } = frame;
  for (let at = 0; at < list.length; at++) {
    const element = adapt(list[at] ?? null);
    if (second === undefined) {
      locals[first] = element;
    } else {
      locals[first] = at;
      locals[second] = element;
    }
    if (condition(frame) === false) {
      return;
    }
    locals[accumulated] = step(frame);
  }
}

function overMap(map: PlainMap | MapValue, parts: Parts, frame: Frame): void {
  const { accumulated, first, second, condition, step } = parts;
  const { locals } = frame;
  for (const key of keysOf(map)) {
    locals[first] = key;
    if (second !== undefined) {
      locals[second] = lookUp(map, key);
    }
    if (condition(frame) === false) {
      return;
    }
    locals[accumulated] = step(frame);
  }
}

function isEmptyList(expression: Expression): boolean {
  return expression.kind === "list" && expression.elements.length === 0;
}

/** Lists and maps that loops fill are made anew each time. */
function startOf(expression: Expression, scope: Scope): Code {
  if (isEmptyList(expression)) {
    return (): Result => {
      const list: Value[] = [];
      return list;
    };
  }
  return expression.kind === "map" && expression.entries.length === 0
    ? (): Result => new CelMap()
    : codeOf(scope.plan(expression));
}
