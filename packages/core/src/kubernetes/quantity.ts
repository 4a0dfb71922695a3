/** A resource quantity as an exact number of billionths: `100m` is 100_000_000n, `1Ki` is 1_024_000_000_000n. */
export type Nanos = bigint;

/** How many nanos are one whole unit. */
export const NANOS_PER_UNIT: Nanos = 1_000_000_000n;

// Quantities with a binary suffix stop here.
const LARGEST = (2n ** 63n - 1n) * NANOS_PER_UNIT;
// Longer texts are no quantities that anybody wrote, and big numbers cost time.
const LONGEST_TEXT = 10_000;
// Beyond this power of ten all quantities count as equally large: the digits would only cost memory.
const LARGEST_EXPONENT = 100;

/** Powers of ten by their suffix. */
export const DECIMAL_SUFFIXES: ReadonlyMap<string, number> = new Map([
  ["n", -9],
  ["u", -6],
  ["m", -3],
  ["", 0],
  ["k", 3],
  ["M", 6],
  ["G", 9],
  ["T", 12],
  ["P", 15],
  ["E", 18],
]);
/** Powers of two by their suffix. */
export const BINARY_SUFFIXES: ReadonlyMap<string, number> = new Map([
  ["Ki", 10],
  ["Mi", 20],
  ["Gi", 30],
  ["Ti", 40],
  ["Pi", 50],
  ["Ei", 60],
]);

const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?((?:[eEinumkKMGTP]+[+-]?\d*)?)$/;

/**
 * The value of a quantity, or undefined where Kubernetes refuses the text; follows `ParseQuantity` of
 * apimachinery's `pkg/api/resource`: rounds up to billionths and caps what has a binary suffix.
 */
export function parseQuantity(quantity: string | number | bigint): Nanos | undefined {
  const text = typeof quantity === "string" ? quantity : String(quantity);
  const match = text.length > LONGEST_TEXT ? null : QUANTITY.exec(text);
  if (text === "" || !match) return undefined;
  const magnitude = magnitudeOf(match[2] ?? "", match[3] ?? "", match[4] ?? "");
  return magnitude !== undefined && match[1] === "-" ? -magnitude : magnitude;
}

/** -1, 0 or 1 as one quantity is less than, equal to or more than another; undefined where one is none. */
export function compareQuantities(
  a: string | number | bigint,
  b: string | number | bigint,
): -1 | 0 | 1 | undefined {
  const [first, second] = [parseQuantity(a), parseQuantity(b)];
  if (first === undefined || second === undefined) return undefined;
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function magnitudeOf(whole: string, fraction: string, suffix: string): Nanos | undefined {
  const binary = BINARY_SUFFIXES.get(suffix);
  const exponent = DECIMAL_SUFFIXES.get(suffix) ?? exponentOf(suffix);
  // A suffix alone is zero, but only where upstream does not need its big decimals.
  if (whole + fraction === "" && ((binary ?? 0) > 40 || (exponent ?? 0) < -9)) return undefined;
  const digits = BigInt(whole + fraction);
  if (binary !== undefined) return binaryMagnitude(digits, fraction.length, binary);
  return exponent === undefined ? undefined : shift(digits, exponent - fraction.length + 9);
}

function binaryMagnitude(digits: bigint, decimals: number, exponent: number): Nanos {
  const scaled = (digits * NANOS_PER_UNIT) << BigInt(exponent);
  const nanos = divideUp(scaled, 10n ** BigInt(decimals));
  return nanos > LARGEST ? LARGEST : nanos;
}

function exponentOf(suffix: string): number | undefined {
  if (!/^[eE][+-]?\d+$/.test(suffix)) return undefined;
  const exponent =
    suffix[1] === "-" ? -BigInt(suffix.slice(2)) : BigInt(suffix.slice(1).replace("+", ""));
  // As upstream: an exponent of 64 bits is read, 32 of them count.
  if (BigInt.asIntN(64, exponent) !== exponent) return undefined;
  return Number(BigInt.asIntN(32, exponent));
}

function shift(value: bigint, exponent: number): bigint {
  if (value === 0n) return 0n;
  if (exponent >= 0) return value * 10n ** BigInt(Math.min(exponent, LARGEST_EXPONENT));
  const digits = value.toString().length;
  return exponent < -digits ? 1n : divideUp(value, 10n ** BigInt(-exponent));
}

function divideUp(value: bigint, divisor: bigint): bigint {
  return (value + divisor - 1n) / divisor;
}
