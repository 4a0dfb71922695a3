import { sameType, type Type } from "../typing/type.ts";
import { isInt } from "../values/value.ts";
import { type CallEstimate, type EstimatedCall, type Part, sizeOfPart } from "./part.ts";
import { NOWHERE, within } from "./place.ts";
import { exactly, LARGEST, plus, type Range, sum, times, timesFactor, upTo } from "./range.ts";

/*
 * What functions of Kubernetes' libraries may cost (EstimateCallCost of k8s.io/apiserver/pkg/cel/library/cost.go).
 */

export const TRAVERSAL = 0.1;
const REGEX = 0.25;
const ONE = exactly(1n);
/** Two checks an expression, and no third. */
const CHECK = exactly(350_000n);
const LIST = 10;
const STRUCT = 40;

type Estimate = (call: EstimatedCall) => CallEstimate | undefined;

const nominal: Estimate = () => ({ cost: ONE });

/** What a call of a function of Kubernetes may cost; undefined where it is no such call. */
export function kubernetesEstimate(call: EstimatedCall): CallEstimate | undefined {
  return BY_NAME.get(call.name)?.(call);
}

function sizeOfArg({ args, sizeOf }: EstimatedCall, at: number): Range {
  const arg = args[at];
  return arg === undefined ? upTo(LARGEST) : sizeOfPart(arg, sizeOf);
}

function sizeOfTarget({ target, sizeOf }: EstimatedCall): Range {
  return target === undefined ? upTo(LARGEST) : sizeOfPart(target, sizeOf);
}

/** An element of a list, by its place if that is known, else by its type alone. */
function elementOf({ type, place }: Part): Part | undefined {
  const [element] = type.parameters;
  if (element === undefined) {
    return;
  }
  const isPlaced = place.steps.length > 0;
  return {
    type: element,
    place: isPlaced ? within(copied(place), "@items") : NOWHERE,
    size: undefined,
  };
}

/** A place that shares nothing with others. */
function copied({ steps }: Part["place"]): Part["place"] {
  return steps.reduce(within, NOWHERE);
}

function selector(call: EstimatedCall): CallEstimate | undefined {
  if (call.args.length !== 1) {
    return;
  }
  const length = sizeOfArg(call, 0);
  const requirements = timesFactor(timesFactor(length, 0.5), LIST + STRUCT);
  return { cost: plus(exactly(BigInt(LIST)), timesFactor(length, TRAVERSAL), requirements) };
}

/** One comparison an element, and of texts their length besides; of a text its length. */
function eachElement(call: EstimatedCall): CallEstimate | undefined {
  const { target, sizeOf } = call;
  if (target === undefined) {
    return;
  }
  const element = elementOf(target);
  if (element === undefined) {
    return { cost: timesFactor(sizeOfTarget(call), TRAVERSAL) };
  }
  const { kind } = element.type;
  const isText = kind === "string" || kind === "bytes";
  const each = isText ? plus(ONE, timesFactor(sizeOfPart(element, sizeOf), TRAVERSAL)) : ONE;
  return { cost: times(sizeOfTarget(call), each) };
}

function wholeArg(call: EstimatedCall): CallEstimate | undefined {
  if (call.args.length !== 1) {
    return;
  }
  const size = sizeOfArg(call, 0);
  return { cost: timesFactor(size, TRAVERSAL), size };
}

function wholeTarget(call: EstimatedCall): CallEstimate | undefined {
  if (call.target === undefined) {
    return;
  }
  const size = sizeOfTarget(call);
  return { cost: timesFactor(size, TRAVERSAL), size };
}

function parsed(call: EstimatedCall): CallEstimate | undefined {
  return call.args.length === 0 ? undefined : { cost: timesFactor(sizeOfArg(call, 0), TRAVERSAL) };
}

function replace(call: EstimatedCall): CallEstimate | undefined {
  if (call.target === undefined || call.args.length < 2) {
    return;
  }
  const whole = sizeOfTarget(call);
  const [old, added] = [sizeOfArg(call, 0), sizeOfArg(call, 1)];
  const longest = longestReplaced(whole.most, old.least, added.most);
  const shortest = shortestReplaced(whole.least, old.most, added.least);
  const counts = { least: shortest.count, most: longest.count };
  const kept = { least: shortest.kept, most: longest.kept };
  return {
    cost: timesFactor(whole, 2 * TRAVERSAL),
    size: plus(times(counts, added), kept),
  };
}

interface Replaced {
  readonly count: bigint;
  readonly kept: bigint;
}

/** Around each character if what is replaced is empty, else as often as it fits. */
function longestReplaced(whole: bigint, old: bigint, added: bigint): Replaced {
  if (old === 0n) {
    return { count: sum(whole, 1n), kept: whole };
  }
  return added <= old ? { count: 0n, kept: whole } : { count: quotient(whole, old), kept: 0n };
}

function shortestReplaced(whole: bigint, old: bigint, added: bigint): Replaced {
  if (old === 0n) {
    return { count: sum(whole, 1n), kept: whole };
  }
  return old <= added ? { count: 0n, kept: whole } : { count: quotient(whole, old), kept: 0n };
}

function quotient(whole: bigint, part: bigint): bigint {
  const found = Math.ceil(Number(whole) / Number(part));
  return found >= 2 ** 64 ? LARGEST : BigInt(found);
}

function split(call: EstimatedCall): CallEstimate | undefined {
  if (call.target === undefined) {
    return;
  }
  const whole = sizeOfTarget(call);
  const limit = call.args[1]?.expression;
  const most =
    limit?.kind === "literal" && isInt(limit.value)
      ? BigInt.asUintN(64, BigInt(limit.value))
      : whole.most;
  return { cost: timesFactor(whole, 2 * TRAVERSAL), size: upTo(most) };
}

function join(call: EstimatedCall): CallEstimate | undefined {
  const { target, args, sizeOf } = call;
  if (target === undefined) {
    return;
  }
  const length = sizeOfTarget(call);
  const element = elementOf(target);
  const texts = element === undefined ? exactly(0n) : times(length, sizeOfPart(element, sizeOf));
  const between = {
    least: length.least > 0n ? length.least - 1n : 0n,
    most: length.most > 0n ? length.most - 1n : 0n,
  };
  const size = args.length === 0 ? texts : plus(texts, times(sizeOfArg(call, 0), between));
  return { cost: timesFactor(size, TRAVERSAL), size };
}

/** The length of a text and one, so that an empty text is not for nothing, times that of the regular expression. */
export function regexCost(text: Range, regex: Range): Range {
  return times(timesFactor(plus(text, ONE), TRAVERSAL), timesFactor(regex, REGEX));
}

function find(call: EstimatedCall): CallEstimate | undefined {
  if (call.target === undefined || call.args.length === 0) {
    return;
  }
  const whole = sizeOfTarget(call);
  return { cost: regexCost(whole, sizeOfArg(call, 0)), size: upTo(whole.most) };
}

const ADDRESS: Range = { least: 4n, most: 16n };
const COMPARED = timesFactor(plus(ADDRESS, ADDRESS), TRAVERSAL);
const MASKED = plus(timesFactor(ADDRESS, TRAVERSAL), ONE);

function contains(id: string, base: Range): Estimate {
  return (call) =>
    call.args.length === 0
      ? undefined
      : {
          cost:
            call.overload === id ? plus(base, timesFactor(sizeOfArg(call, 0), TRAVERSAL)) : base,
        };
}

/** The longest regular expression of a format. */
const FORMAT_REGEX = 128;

function validate(call: EstimatedCall): CallEstimate | undefined {
  return call.args.length === 0
    ? undefined
    : {
        cost: timesFactor(timesFactor(sizeOfArg(call, 0), TRAVERSAL), FORMAT_REGEX * REGEX),
      };
}

const SAME_AT_ONCE = new Set([
  "kubernetes.Quantity",
  "kubernetes.Semver",
  "kubernetes.authorization.Authorizer",
  "kubernetes.authorization.Decision",
  "kubernetes.authorization.GroupCheck",
  "kubernetes.authorization.PathCheck",
  "kubernetes.authorization.ResourceCheck",
  "net.CIDR",
  "net.IP",
]);

/** Equality of what Kubernetes adds. */
function equality({ args: [left, right] }: EstimatedCall): CallEstimate | undefined {
  if (left === undefined || right === undefined || !sameType(left.type, right.type)) {
    return;
  }
  return equalityOf(left.type, right);
}

/** The longest name of a format. */
const LONGEST_FORMAT = 64n;

function equalityOf({ kind, name }: Type, right: Part): CallEstimate | undefined {
  if (kind !== "object" && kind !== "opaque") {
    return;
  }
  if (SAME_AT_ONCE.has(name)) {
    return { cost: ONE };
  }
  if (name === "kubernetes.NamedFormat") {
    return { cost: timesFactor({ least: 1n, most: LONGEST_FORMAT }, TRAVERSAL) };
  }
  return name === "kubernetes.URL"
    ? { cost: timesFactor({ least: 1n, most: right.size?.most ?? 1n }, TRAVERSAL) }
    : undefined;
}

function named(estimate: Estimate, names: string): readonly (readonly [string, Estimate])[] {
  return names.split(" ").map((name) => [name, estimate] as const);
}

const NOMINAL =
  "serviceAccount path group resource subresource namespace name allowed reason error errored " +
  "masked prefixLength family isUnspecified isLoopback isLinkLocalMulticast isLinkLocalUnicast isGlobalUnicast " +
  "format.named sign asInteger isInteger asApproximateFloat isGreaterThan isLessThan compareTo add sub major minor patch " +
  "getScheme getHostname getHost getPort getEscapedPath getQuery";

const BY_NAME = new Map<string, Estimate>([
  ...named(nominal, NOMINAL),
  ...named(() => ({ cost: CHECK }), "check"),
  ...named(selector, "fieldSelector labelSelector"),
  ...named(eachElement, "isSorted sum max min indexOf lastIndexOf"),
  ...named(wholeArg, "url jsonpatch.escapeKey"),
  ...named(wholeTarget, "lowerAscii upperAscii substring trim"),
  ...named(replace, "replace"),
  ...named(split, "split"),
  ...named(join, "join"),
  ...named(find, "find findAll"),
  ...named(parsed, "cidr isIP isCIDR quantity isQuantity semver isSemver"),
  ...named((call) => (call.overload === "cidr_ip" ? { cost: ONE } : parsed(call)), "ip"),
  ...named((call) => ({ cost: timesFactor(sizeOfArg(call, 0), 2 * TRAVERSAL) }), "ip.isCanonical"),
  ...named(contains("cidr_contains_ip_string", COMPARED), "containsIP"),
  ...named(contains("cidr_contains_cidr_string", plus(COMPARED, MASKED)), "containsCIDR"),
  ...named(validate, "validate"),
  ...named(equality, "_==_"),
]);
