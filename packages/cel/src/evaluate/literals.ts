import type { ListLiteral, MapLiteral, StructLiteral } from "../syntax/ast.ts";
import { ERROR } from "../typing/type.ts";
import { StructValue } from "../values/struct.ts";
import { CelError, CelMap, Double, Optional, type Result, type Value } from "../values/value.ts";
import { LIST_COST, MAP_COST, STRUCT_COST } from "./costs.ts";
import { type Code, type Constant, type Frame, PlanFault, spend } from "./frame.ts";
import { codeOf, type Plan, step } from "./plans.ts";
import type { Scope } from "./scope.ts";

/*
 * Lists, maps and objects that an expression makes: each entry in turn, until one is an error.
 */

export function planList({ elements, optional, position }: ListLiteral, scope: Scope): Plan {
  const plans = elements.map((element) => scope.plan(element));
  if (scope.environment.options.foldsConstants && optional.size === 0) {
    const values = constantsOf(plans);
    if (values !== undefined) {
      return { kind: "constant", value: values };
    }
  }
  const codes = plans.map(codeOf);
  return step((frame) => {
    const list: Value[] = [];
    for (let at = 0; at < codes.length; at++) {
      const element = codes[at]?.(frame) ?? null;
      const value = optional.has(at) ? unwrapped(element, position) : element;
      if (value instanceof CelError) {
        spend(frame, LIST_COST);
        return value;
      }
      if (value !== undefined) {
        list.push(value);
      }
    }
    spend(frame, LIST_COST);
    return list;
  });
}

function constantsOf(plans: readonly Plan[]): Value[] | undefined {
  const values: Value[] = [];
  for (const plan of plans) {
    if (plan.kind !== "constant") {
      return;
    }
    values.push(plan.value);
  }
  return values;
}

/** What an optional entry adds, `undefined` for nothing. */
function unwrapped(value: Result, position: number): Result | undefined {
  if (value instanceof Optional) {
    return value.value;
  }
  return value instanceof CelError
    ? value
    : new CelError("cannot initialize optional entry from non-optional value", position);
}

interface EntryPlan {
  readonly key: Code;
  readonly value: Code;
  readonly optional: boolean;
  readonly position: number;
}

export function planMap({ entries, position }: MapLiteral, scope: Scope): Plan {
  const plans = entries.map((entry) => ({
    key: scope.plan(entry.key),
    value: scope.plan(entry.value),
    optional: entry.optional,
    position: entry.position,
  }));
  const codes: EntryPlan[] = plans.map((each) => ({
    ...each,
    key: codeOf(each.key),
    value: codeOf(each.value),
  }));
  const { strictKeys } = scope.environment.options;
  const build: Code = (frame) => {
    const map = new CelMap();
    for (const entry of codes) {
      const fault = addEntry(map, entry, frame, strictKeys);
      if (fault !== undefined) {
        spend(frame, MAP_COST);
        return fault.at(position);
      }
    }
    spend(frame, MAP_COST);
    return map;
  };
  return constantMap(plans, scope) ?? step(build);
}

function constantMap(
  plans: readonly { readonly key: Plan; readonly value: Plan; readonly optional: boolean }[],
  scope: Scope,
): Constant | undefined {
  const keys = constantsOf(plans.map(({ key }) => key));
  const values = constantsOf(plans.map(({ value }) => value));
  if (
    !scope.environment.options.foldsConstants ||
    keys === undefined ||
    values === undefined ||
    plans.some(({ optional }) => optional)
  ) {
    return;
  }
  const map = new CelMap();
  for (const [at, key] of keys.entries()) {
    if (map.set(key, values[at] ?? null) !== undefined) {
      return;
    }
  }
  return { kind: "constant", value: map };
}

function addEntry(
  map: CelMap,
  entry: EntryPlan,
  frame: Frame,
  isStrict: boolean,
): CelError | undefined {
  const key = entry.key(frame);
  const fault = key instanceof CelError || !isStrict ? undefined : keyFault(map, key);
  if (key instanceof CelError || fault !== undefined) {
    return key instanceof CelError ? key : fault;
  }
  const made = entry.value(frame);
  const value = entry.optional ? unwrapped(made, entry.position) : made;
  if (value instanceof CelError) {
    return value;
  }
  if (value === undefined) {
    map.delete(key);
    return;
  }
  return map.set(key, value);
}

function keyFault(map: CelMap, key: Value): CelError | undefined {
  if (key instanceof Double) {
    return new CelError("unsupported key type: double");
  }
  return map.get(key) === undefined ? undefined : new CelError("Failed with repeated key");
}

export function planStruct(struct: StructLiteral, scope: Scope): Code {
  const { position } = struct;
  const fields = struct.fields.map((field) => ({
    ...field,
    code: codeOf(scope.plan(field.value)),
  }));
  const type = struct.type ?? ERROR;
  if (type.kind !== "object") {
    throw new PlanFault(`unknown type: ${struct.name}`, position);
  }
  return (frame) => {
    const values = new Map<string, Value>();
    for (const field of fields) {
      const made = field.code(frame);
      const value = field.optional ? unwrapped(made, field.position) : made;
      if (value instanceof CelError) {
        spend(frame, STRUCT_COST);
        return value;
      }
      if (value !== undefined) {
        values.set(field.name, value);
      }
    }
    spend(frame, STRUCT_COST);
    return new StructValue(type, values);
  };
}
