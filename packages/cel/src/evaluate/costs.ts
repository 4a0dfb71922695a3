import type { CostRule, Environment } from "../typing/environment.ts";
import { keysOf, lookUp, sizeOfMap } from "../values/maps.ts";
import {
  adapt,
  CelError,
  isList,
  isMap,
  lengthOf,
  Optional,
  type Result,
  type Value,
} from "../values/value.ts";

/*
 * What calls cost when they are evaluated: first by rules of libraries for an overload, then by the rules of the API server for a
 * function's name (k8s.io/apiserver/pkg/cel/library/cost.go, CallCost), then by cel-go's (interpreter/runtimecost.go).
 */

/** Charged for a character of a string that is looked through. */
const TRAVERSAL = 0.1;
/** Charged for a character of a regular expression. */
const REGEX = 0.25;

/** Thrown by a rule within an evaluation, which then has no value: an error that nothing absorbs. */
export class Abandoned extends Error {}

export const LIST_COST = 10;
export const MAP_COST = 30;
export const STRUCT_COST = 40;

/** A value whose size counts, although it is neither a text nor a collection. */
interface Sized {
  readonly size: number;
}

function isSized(value: Value): value is Sized & Value {
  return typeof value === "object" && value !== null && "countsSize" in value;
}

/** The size of a value as costs count it: of a string its characters, of what has no size 1. */
export function sizeForCost(value: Result): number {
  if (typeof value === "string") {
    return lengthOf(value);
  }
  if (isList(value) || value instanceof Uint8Array) {
    return value.length;
  }
  if (value instanceof CelError) {
    return 1;
  }
  if (isMap(value)) {
    return sizeOfMap(value);
  }
  return isSized(value) ? value.size : 1;
}

/** The same as cel-go has it, which looks into optionals. */
function sizeWithin(value: Result): number {
  return value instanceof Optional && value.value !== undefined
    ? sizeWithin(value.value)
    : sizeForCost(value);
}

function at(args: readonly Value[], index: number): Value {
  return args[index] ?? null;
}

function traversals(factor: number): CostRule {
  return (args) => Math.ceil(sizeForCost(at(args, 0)) * factor * TRAVERSAL);
}

/** What a rule of the API server has for a call: its cost, or nothing, and then cel-go's rule holds. */
type NamedRule = (args: readonly Value[], result: Result, overload: string) => number | undefined;

const ONE: NamedRule = () => 1;

const NAMED = new Map<string, NamedRule>();

function rule(names: string, does: NamedRule): void {
  for (const name of names.split(" ")) {
    NAMED.set(name, does);
  }
}

rule("check", () => 350_000);
rule(
  "serviceAccount path group resource subresource namespace name allowed reason error errored",
  ONE,
);
rule("fieldSelector labelSelector", (args) =>
  args.length < 2 ? undefined : selectorCost(sizeForCost(at(args, 1))),
);
rule("isSorted sum max min indexOf lastIndexOf", (args) => traversalCost(at(args, 0)));
rule("url lowerAscii upperAscii substring trim jsonpatch.escapeKey", traversals(1));
rule("replace split", traversals(2));
rule("join", (_args, result) => Math.ceil(sizeForCost(result) * 2 * TRAVERSAL));
rule("find findAll", (args) => regexCost(at(args, 0), sizeForCost(at(args, 1))));
rule("cidr isIP isCIDR quantity isQuantity semver isSemver", traversals(1));
rule("ip", (args, result, overload) => (overload === "cidr_ip" ? 1 : traversals(1)(args, result)));
rule("ip.isCanonical", traversals(2));
rule(
  "masked prefixLength family isUnspecified isLoopback isLinkLocalMulticast isLinkLocalUnicast isGlobalUnicast",
  ONE,
);
rule("containsIP", (args, _result, overload) => {
  const own = sizeForCost(at(args, 0));
  return Math.ceil(2 * own * TRAVERSAL) + textCost(args, overload === "cidr_contains_ip_string");
});
rule("containsCIDR", (args, _result, overload) => {
  const own = sizeForCost(at(args, 0));
  const compared = Math.ceil(2 * own * TRAVERSAL) + Math.ceil(own * TRAVERSAL) + 1;
  return compared + textCost(args, overload === "cidr_contains_cidr_string");
});
rule("validate", (args) => {
  const format = at(args, 0);
  return isWithRegex(format) ? regexCost(at(args, 1), format.regexSize) : undefined;
});
rule("format.named", ONE);
rule(
  "sign asInteger isInteger asApproximateFloat isGreaterThan isLessThan compareTo add sub major minor patch",
  ONE,
);
rule("getScheme getHostname getHost getPort getEscapedPath getQuery", ONE);
rule("_==_", (args) => (isCheaplyCompared(at(args, 0)) ? 1 : undefined));

/** A requirement of a selector is counted as two characters, and as a list and a struct. */
function selectorCost(length: number): number {
  const requirements = Math.ceil(length * 0.5);
  return LIST_COST + Math.ceil(length * TRAVERSAL) + requirements * (LIST_COST + STRUCT_COST);
}

function textCost(args: readonly Value[], isText: boolean): number {
  return isText ? Math.ceil(sizeForCost(at(args, 1)) * TRAVERSAL) : 0;
}

function regexCost(text: Value, regexSize: number): number {
  return Math.ceil((1 + sizeForCost(text)) * TRAVERSAL) * Math.ceil(regexSize * REGEX);
}

function isWithRegex(value: Value): value is Value & { readonly regexSize: number } {
  return typeof value === "object" && value !== null && "regexSize" in value && "equals" in value;
}

function isCheaplyCompared(value: Value): boolean {
  return typeof value === "object" && value !== null && "comparesCheaply" in value;
}

/** The cost of looking through a whole tree of values. */
function traversalCost(value: Value): number {
  if (typeof value === "string") {
    return Math.trunc(utf8Length(value) * TRAVERSAL);
  }
  if (value instanceof Uint8Array) {
    return Math.trunc(value.length * TRAVERSAL);
  }
  if (isList(value)) {
    return value.reduce<number>((sum, each) => sum + traversalCost(adapt(each)), 0);
  }
  if (!isMap(value)) {
    return 1;
  }
  return keysOf(value).reduce<number>((sum, key) => {
    const held = lookUp(value, key);
    return (
      sum +
      traversalCost(key) +
      (held === undefined || held instanceof CelError ? 1 : traversalCost(held))
    );
  }, 0);
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

const first: CostRule = (args) => Math.ceil(sizeWithin(at(args, 0)) * TRAVERSAL);
const smaller: CostRule = (args) =>
  Math.ceil(Math.min(sizeWithin(at(args, 0)), sizeWithin(at(args, 1))) * TRAVERSAL);
const both: CostRule = (args) =>
  Math.ceil((sizeWithin(at(args, 0)) + sizeWithin(at(args, 1))) * TRAVERSAL);

const BY_OVERLOAD = new Map<string, CostRule>([
  ...[
    "starts_with_string",
    "ends_with_string",
    "string_to_bytes",
    "bytes_to_string",
    "strings_quote",
    "string_format",
  ].map((id): [string, CostRule] => [id, first]),
  ["in_list", (args) => sizeWithin(at(args, 1))],
  ...["less_string", "greater_string", "less_equals_string", "greater_equals_string"].map(
    (id): [string, CostRule] => [id, smaller],
  ),
  ...["less_bytes", "greater_bytes", "less_equals_bytes", "greater_equals_bytes"].map(
    (id): [string, CostRule] => [id, smaller],
  ),
  ["equals", smaller],
  ["not_equals", smaller],
  ["add_string", both],
  ["add_bytes", both],
  [
    "matches_string",
    (args) =>
      Math.ceil((1 + sizeWithin(at(args, 0))) * TRAVERSAL) *
      Math.ceil(sizeWithin(at(args, 1)) * REGEX),
  ],
  [
    "contains_string",
    (args) =>
      Math.ceil(sizeWithin(at(args, 0)) * TRAVERSAL) *
      Math.ceil(sizeWithin(at(args, 1)) * TRAVERSAL),
  ],
]);

/** What is charged before it is done, since it takes as long as it costs: costs that no result decides. */
const BEFOREHAND = /^list(?:_sets_.*|s_range|_distinct|_.*_sort|_.*_sortByAssociatedKeys)$/;

export function isChargedBefore(overload: string): boolean {
  return BEFOREHAND.test(overload);
}

/** The rule for a call; `1` if it costs that whatever it is called with. */
export function costRule(environment: Environment, name: string, overload: string): CostRule | 1 {
  const tracked = environment.costs.get(overload);
  if (tracked !== undefined) {
    return tracked;
  }
  const general = BY_OVERLOAD.get(overload);
  const named = NAMED.get(name);
  if (named === undefined || named === ONE) {
    return named === ONE ? 1 : (general ?? 1);
  }
  return (args, result) => named(args, result, overload) ?? general?.(args, result) ?? 1;
}
