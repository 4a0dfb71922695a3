import {
  type Call,
  type Expression,
  type Identifier,
  type ListLiteral,
  type MapLiteral,
  qualifiedName,
  type Select,
  type StructLiteral,
} from "../syntax/ast.ts";
import { ERROR } from "../typing/type.ts";
import { StructValue } from "../values/struct.ts";
import {
  CelError,
  CelMap,
  Double,
  Optional,
  type Result,
  TypeValue,
  type Value,
} from "../values/value.ts";
import { Attribute, isKey } from "./attributes.ts";
import { planCall } from "./calls.ts";
import { LIST_COST, MAP_COST, STRUCT_COST } from "./costs.ts";
import { planComprehension } from "./folds.ts";
import { type Code, type Constant, type Frame, PlanFault, spend } from "./frame.ts";
import type { Local, Scope } from "./scope.ts";

/*
 * From a checked tree to closures. What is a constant, a name with selections, or a step of its own is told apart as cel-go does it,
 * since costs follow from it (interpreter/planner.go).
 */

export type Plan = Attribute | Constant | Step;

interface Step {
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

export function planOf(expression: Expression, scope: Scope): Plan {
  switch (expression.kind) {
    case "literal":
      return { kind: "constant", value: expression.value };
    case "identifier":
      return planIdentifier(expression, scope);
    case "select":
      return planSelect(expression, scope);
    case "call":
      return planOperator(expression, scope);
    case "list":
      return planList(expression, scope);
    case "map":
      return planMap(expression, scope);
    case "struct":
      return step(planStruct(expression, scope));
    case "comprehension":
      return step(planComprehension(expression, scope));
  }
}

function planIdentifier({ name, reference, position }: Identifier, scope: Scope): Plan {
  const local =
    reference === undefined || reference.kind === "local" ? scope.local(name) : undefined;
  if (local !== undefined) {
    return variable(loadOf(local), position);
  }
  const described =
    reference?.kind === "type"
      ? reference.described
      : reference === undefined && !scope.environment.variables.has(name)
        ? scope.environment.types.get(name)
        : undefined;
  return described === undefined
    ? global(name, position, scope)
    : { kind: "constant", value: new TypeValue(described) };
}

function loadOf({ slot, lazy }: Local): Code {
  return lazy === undefined
    ? (frame) => frame.locals[slot] ?? null
    : (frame) => {
        let value = frame.locals[slot];
        if (value === undefined) {
          value = lazy(frame);
          frame.locals[slot] = value;
        }
        return value;
      };
}

function variable(load: Code, position: number): Attribute {
  return new Attribute({ kind: "variable", load }, position);
}

function global(name: string, position: number, scope: Scope): Attribute {
  const slot = scope.global(name);
  const missing = new CelError(`no such attribute(s): ${name}`, position);
  return variable(
    (frame) => frame.globals[slot] ?? defaultOf(frame.globals[slot], missing),
    position,
  );
}

function defaultOf(value: Result | undefined, missing: CelError): Result {
  return value === null ? null : missing;
}

function planSelect(expression: Select, scope: Scope): Plan {
  const { reference, operand, field, test, position } = expression;
  if (reference?.kind === "type") {
    return { kind: "constant", value: new TypeValue(reference.described) };
  }
  const name = reference?.kind === "variable" ? reference.name : unchecked(expression, scope);
  if (name !== undefined) {
    return global(name, position, scope);
  }
  return attributeOf(planOf(operand, scope), operand.position).add({
    key: field,
    code: undefined,
    isOptional: false,
    isTest: test,
    position,
  });
}

/** In a tree that was not checked, the variable that a whole name names. */
function unchecked(expression: Select, scope: Scope): string | undefined {
  if (expression.type !== undefined || expression.test) {
    return;
  }
  const name = qualifiedName(expression);
  return name !== undefined && scope.environment.variables.has(name) ? name : undefined;
}

/** What selections can be added to. */
function attributeOf(plan: Plan, position: number): Attribute {
  return plan.kind === "attribute"
    ? plan
    : new Attribute({ kind: "operand", code: codeOf(plan) }, position);
}

function planOperator(call: Call, scope: Scope): Plan {
  switch (call.name) {
    case "_&&_":
      return step(logical(call, scope, false));
    case "_||_":
      return step(logical(call, scope, true));
    case "_?_:_":
      return planConditional(call, scope);
    case "_[_]":
      return planIndex(call, scope, false);
    case "_[?_]":
    case "_?._":
      return planIndex(call, scope, true);
    default:
      return planCall(call, scope);
  }
}

/** `&&` and `||`: the `deciding` value ends it, whatever stood before; else the first error is the result. */
function logical(call: Call, scope: Scope, deciding: boolean): Code {
  const terms = call.args.map((arg) => codeOf(planOf(arg, scope)));
  const { position } = call;
  const [left, right] = terms;
  if (terms.length === 2 && left !== undefined && right !== undefined) {
    return (frame) => {
      const one = left(frame);
      if (one === deciding) {
        return deciding;
      }
      const two = right(frame);
      if (typeof one === "boolean" && typeof two === "boolean") {
        return two;
      }
      return two === deciding
        ? deciding
        : undecided(typeof one === "boolean" ? two : one, position);
    };
  }
  return (frame) => {
    let fault: Result = !deciding;
    for (const term of terms) {
      const value = term(frame);
      if (value === deciding) {
        return deciding;
      }
      fault = typeof value !== "boolean" && typeof fault === "boolean" ? value : fault;
    }
    return typeof fault === "boolean" ? fault : undecided(fault, position);
  };
}

function undecided(value: Result, position: number): CelError {
  return value instanceof CelError ? value : new CelError("no such overload", position);
}

function planConditional({ args, position }: Call, scope: Scope): Plan {
  const [condition, yes, no] = args;
  if (condition === undefined || yes === undefined || no === undefined) {
    throw new PlanFault("no such overload: _?_:_", position);
  }
  return new Attribute(
    {
      kind: "choice",
      condition: codeOf(planOf(condition, scope)),
      yes: attributeOf(planOf(yes, scope), yes.position),
      no: attributeOf(planOf(no, scope), no.position),
    },
    position,
  );
}

function planIndex({ args, position }: Call, scope: Scope, isOptional: boolean): Plan {
  const [operand, index] = args;
  if (operand === undefined || index === undefined) {
    throw new PlanFault("no such overload: _[_]", position);
  }
  const attribute = attributeOf(planOf(operand, scope), operand.position);
  const key = planOf(index, scope);
  if (key.kind === "constant" && !isKey(key.value)) {
    throw new PlanFault("invalid qualifier type", position);
  }
  return attribute.add({
    key: key.kind === "constant" ? key.value : undefined,
    code: key.kind === "constant" ? undefined : indexCode(key),
    isOptional,
    isTest: false,
    position,
  });
}

/** A name as an index is part of the selection, which counts for it. */
function indexCode(key: Attribute | Step): Code {
  return key.kind === "attribute" ? key.resolver() : key.code;
}

function planList({ elements, optional, position }: ListLiteral, scope: Scope): Plan {
  const plans = elements.map((element) => planOf(element, scope));
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

function planMap({ entries, position }: MapLiteral, scope: Scope): Plan {
  const plans = entries.map((entry) => ({
    key: planOf(entry.key, scope),
    value: planOf(entry.value, scope),
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

function planStruct(struct: StructLiteral, scope: Scope): Code {
  const { position } = struct;
  const fields = struct.fields.map((field) => ({
    ...field,
    code: codeOf(planOf(field.value, scope)),
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
