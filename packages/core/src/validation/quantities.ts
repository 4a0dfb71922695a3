import type { Quantity } from "../kubernetes/api/types.ts";
import { NANOS_PER_UNIT, type Nanos, parseQuantity } from "../kubernetes/quantity.ts";

const NANOS_PER_MILLI = 1_000_000n;

/** Of a text that the decoder took: the nanos. */
export function nanosOf(quantity: Quantity): Nanos {
  const text = typeof quantity === "string" ? quantity.trim() : quantity;
  return parseQuantity(text) ?? 0n;
}

const MILLI = /^(\d{1,12})(m|k|M|G|Ki|Mi|Gi)?$/;
const FACTORS: Readonly<Record<string, number>> = {
  ...{ m: 1, k: 1e6, M: 1e9, G: 1e12 },
  ...{ Ki: 1024e3, Mi: 1024 ** 2 * 1000, Gi: 1024 ** 3 * 1000 },
};

/** Whether the one is more than the other; the usual forms without big numbers, which cost ten times as much. */
export function isMore(a: Quantity, b: Quantity): boolean {
  const [one, other] = [milliOf(a), milliOf(b)];
  if (one !== undefined && other !== undefined) return one > other;
  return resourceNanosOf(a) > resourceNanosOf(b);
}

function milliOf(quantity: Quantity): number | undefined {
  const [, digits, suffix = ""] = MILLI.exec(String(quantity)) ?? [];
  if (digits === undefined) return undefined;
  const milli = Number(digits) * (FACTORS[suffix] ?? 1000);
  return Number.isSafeInteger(milli) ? milli : undefined;
}

/** Whether it is surely no less than 0: a sign would come first. */
export function isPlainlyPositive(quantity: Quantity): boolean {
  return typeof quantity === "string" ? /^\d/.test(quantity) : quantity >= 0;
}

/** As the entries of resource lists are kept: rounded up to thousandths (SetDefaults_ResourceList). */
export function resourceNanosOf(quantity: Quantity): Nanos {
  return roundedUp(nanosOf(quantity), NANOS_PER_MILLI);
}

/** The next whole number away from zero, as `Quantity.Value` has it. */
export function wholeOf(nanos: Nanos): bigint {
  return roundedUp(nanos, NANOS_PER_UNIT) / NANOS_PER_UNIT;
}

function roundedUp(nanos: Nanos, unit: bigint): Nanos {
  const rest = nanos % unit;
  if (rest === 0n) return nanos;
  return nanos > 0n ? nanos - rest + unit : nanos - rest - unit;
}

const DECIMAL_UNITS = [0, 1, 2, 3, 4, 5, 6].map((power) => 1000n ** BigInt(power));
const BINARY_UNITS = [1, 2, 3, 4, 5, 6].map((power) => 1024n ** BigInt(power));

/** Whether `validateContainerResourceDivisor` takes a divisor by its canonical text; 0 is what is not set. */
export function isSupportedDivisor(divisor: Quantity, isCpu: boolean): boolean {
  const nanos = nanosOf(divisor);
  if (nanos === 0n) return true;
  const text = String(divisor).trim();
  if (/\d[eE][-+]?\d+$/.test(text)) return false;
  // In canonical form a small number has no binary suffix.
  const isBinary = text.endsWith("i") && nanos >= 1024n * NANOS_PER_UNIT;
  if (isCpu) return !isBinary && (nanos === NANOS_PER_UNIT || nanos === NANOS_PER_MILLI);
  const units = isBinary ? BINARY_UNITS : DECIMAL_UNITS;
  return units.some((unit) => unit * NANOS_PER_UNIT === nanos);
}
