import type { Call, Comprehension, Expression, ListLiteral, Literal, MapLiteral } from "./ast.ts";

/*
 * Macros, as cel-go expands them (parser/macro.go, ext/comprehensions.go, ext/lists.go, cel/library.go). What each costs follows from
 * this form, so it is kept to the last node.
 */

/** What a macro makes of a call: another expression, a fault at a place, or nothing if the call is to stay one. */
type Expansion = Expression | { readonly fault: string; readonly position: number };

interface MacroCall {
  readonly target: Expression | undefined;
  readonly args: readonly Expression[];
  readonly position: number;
}

type Macro = (call: MacroCall) => Expansion;

/** Which macros an environment has besides those of CEL itself. */
export interface MacroSets {
  readonly optionals: boolean;
  readonly twoVariables: boolean;
  readonly sortBy: boolean;
}

const RESULT = "@result";
const OLD_RESULT = "__result__";
const UNUSED = "#unused";

/** The macro of a call by its name, style and number of arguments, if it is one. */
export function macroOf(
  name: string,
  { target, args }: MacroCall,
  sets: MacroSets,
): Macro | undefined {
  const key = `${name}:${args.length}:${target === undefined ? "global" : "member"}`;
  return (
    STANDARD.get(key) ??
    (sets.optionals ? OPTIONALS.get(key) : undefined) ??
    (sets.twoVariables ? TWO_VARIABLES.get(key) : undefined) ??
    (sets.sortBy && key === "sortBy:2:member" ? sortBy : undefined)
  );
}

const STANDARD = new Map<string, Macro>([
  ["has:1:global", has],
  ["all:2:member", (call) => fold(call, 1, allOf)],
  ["exists:2:member", (call) => fold(call, 1, existsOf)],
  ["exists_one:2:member", (call) => fold(call, 1, existsOneOf)],
  ["map:2:member", (call) => fold(call, 1, listOf)],
  ["map:3:member", (call) => fold(call, 1, listOf)],
  ["filter:2:member", (call) => fold(call, 1, filterOf)],
]);

const TWO_VARIABLES = new Map<string, Macro>([
  ["all:3:member", (call) => fold(call, 2, allOf)],
  ["exists:3:member", (call) => fold(call, 2, existsOf)],
  ["existsOne:3:member", (call) => fold(call, 2, existsOneOf)],
  ["exists_one:3:member", (call) => fold(call, 2, existsOneOf)],
  ["transformList:3:member", (call) => fold(call, 2, listOf)],
  ["transformList:4:member", (call) => fold(call, 2, listOf)],
  ["transformMap:3:member", (call) => fold(call, 2, mapOf)],
  ["transformMap:4:member", (call) => fold(call, 2, mapOf)],
  ["transformMapEntry:3:member", (call) => fold(call, 2, mapEntriesOf)],
  ["transformMapEntry:4:member", (call) => fold(call, 2, mapEntriesOf)],
]);

const OPTIONALS = new Map<string, Macro>([
  ["optMap:2:member", (call) => optional(call, "optMap")],
  ["optFlatMap:2:member", (call) => optional(call, "optFlatMap")],
]);

function has({ args, position }: MacroCall): Expansion {
  const [field] = args;
  return field?.kind === "select" && !field.test
    ? { kind: "select", operand: field.operand, field: field.field, test: true, position }
    : { fault: "invalid argument to has() macro", position: field?.position ?? position };
}

/** The parts of a loop that differ from macro to macro. */
interface Loop {
  readonly start: Expression;
  readonly condition: Expression;
  readonly step: Expression;
  readonly result: Expression;
}

interface LoopParts {
  readonly position: number;
  readonly variables: readonly string[];
  /** What stands after the variables, and of two the first is a filter. */
  readonly body: readonly Expression[];
  /** The variable as it was written, for a filter that keeps it. */
  readonly element: Expression;
}

function fold(call: MacroCall, count: 1 | 2, loopOf: (parts: LoopParts) => Loop): Expansion {
  const { target, args, position } = call;
  const variables = variablesOf(args.slice(0, count));
  const [element] = args;
  if ("fault" in variables || target === undefined || element === undefined) {
    return "fault" in variables ? variables : { fault: "no range", position };
  }
  const loop = loopOf({ position, variables: variables.names, body: args.slice(count), element });
  return comprehension({ target, variables: variables.names, position }, loop);
}

function comprehension(
  of: { target: Expression; variables: readonly string[]; position: number },
  loop: Loop,
): Comprehension {
  return {
    kind: "comprehension",
    range: of.target,
    variables: of.variables,
    accumulator: RESULT,
    position: of.position,
    ...loop,
  };
}

function variablesOf(
  args: readonly Expression[],
): { names: readonly string[] } | { fault: string; position: number } {
  const names: string[] = [];
  for (const arg of args) {
    if (arg.kind !== "identifier") {
      const fault = "argument must be a simple name";
      return { fault, position: arg.position };
    }
    if (names.includes(arg.name)) {
      return { fault: `duplicate variable name: ${arg.name}`, position: arg.position };
    }
    if (arg.name === RESULT || arg.name === OLD_RESULT) {
      const fault = "iteration variable overwrites accumulator variable";
      return { fault, position: arg.position };
    }
    names.push(arg.name);
  }
  return { names };
}

function allOf({ position, body }: LoopParts): Loop {
  return {
    start: literal(true, position),
    condition: call("@not_strictly_false", [accumulated(position)], position),
    step: call("_&&_", [accumulated(position), ...body], position),
    result: accumulated(position),
  };
}

function existsOf({ position, body }: LoopParts): Loop {
  const not = call("!_", [accumulated(position)], position);
  return {
    start: literal(false, position),
    condition: call("@not_strictly_false", [not], position),
    step: call("_||_", [accumulated(position), ...body], position),
    result: accumulated(position),
  };
}

function existsOneOf({ position, body: [predicate = literal(true, 0)] }: LoopParts): Loop {
  const counted = call("_+_", [accumulated(position), literal(1, position)], position);
  return {
    start: literal(0, position),
    condition: literal(true, position),
    step: call("_?_:_", [predicate, counted, accumulated(position)], position),
    result: call("_==_", [accumulated(position), literal(1, position)], position),
  };
}

function listOf({ position, body }: LoopParts): Loop {
  const transformed = body.at(-1) ?? literal(null, position);
  const appended = call("_+_", [accumulated(position), list([transformed], position)], position);
  return {
    start: list([], position),
    condition: literal(true, position),
    step: filtered(appended, body.length > 1 ? body[0] : undefined, position),
    result: accumulated(position),
  };
}

function filterOf({ position, body: [predicate], element }: LoopParts): Loop {
  const appended = call("_+_", [accumulated(position), list([element], position)], position);
  return {
    start: list([], position),
    condition: literal(true, position),
    step: filtered(appended, predicate, position),
    result: accumulated(position),
  };
}

function mapOf({ position, body, element }: LoopParts): Loop {
  const value = body.at(-1) ?? literal(null, position);
  return mapLoop(body, [element, value], position);
}

function mapEntriesOf({ position, body }: LoopParts): Loop {
  return mapLoop(body, [body.at(-1) ?? literal(null, position)], position);
}

function mapLoop(
  body: readonly Expression[],
  added: readonly Expression[],
  position: number,
): Loop {
  const inserted = call("cel.@mapInsert", [accumulated(position), ...added], position);
  const empty: MapLiteral = { kind: "map", entries: [], position };
  return {
    start: empty,
    condition: literal(true, position),
    step: filtered(inserted, body.length > 1 ? body[0] : undefined, position),
    result: accumulated(position),
  };
}

function filtered(step: Expression, filter: Expression | undefined, position: number): Expression {
  return filter === undefined
    ? step
    : call("_?_:_", [filter, step, accumulated(position)], position);
}

function optional({ target, args, position }: MacroCall, name: "optFlatMap" | "optMap"): Expansion {
  const [variable, mapped] = args;
  if (variable?.kind !== "identifier" || mapped === undefined || target === undefined) {
    const fault = `${name}() variable name must be a simple identifier`;
    return { fault, position: variable?.position ?? position };
  }
  const bound = bind(variable.name, memberCall("value", target, position), mapped);
  const given = name === "optMap" ? call("optional.of", [bound], position) : bound;
  const test = memberCall("hasValue", target, position);
  return call("_?_:_", [test, given, call("optional.none", [], position)], position);
}

/** `value` under a name within `result`: a loop that is never run, whose start is the value. */
function bind(name: string, value: Expression, result: Expression): Comprehension {
  const { position } = value;
  return {
    kind: "comprehension",
    range: list([], position),
    variables: [UNUSED],
    accumulator: name,
    start: value,
    condition: literal(false, position),
    step: { kind: "identifier", name, position },
    result,
    position,
  };
}

const SORTED = "@__sortBy_input__";
const SORTABLE = new Set(["list", "select", "identifier", "comprehension", "call"]);

function sortBy({ target, args, position }: MacroCall): Expansion {
  if (target === undefined || !SORTABLE.has(target.kind)) {
    const fault =
      "sortBy can only be applied to a list, identifier, comprehension, call or select expression";
    return { fault, position: target?.position ?? position };
  }
  const input: Expression = { kind: "identifier", name: SORTED, position };
  const keys = fold({ target: input, args, position }, 1, listOf);
  if ("fault" in keys) {
    return keys;
  }
  const sorted = memberCall("@sortByAssociatedKeys", input, position, [keys]);
  return bind(SORTED, target, sorted);
}

function accumulated(position: number): Expression {
  return { kind: "identifier", name: RESULT, position };
}

function literal(value: boolean | number | null, position: number): Literal {
  return { kind: "literal", value, position };
}

function list(elements: readonly Expression[], position: number): ListLiteral {
  return { kind: "list", elements, optional: new Set(), position };
}

function call(name: string, args: readonly Expression[], position: number): Call {
  return { kind: "call", name, target: undefined, args, position };
}

function memberCall(
  name: string,
  target: Expression,
  position: number,
  args: readonly Expression[] = [],
): Call {
  return { kind: "call", name, target, args, position };
}
