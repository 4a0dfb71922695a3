import { isInt } from "../values/value.ts";
import { TRAVERSAL } from "./kubernetes-functions.ts";
import { type CallEstimate, type EstimatedCall, type Part, sizeOfPart } from "./part.ts";
import { exactly, LARGEST, plus, type Range, times, timesFactor, upTo } from "./range.ts";

/*
 * What functions on lists and sets may cost (cel-go's ext/lists.go and ext/sets.go), by their overloads.
 */

const ONE = exactly(1n);
/** A call, and the list that it makes. */
const NEW_LIST = exactly(11n);

type Estimate = (call: EstimatedCall) => CallEstimate | undefined;

/** What a call may cost; undefined where it is of none of these functions. */
export function listEstimate(call: EstimatedCall): CallEstimate | undefined {
  return BY_OVERLOAD.get(call.overload)?.(call);
}

function made(size: Range, factor = 1): CallEstimate {
  return { cost: plus(timesFactor(size, factor), NEW_LIST), size };
}

function sizeOf(part: Part | undefined, call: EstimatedCall): Range {
  return part === undefined ? upTo(LARGEST) : sizeOfPart(part, call.sizeOf);
}

/** The number that stands there, or another where none does. */
function numberOf(part: Part | undefined, otherwise: bigint): bigint {
  const expression = part?.expression;
  if (expression?.kind !== "literal" || !isInt(expression.value)) {
    return otherwise;
  }
  const value = BigInt(expression.value);
  return value < 0n ? 0n : value;
}

function slice(call: EstimatedCall): CallEstimate {
  const [from, to] = call.args;
  const end = numberOf(to, sizeOf(call.target, call).most);
  // As upstream has it, without a look at which is larger.
  return made(exactly(BigInt.asUintN(64, end - numberOf(from, 0n))));
}

function flatten(call: EstimatedCall): CallEstimate {
  const [depth] = call.args;
  const factor = depth === undefined ? 1n : numberOf(depth, LARGEST);
  return made(sizeOf(call.target, call), Number(factor));
}

function ofPairs(size: Range, factor: number): CallEstimate {
  return made(times(size, size), factor);
}

function setsFactor(factor: number): Estimate {
  return (call) => {
    const [one, other] = call.args.map((arg) => sizeOf(arg, call));
    const pairs = times(one ?? upTo(LARGEST), other ?? upTo(LARGEST));
    return { cost: plus(timesFactor(pairs, factor), ONE) };
  };
}

const COMPARABLE = [
  "int",
  "uint",
  "double",
  "bool",
  "google.protobuf.Duration",
  "google.protobuf.Timestamp",
  "string",
  "bytes",
];

function sorts(type: string): readonly (readonly [string, Estimate])[] {
  const factor = type === "string" || type === "bytes" ? 2 + TRAVERSAL : 2;
  return [
    [`list_${type}_sort`, (call) => ofPairs(sizeOf(call.target, call), factor)],
    [`list_${type}_sortByAssociatedKeys`, (call) => ofPairs(sizeOf(call.args[0], call), factor)],
  ];
}

const BY_OVERLOAD = new Map<string, Estimate>([
  ["list_slice", slice],
  ["list_flatten", flatten],
  ["list_flatten_int", flatten],
  ["lists_range", (call) => made(exactly(numberOf(call.args[0], LARGEST)))],
  ["list_reverse", (call) => made(sizeOf(call.target, call))],
  ["list_distinct", (call) => ofPairs(sizeOf(call.target, call), 2)],
  ...COMPARABLE.flatMap(sorts),
  ["list_sets_contains_list", setsFactor(1)],
  ["list_sets_intersects_list", setsFactor(1)],
  ["list_sets_equivalent_list", setsFactor(2)],
]);
