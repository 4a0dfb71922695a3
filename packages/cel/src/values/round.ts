/*
 * Doubles with a number of digits, as golang.org/x/text writes them for American English: exact, halves to the even digit.
 */

/** With a fixed number of digits after the point, and thousands set apart. */
export function fixedPoint(value: number, precision: number, isGrouped = true): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
  }
  const digits = roundedAt(Math.abs(value), precision)
    .toString()
    .padStart(precision + 1, "0");
  const whole = digits.slice(0, digits.length - precision);
  const fraction = precision === 0 ? "" : `.${digits.slice(-precision)}`;
  const sign = value < 0 ? "-" : "";
  return `${sign}${isGrouped ? whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ",") : whole}${fraction}`;
}

const SUPERSCRIPT = Array.from("⁰¹²³⁴⁵⁶⁷⁸⁹");

/** As a power of ten with six digits, at least `width` characters wide: what cel-go makes of the precision. */
export function scientific(value: number, width: number): string {
  return scientificText(value).padStart(width);
}

function scientificText(value: number): string {
  if (!Number.isFinite(value)) {
    return fixedPoint(value, 0);
  }
  const [digits = "", power = "0"] = value.toExponential(6).split("e");
  const exponent = Number(power);
  const shown = Array.from(String(Math.abs(exponent)).padStart(2, "0")).map(
    (digit) => SUPERSCRIPT[Number(digit)],
  );
  return `${digits}×10${exponent < 0 ? "⁻" : ""}${shown.join("")}`;
}

const bits = new DataView(new ArrayBuffer(8));

/** `value * 10^precision` as the nearest integer, exactly. */
function roundedAt(value: number, precision: number): bigint {
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const exponent = Number((raw >> 52n) & 0x7ffn);
  const mantissa = exponent === 0 ? raw & 0xfffffffffffffn : (raw & 0xfffffffffffffn) | (1n << 52n);
  const power = (exponent === 0 ? 1 : exponent) - 1075;
  const scaled = mantissa * 10n ** BigInt(precision);
  return power >= 0 ? scaled << BigInt(power) : halved(scaled, BigInt(-power));
}

function halved(scaled: bigint, shift: bigint): bigint {
  const whole = scaled >> shift;
  const rest = scaled - (whole << shift);
  const half = 1n << (shift - 1n);
  const isUp = rest > half || (rest === half && whole % 2n === 1n);
  return isUp ? whole + 1n : whole;
}
