import { regexCost, TRAVERSAL } from "./kubernetes-functions.ts";
import type { CallEstimate } from "./part.ts";
import { exactly, plus, type Range, times, timesFactor } from "./range.ts";

/*
 * What functions of CEL itself may cost beside their arguments (functionCost of cel-go's checker/cost.go).
 */

/** Sizes of what a call is given. */
export interface Sizes {
  readonly target: Range | undefined;
  readonly args: readonly Range[];
}

type Estimate = (sizes: Sizes) => CallEstimate | undefined;

const ONE = exactly(1n);
const CONSTANT: CallEstimate = { cost: ONE };

export function standardEstimate(overload: string, sizes: Sizes): CallEstimate {
  return BY_OVERLOAD.get(overload)?.(sizes) ?? CONSTANT;
}

/** One argument, that is looked through. */
function looksThrough(size?: (size: Range) => Range): Estimate {
  return ({ args: [arg, ...others] }) =>
    arg === undefined || others.length > 0
      ? undefined
      : { cost: timesFactor(arg, TRAVERSAL), ...(size === undefined ? {} : { size: size(arg) }) };
}

function matches({ target, args: [regex, ...others] }: Sizes): CallEstimate | undefined {
  return target === undefined || regex === undefined || others.length > 0
    ? undefined
    : { cost: regexCost(target, regex) };
}

function contains({ target, args: [searched, ...others] }: Sizes): CallEstimate | undefined {
  return target === undefined || searched === undefined || others.length > 0
    ? undefined
    : { cost: times(timesFactor(target, TRAVERSAL), timesFactor(searched, TRAVERSAL)) };
}

function joins(isList: boolean): Estimate {
  return ({ args: [left, right] }) => {
    if (left === undefined || right === undefined) {
      return;
    }
    const size = plus(left, right);
    return { cost: isList ? ONE : timesFactor(size, TRAVERSAL), size };
  };
}

/** As long as the shorter of both. */
function compares({ args: [left, right] }: Sizes): CallEstimate | undefined {
  if (left === undefined || right === undefined) {
    return;
  }
  const most = left.most < right.most ? left.most : right.most;
  return { cost: timesFactor({ least: most > 0n ? 1n : 0n, most }, TRAVERSAL) };
}

const COMPARING = ["less", "greater", "less_equals", "greater_equals"].flatMap((name) => [
  `${name}_string`,
  `${name}_bytes`,
]);

const BY_OVERLOAD = new Map<string, Estimate>([
  [
    "string_format",
    ({ target }) => (target === undefined ? undefined : { cost: timesFactor(target, TRAVERSAL) }),
  ],
  // A character has up to four bytes.
  ["string_to_bytes", looksThrough(({ least, most }) => wrapped(least, most * 4n))],
  ["bytes_to_string", looksThrough(({ least, most }) => wrapped(least / 4n, most))],
  ["strings_quote", looksThrough(({ least, most }) => wrapped(least + 2n, most * 2n + 2n))],
  ["starts_with_string", looksThrough()],
  ["ends_with_string", looksThrough()],
  [
    "in_list",
    ({ args: [, list] }) => (list === undefined ? undefined : { cost: timesFactor(list, 1) }),
  ],
  ["matches_string", matches],
  ["contains_string", contains],
  ["add_string", joins(false)],
  ["add_bytes", joins(false)],
  ["add_list", joins(true)],
  ...[...COMPARING, "equals", "not_equals"].map((id): [string, Estimate] => [id, compares]),
]);

/** Numbers of 64 bits that go round, as they do upstream. */
function wrapped(least: bigint, most: bigint): Range {
  return { least: BigInt.asUintN(64, least), most: BigInt.asUintN(64, most) };
}
