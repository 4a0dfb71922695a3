import {
  type Call,
  type Expression,
  type Identifier,
  qualifiedName,
  type Select,
} from "../syntax/ast.ts";
import { CelError, type Result, TypeValue } from "../values/value.ts";
import { Attribute, isKey } from "./attributes.ts";
import { planCall } from "./calls.ts";
import { planComprehension } from "./folds.ts";
import { type Code, PlanFault } from "./frame.ts";
import { planList, planMap, planStruct } from "./literals.ts";
import { codeOf, type Plan, type Step, step } from "./plans.ts";
import type { Local, Scope } from "./scope.ts";

/*
 * From a checked tree to closures. What is a constant, a name with selections, or a step of its own is told apart as cel-go does it,
 * since costs follow from it (interpreter/planner.go).
 */

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
  return attributeOf(scope.plan(operand), operand.position).add({
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
  const terms = call.args.map((arg) => codeOf(scope.plan(arg)));
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
      condition: codeOf(scope.plan(condition)),
      yes: attributeOf(scope.plan(yes), yes.position),
      no: attributeOf(scope.plan(no), no.position),
    },
    position,
  );
}

function planIndex({ args, position }: Call, scope: Scope, isOptional: boolean): Plan {
  const [operand, index] = args;
  if (operand === undefined || index === undefined) {
    throw new PlanFault("no such overload: _[_]", position);
  }
  const attribute = attributeOf(scope.plan(operand), operand.position);
  const key = scope.plan(index);
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
