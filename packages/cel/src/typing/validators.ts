import { compiledRegex } from "../evaluate/regexes.ts";
import { isFormattable, parseFormat, unfit } from "../libraries/format-string.ts";
import {
  type Call,
  type Expression,
  type ListLiteral,
  type MapLiteral,
  partsOf,
} from "../syntax/ast.ts";
import { MAX_TIME, MIN_TIME, parseDuration, parseTimestamp } from "../values/time.ts";
import { CelError, isInt, textOf, type Value } from "../values/value.ts";
import type { Environment } from "./environment.ts";
import type { TypeFault } from "./inference.ts";
import { DYN, formatType, type Type, unwrapOptional } from "./type.ts";

/*
 * What the API server asks of a checked expression besides (cel-go's cel/validator.go), since Kubernetes 1.29: literals that can
 * be judged are right, and elements of literals have one type.
 */

/** What is wrong with the literals of a checked expression. */
export function checkLiterals(
  expression: Expression,
  environment: Environment,
): readonly TypeFault[] {
  const faults: TypeFault[] = [];
  const { checkedLiterals, homogeneousLiterals } = environment.options;
  if (checkedLiterals || homogeneousLiterals) {
    visit(expression, { isInFormat: false, checkedLiterals, homogeneousLiterals }, faults);
  }
  return faults;
}

/** What is asked of literals, and whether they are arguments of `format`. */
interface Asked {
  readonly isInFormat: boolean;
  readonly checkedLiterals: boolean;
  readonly homogeneousLiterals: boolean;
}

/** Within a call of `format`, lists may hold anything. */
function visit(expression: Expression, asked: Asked, faults: TypeFault[]): void {
  const isFormat = expression.kind === "call" && expression.name === "format";
  const isMixable = asked.isInFormat || !asked.homogeneousLiterals;
  if (expression.kind === "call" && asked.checkedLiterals) {
    faults.push(...callFaults(expression));
  }
  if (!isMixable && (expression.kind === "list" || expression.kind === "map")) {
    faults.push(...mixedFaults(expression));
  }
  for (const part of partsOf(expression)) {
    visit(part, { ...asked, isInFormat: asked.isInFormat || isFormat }, faults);
  }
}

function callFaults(call: Call): readonly TypeFault[] {
  const [first] = call.args;
  if (call.name === "format") {
    return formatFaults(call);
  }
  if (first?.kind !== "literal") {
    return [];
  }
  return isRight(call.name, first.value)
    ? []
    : [{ message: `invalid ${call.name} argument`, position: first.position }];
}

function isRight(name: string, value: Value): boolean {
  const does = JUDGED.get(name);
  return does === undefined || does(value);
}

/** Functions whose first argument is judged if it is a literal. */
const JUDGED = new Map<string, (value: Value) => boolean>([
  ["duration", (value) => parseDuration(textOf(value)) !== undefined],
  ["timestamp", isTimestamp],
  ["matches", (value) => typeof value !== "string" || !(compiledRegex(value) instanceof CelError)],
]);

function isTimestamp(value: Value): boolean {
  const nanoseconds = isInt(value)
    ? BigInt(value) * 1_000_000_000n
    : parseTimestamp(textOf(value))?.nanoseconds;
  return nanoseconds !== undefined && nanoseconds >= MIN_TIME && nanoseconds <= MAX_TIME;
}

function formatFaults({ target, args, position }: Call): readonly TypeFault[] {
  const [list] = args;
  if (target?.kind !== "literal" || typeof target.value !== "string" || list?.kind !== "list") {
    return [];
  }
  const parts = parseFormat(target.value);
  if (parts instanceof CelError) {
    return [{ message: parts.message, position }];
  }
  const clauses = parts.filter((part) => typeof part !== "string");
  const fault = clauses
    .map(({ letter }, at) => clauseFault(letter, list.elements[at], { at, position }))
    .find((each) => each !== undefined);
  const [wanted, given] = [clauses.length, list.elements.length];
  const message = `too many arguments supplied to string.format (expected ${wanted}, got ${given})`;
  return fault === undefined && given > wanted ? [{ message, position }] : listOf(fault);
}

function listOf(fault: TypeFault | undefined): readonly TypeFault[] {
  return fault === undefined ? [] : [fault];
}

function clauseFault(
  letter: string,
  argument: Expression | undefined,
  { at, position }: { readonly at: number; readonly position: number },
): TypeFault | undefined {
  if (argument === undefined) {
    return { message: `index ${at} out of range`, position };
  }
  const wrong = unformattable(letter, argument);
  if (wrong === undefined) {
    return;
  }
  const { message } = unfit(letter, (wrong.type ?? DYN).name);
  return { message: `error during formatting: ${message}`, position: wrong.position };
}

/** What in an argument cannot be printed by the clause: of `%s` the elements of literals are looked at too. */
function unformattable(letter: string, argument: Expression): Expression | undefined {
  if (!isFormattable(letter, argument.type ?? DYN)) {
    return argument;
  }
  const isLiteral = argument.kind === "list" || argument.kind === "map";
  return letter === "s" && isLiteral
    ? partsOf(argument)
        .map((part) => unformattable(letter, part))
        .find((part) => part !== undefined)
    : undefined;
}

function mixedFaults(literal: ListLiteral | MapLiteral): readonly TypeFault[] {
  if (literal.kind === "list") {
    const types = literal.elements.map((element, at) => ({
      type: literal.optional.has(at) ? within(element.type) : (element.type ?? DYN),
      position: element.position,
    }));
    return mixed(types).slice(0, 1);
  }
  const { entries } = literal;
  return [
    ...mixed(entries.map(({ key }) => ({ type: key.type ?? DYN, position: key.position }))),
    ...mixed(
      entries.map(({ value, optional }) => ({
        type: optional ? within(value.type) : (value.type ?? DYN),
        position: value.position,
      })),
    ),
  ];
}

function within(type: Type = DYN): Type {
  return unwrapOptional(type) ?? type.parameters[0] ?? DYN;
}

interface Typed {
  readonly type: Type;
  readonly position: number;
}

function mixed(typed: readonly Typed[]): readonly TypeFault[] {
  const [first] = typed;
  if (first === undefined) {
    return [];
  }
  return typed
    .filter(({ type }) => !isEquivalent(first.type, type))
    .map(({ type, position }) => ({
      message: `expected type '${formatType(first.type)}' but found '${formatType(type)}'`,
      position,
    }));
}

/** The same but for names of variables. */
function isEquivalent(left: Type, right: Type): boolean {
  return (
    left === right ||
    (left.kind === right.kind &&
      (left.kind === "parameter" || left.name === right.name) &&
      left.parameters.length === right.parameters.length &&
      left.parameters.every((each, at) => isEquivalent(each, right.parameters[at] ?? DYN)))
  );
}
