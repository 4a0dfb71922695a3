/**
 * What a plain scalar means to go.yaml.in/yaml/v2 (`resolve` in its resolve.go). Infinity and NaN are given
 * as such: no JSON can hold them, so the caller must refuse them.
 */
export type Scalar = string | number | bigint | boolean | null;

const WORDS = new Map<string, Scalar>([
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map(
    (word): [string, Scalar] => [word, true],
  ),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map(
    (word): [string, Scalar] => [word, false],
  ),
  ...["", "~", "null", "Null", "NULL"].map((word): [string, Scalar] => [word, null]),
  ...[".nan", ".NaN", ".NAN"].map((word): [string, Scalar] => [word, Number.NaN]),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word): [string, Scalar] => [
    word,
    Number.POSITIVE_INFINITY,
  ]),
  ...["-.inf", "-.Inf", "-.INF"].map((word): [string, Scalar] => [word, Number.NEGATIVE_INFINITY]),
]);

const [TEXT, WORD, NUMBER] = [0, 1, 2];
/** By first character: what the scalar may be. Most are plain text, and one look tells it. */
const HINTS = new Uint8Array(128);
for (const character of "yYnNtTfFoO~") HINTS[character.charCodeAt(0)] = WORD;
for (const character of "0123456789+-.") HINTS[character.charCodeAt(0)] = NUMBER;

/** The value of a plain scalar without a tag. */
export function resolvePlain(text: string): Scalar {
  if (text === "") return null;
  const code = text.charCodeAt(0);
  const hint = code < 128 ? HINTS[code] : TEXT;
  if (hint === TEXT) return text;
  if (hint === WORD) {
    if (text.length > 5) return text;
    const word = WORDS.get(text);
    return word === undefined ? text : word;
  }
  return smallInteger(text) ?? resolveNumber(text, code);
}

/** `8080` and the like, by far the most numbers; undefined for everything less simple. */
function smallInteger(text: string): number | undefined {
  const { length } = text;
  if (length > 9) return undefined;
  let value = text.charCodeAt(0) - 48;
  if (value < 0 || value > 9 || (value === 0 && length > 1)) return undefined;
  for (let index = 1; index < length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

function resolveNumber(text: string, code: number): Scalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  // Here goyaml leaves it to Go, to which an underscore must stand between digits.
  if (code === 46) return float(text.replace(/(\d)_(?=\d)/g, "$1")) ?? text;
  if (text.length > 3 && !/^[-+]?[\d._]/.test(text)) return text;
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  return parseInteger(plain) ?? float(plain) ?? oddBinary(plain) ?? text;
}

const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

function float(text: string): number | undefined {
  if (!FLOAT.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

const INTEGER = /^([-+]?)(0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/;

/** Go's `strconv.ParseInt(text, 0, 64)`, then `ParseUint`. Exact: beyond 2^53 a bigint. */
export function parseInteger(text: string): number | bigint | undefined {
  const [, sign, digits] = INTEGER.exec(text) ?? [];
  if (sign === undefined || digits === undefined) return undefined;
  const size = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits.toLowerCase());
  const limit = sign === "-" ? 2n ** 63n : sign === "+" ? 2n ** 63n - 1n : 2n ** 64n - 1n;
  if (size > limit) return undefined;
  const value = sign === "-" ? -size : size;
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

/** `0b+11`: goyaml's own attempt at binary numbers takes a sign behind the prefix. */
function oddBinary(text: string): number | undefined {
  const [, sign, digits] = /^0b([-+])([01]{1,52})$/.exec(text) ?? [];
  if (sign === undefined || digits === undefined) return undefined;
  const value = Number.parseInt(digits, 2);
  return sign === "-" && value !== 0 ? -value : value;
}

/**
 * The text of a key that is not text: sigs.k8s.io/yaml turns booleans and numbers to text, floats as if they
 * had 32 bits. Undefined: such a key is refused.
 */
export function keyText(value: Scalar, source: string): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "bigint") return value < 2n ** 63n ? value.toString() : undefined;
  if (value === null) return undefined;
  const isFloat = parseInteger(source.replaceAll("_", "")) === undefined;
  return isFloat ? floatKey(value) : String(value);
}

/** Go's `strconv.FormatFloat(value, 'g', -1, 32)`. */
function floatKey(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return ".nan";
  if (!Number.isFinite(single)) return single > 0 ? ".inf" : "-.inf";
  if (single === 0) return Object.is(single, -0) ? "-0" : "0";
  const shortest = Array.from({ length: 9 }, (_, digits) => single.toExponential(digits)).find(
    (text) => Math.fround(Number(text)) === single,
  );
  const text = shortest ?? single.toExponential(9);
  const exponent = Number(text.slice(text.indexOf("e") + 1));
  if (exponent >= -4 && exponent < 6) return String(Number(text));
  return text.replace(/e([-+])(\d)$/, "e$10$2");
}
