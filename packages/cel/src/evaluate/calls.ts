import { type Call, qualifiedName } from "../syntax/ast.ts";
import type { CostRule, FunctionDeclaration, Implementation } from "../typing/environment.ts";
import { equal } from "../values/equality.ts";
import { adapt, CelError, isList, noSuchOverload, Optional, type Result } from "../values/value.ts";
import { costRule, isChargedBefore, LIST_COST } from "./costs.ts";
import { implementationOf, run } from "./dispatch.ts";
import { type Code, PlanFault, spend } from "./frame.ts";
import { isMember } from "./membership.ts";
import { codeOf, type Plan, step } from "./plans.ts";
import { compiledRegex, REGEX_FUNCTIONS } from "./regexes.ts";
import type { Scope } from "./scope.ts";
import { binary, foreseen, many, notFalse, plain, type Sides, unary } from "./steps.ts";

/*
 * Calls of functions: which of its overloads is meant is known from the checker, or found at run time.
 */

const CONVERSIONS = new Set(
  "bool bytes double duration dyn int string timestamp type uint".split(" "),
);

export function planCall(call: Call, scope: Scope): Plan {
  const growing = planAppend(call, scope);
  if (growing !== undefined) {
    return step(growing);
  }
  const { name, target } = functionOf(call, scope);
  const operands = target === undefined ? call.args : [target, ...call.args];
  const args = operands.map((operand) => scope.plan(operand));
  const overload = call.overloads?.length === 1 ? (call.overloads[0] ?? "") : "";
  return (
    special({ name, args, position: call.position, overload }, scope) ??
    planFunction({ name, args, position: call.position, overload }, scope)
  );
}

/** What is called, with its receiver if it is called on one. */
function functionOf(call: Call, scope: Scope): { name: string; target: Call["target"] } {
  if (call.qualified !== undefined) {
    return { name: call.qualified, target: undefined };
  }
  const prefix =
    call.overloads === undefined && call.target !== undefined
      ? qualifiedName(call.target)
      : undefined;
  const qualified = prefix === undefined ? undefined : `${prefix}.${call.name}`;
  return qualified !== undefined && scope.environment.functions.has(qualified)
    ? { name: qualified, target: undefined }
    : { name: call.name, target: call.target };
}

interface Called {
  readonly name: string;
  readonly args: readonly Plan[];
  readonly position: number;
  readonly overload: string;
}

function special(called: Called, scope: Scope): Plan | undefined {
  const { name, args } = called;
  const [left, right] = args.map(codeOf);
  if (args.length !== 2 || left === undefined || right === undefined) {
    return constantConversion(called, scope);
  }
  switch (name) {
    case "_==_":
      return step(
        equality({ left, right, rule: costRule(scope.environment, name, "equals") }, false),
      );
    case "_!=_":
      return step(
        equality({ left, right, rule: costRule(scope.environment, name, "not_equals") }, true),
      );
    case "or":
      return step(chained(left, right, false));
    case "orValue":
      return step(chained(left, right, true));
    case "@in":
      return constantMembership(called, scope);
    default:
      return undefined;
  }
}

/** Conversions of constants are done once, and fail before anything is evaluated. */
function constantConversion(
  { name, args, position, overload }: Called,
  scope: Scope,
): Plan | undefined {
  const [only] = args;
  const isFolded =
    scope.environment.options.foldsConstants && args.length === 1 && CONVERSIONS.has(name);
  if (!isFolded || only?.kind !== "constant") {
    return;
  }
  const does = implementationOf(declaredOf(name, scope), overload, 1);
  const value = does === undefined ? noSuchOverload(name, only.value) : run(does, [only.value]);
  if (value instanceof CelError) {
    throw new PlanFault(value.message, position);
  }
  return { kind: "constant", value };
}

function equality({ left, right, rule }: Sides, isNegated: boolean): Code {
  return (frame) => {
    const one = left(frame);
    const two = right(frame);
    // Most comparisons are with a short text or a number, and cost one.
    if (isScalar(one) && isScalar(two)) {
      spend(frame, 1);
      return (one === two) !== isNegated;
    }
    const fault = one instanceof CelError ? one : two instanceof CelError ? two : undefined;
    const same = fault ?? equal(plain(one), plain(two));
    const result = isNegated && fault === undefined ? same !== true : same;
    spend(frame, rule === 1 ? 1 : rule([plain(one), plain(two)], result));
    return result;
  };
}

const SHORT = 10;

/** What is equal only to itself and costs one to compare: numbers, booleans, and texts of up to ten characters. */
function isScalar(value: Result): boolean {
  return (
    typeof value === "number" ||
    typeof value === "boolean" ||
    (typeof value === "string" && value.length > 0 && value.length <= SHORT)
  );
}

/** `or` and `orValue`, which cost nothing. */
function chained(left: Code, right: Code, isUnwrapped: boolean): Code {
  return (frame) => {
    const one = left(frame);
    if (!(one instanceof Optional)) {
      return one;
    }
    if (one.value === undefined) {
      return right(frame);
    }
    return isUnwrapped ? one.value : one;
  };
}

/** Membership in a list of constants is looked up, and costs nothing. */
function constantMembership({ args, overload }: Called, scope: Scope): Plan | undefined {
  const [value, list] = args;
  const isConstant = list?.kind === "constant" && scope.environment.options.foldsConstants;
  if (!isConstant || overload !== "in_list" || value === undefined || !isList(list.value)) {
    return;
  }
  if (list.value.length === 0) {
    return { kind: "constant", value: false };
  }
  const member = isMember(list.value);
  const code = codeOf(value);
  return member === undefined
    ? undefined
    : step((frame) => {
        const given = code(frame);
        return given instanceof CelError ? given : member(given);
      });
}

/** What is not checked may call what there is not: then it fails when it is called. */
function declaredOf(name: string, scope: Scope): FunctionDeclaration {
  const declared = scope.environment.functions.get(name);
  return declared ?? { name, overloads: [] };
}

function planFunction(called: Called, scope: Scope): Plan {
  const { name, args, position, overload } = called;
  if (name === "@not_strictly_false") {
    return step(notFalse(args.map(codeOf)));
  }
  const rule = costRule(scope.environment, name, overload);
  const codes = args.map(codeOf);
  const regex = constantRegex(called, scope);
  const declared = declaredOf(name, scope);
  const does = regex ?? implementationOf(declared, overload, args.length) ?? unfit(name);
  if (isChargedBefore(overload) && rule !== 1) {
    return step(foreseen(codes, rule, { does, position }));
  }
  return step(call(codes, does, { rule, position }));
}

function call(
  codes: readonly Code[],
  does: Implementation,
  { rule, position }: { readonly rule: CostRule | 1; readonly position: number },
): Code {
  const [left, right] = codes;
  if (does.form === "unary" && left !== undefined) {
    return unary({ operand: left, rule, position }, does.run);
  }
  return does.form === "binary" && left !== undefined && right !== undefined
    ? binary({ left, right, rule, position }, does.run)
    : many({ codes, rule, position }, (values) => run(does, values));
}

function unfit(name: string): Implementation {
  return { form: "many", run: (args) => noSuchOverload(name, ...args) };
}

/** A regular expression that is a constant is compiled once, and fails before anything is evaluated. */
function constantRegex({ name, args, position }: Called, scope: Scope): Implementation | undefined {
  const does = REGEX_FUNCTIONS.get(name);
  const pattern = args[1];
  const isFolded = scope.environment.options.foldsConstants && does !== undefined;
  if (!isFolded || pattern?.kind !== "constant" || typeof pattern.value !== "string") {
    return;
  }
  const regex = compiledRegex(pattern.value);
  if (regex instanceof CelError) {
    throw new PlanFault(regex.message, position);
  }
  return {
    form: "many",
    run: ([text = null, , ...rest]) =>
      typeof text === "string" ? does(regex, text, rest) : noSuchOverload(name, text),
  };
}

/** `@result + [element]` in a loop that makes a list: the list is its own, so the element is added to it. */
function planAppend(call: Call, scope: Scope): Code | undefined {
  const [list, added] = call.args;
  if (call.name !== "_+_" || list?.kind !== "identifier" || added?.kind !== "list") {
    return;
  }
  const local = scope.local(list.name);
  const [element, ...more] = added.elements;
  return local?.isGrowing === true && element !== undefined && more.length === 0
    ? append(local.slot, scope.plan(element), scope)
    : undefined;
}

function append(slot: number, plan: Plan, scope: Scope): Code {
  const isConstant = plan.kind === "constant" && scope.environment.options.foldsConstants;
  const cost = isConstant ? 2 : 2 + LIST_COST;
  const code = codeOf(plan);
  return (frame) => {
    const value = code(frame);
    spend(frame, cost);
    const grown = frame.locals[slot] ?? null;
    if (grown instanceof CelError || value instanceof CelError) {
      return grown instanceof CelError ? grown : value;
    }
    if (Array.isArray(grown)) {
      grown.push(adapt(value));
    }
    return grown;
  };
}
