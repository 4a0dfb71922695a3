import { BINARY_SUFFIXES, DECIMAL_SUFFIXES } from "@watertight/core/kubernetes";
import type { Library } from "../typing/environment.ts";
import { BOOL, DOUBLE, INT, objectType, STRING, type Type } from "../typing/type.ts";
import { Comparable } from "../values/equality.ts";
import {
  CelError,
  Double,
  intOf,
  noSuchOverload,
  type Result,
  textOf,
  type Value,
} from "../values/value.ts";
import {
  type Amount,
  differenceOf,
  integerOf,
  opposite,
  order,
  SMALL_DIGITS,
  sumOf,
} from "./amounts.ts";
import { binary, declare, global, type member as Member, member, unary } from "./declare.ts";

/*
 * Quantities (k8s.io/apiserver/pkg/cel/library/quantity.go over k8s.io/apimachinery/pkg/api/resource): `value * 10^scale`, exact.
 * Go keeps most of them in 64 bits, and only of those it says that they are integers.
 */

const QUANTITY: Type = objectType("kubernetes.Quantity");

export class Quantity extends Comparable {
  readonly amount: Amount;
  /** Computed ones cannot be on the right of `==`: there the API server takes only what was parsed. */
  readonly isComputed: boolean;
  readonly comparesCheaply = true;

  constructor(amount: Amount, isComputed = false) {
    super();
    this.amount = amount;
    this.isComputed = isComputed;
  }

  override get type(): Type {
    return QUANTITY;
  }

  override equals(other: Value): Result {
    return other instanceof Quantity && !other.isComputed
      ? order(this.amount, other.amount) === 0
      : noSuchOverload("_==_", other);
  }

  /** As a decimal without a suffix. */
  override get keyText(): string {
    return this.toString();
  }

  override toString(): string {
    const { value, scale } = this.amount;
    if (scale >= 0) {
      return String(value * 10n ** BigInt(scale));
    }
    const digits = String(value < 0n ? -value : value).padStart(1 - scale, "0");
    const fraction = digits.slice(scale).replace(/0+$/, "");
    const sign = value < 0n ? "-" : "";
    return `${sign}${digits.slice(0, scale)}${fraction === "" ? "" : `.${fraction}`}`;
  }
}

const FORM = /^([+-]?)(?:0*)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/;

const FORMAT =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const SUFFIX = "unable to parse quantity's suffix";
const NUMERIC = "unable to parse numeric part of quantity";

const MAX_BINARY = 2n ** 63n - 1n;
const MAX_LENGTH = 1000;

interface Written {
  readonly isNegative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

function parseQuantity(text: string): CelError | Quantity {
  const found = text.length > MAX_LENGTH || text === "" ? null : FORM.exec(text);
  if (found === null) {
    return new CelError(FORMAT);
  }
  // A sign alone, and zeros alone, are zero.
  if (/^[+-]?0*$/.test(text)) {
    return new Quantity({ value: 0n, scale: 0, isSmall: true });
  }
  const [, sign, digits, fraction = "", suffix = ""] = found;
  const written = { isNegative: sign === "-", whole: digits || "0", fraction };
  return quantityOf(written, suffix, text);
}

function quantityOf(written: Written, suffix: string, text: string): CelError | Quantity {
  const binary = BINARY_SUFFIXES.get(suffix);
  if (binary !== undefined) {
    return binaryQuantity(written, binary, text);
  }
  const exponent = exponentOf(suffix);
  return exponent === undefined ? new CelError(SUFFIX) : decimalQuantity(written, exponent, text);
}

function exponentOf(suffix: string): number | undefined {
  const known = DECIMAL_SUFFIXES.get(suffix);
  if (known !== undefined) {
    return known;
  }
  return /^[eE][+-]?[0-9]+$/.test(suffix) ? Number(suffix.slice(1)) : undefined;
}

function decimalQuantity(
  { isNegative, whole, fraction }: Written,
  exponent: number,
  text: string,
): CelError | Quantity {
  const scale = exponent - fraction.length;
  const value = BigInt(whole + fraction);
  const signed = isNegative ? -value : value;
  if (whole.length + fraction.length <= SMALL_DIGITS && scale >= -9) {
    return new Quantity({ value: signed, scale, isSmall: true });
  }
  return isNumber(text) ? rounded(signed, scale) : new CelError(NUMERIC);
}

/** What infinite decimals take as a number: there must be a digit. */
function isNumber(text: string): boolean {
  return /^[+-]?(?:[0-9]|\.[0-9])/.test(text);
}

const MAX_EXPONENT = 10_000;

/** In billionths, rounded away from zero. */
function rounded(value: bigint, scale: number): CelError | Quantity {
  if (Math.abs(scale) > MAX_EXPONENT) {
    return new CelError(NUMERIC);
  }
  if (value === 0n) {
    return new Quantity({ value, scale: 0, isSmall: false });
  }
  if (scale >= -9) {
    return new Quantity({ value: value * 10n ** BigInt(scale + 9), scale: -9, isSmall: false });
  }
  const unit = 10n ** BigInt(-9 - scale);
  const whole = value / unit;
  const away = value < 0n ? -1n : 1n;
  const kept = whole * unit === value ? whole : whole + away;
  return new Quantity({ value: kept, scale: -9, isSmall: false });
}

function binaryQuantity(
  { isNegative, whole, fraction }: Written,
  exponent: number,
  text: string,
): CelError | Quantity {
  const room = 15 - whole.length - Math.trunc((exponent * 3) / 10) - 1;
  const value = BigInt(whole + fraction) * 2n ** BigInt(exponent);
  if (fraction === "" && room >= 0) {
    return new Quantity({ value: isNegative ? -value : value, scale: 0, isSmall: true });
  }
  const made = isNumber(text) ? rounded(value, -fraction.length) : new CelError(NUMERIC);
  return made instanceof CelError ? made : new Quantity(capped(made.amount, isNegative));
}

function capped(amount: Amount, isNegative: boolean): Amount {
  const largest: Amount = { value: MAX_BINARY, scale: 0, isSmall: false };
  const kept = order(amount, largest) > 0 ? largest : amount;
  return isNegative ? opposite(kept) : kept;
}

type Overload = ReturnType<typeof Member>;

function on(name: string, does: (quantity: Amount) => Result, result: Type): Overload {
  return member(
    name,
    [QUANTITY],
    result,
    unary((value) =>
      value instanceof Quantity ? does(value.amount) : noSuchOverload(name, value),
    ),
  );
}

function comparing(id: string, result: Type, does: (order: number) => Value): Overload {
  return member(
    id,
    [QUANTITY, QUANTITY],
    result,
    binary((left, right) =>
      left instanceof Quantity && right instanceof Quantity
        ? does(order(left.amount, right.amount))
        : noSuchOverload(id, left),
    ),
  );
}

function adding(id: string, other: Type, sign: 1n | -1n): Overload {
  return member(
    id,
    [QUANTITY, other],
    QUANTITY,
    binary((left, right) => {
      const added = right instanceof Quantity ? right.amount : small(right);
      if (!(left instanceof Quantity)) {
        return noSuchOverload(id, left);
      }
      return new Quantity((sign === 1n ? sumOf : differenceOf)(left.amount, added), true);
    }),
  );
}

function small(value: Value): Amount {
  return {
    value: typeof value === "number" || typeof value === "bigint" ? BigInt(value) : 0n,
    scale: 0,
    isSmall: true,
  };
}

/** Overloads that quantities and versions share a name for are in both libraries. */
export const QUANTITIES: Library = {
  functions: [
    declare(
      "quantity",
      global(
        "string_to_quantity",
        [STRING],
        QUANTITY,
        unary((text) => parseQuantity(textOf(text))),
      ),
    ),
    declare(
      "isQuantity",
      global(
        "is_quantity_string",
        [STRING],
        BOOL,
        unary((text) => parseQuantity(textOf(text)) instanceof Quantity),
      ),
    ),
    // Upstream declares it as a function, not as a member.
    declare("sign", {
      ...on("quantity_sign", ({ value }) => (value < 0n ? -1 : Number(value > 0n)), INT),
      isMember: false,
    }),
    declare(
      "isGreaterThan",
      comparing("quantity_is_greater_than", BOOL, (found) => found > 0),
    ),
    declare(
      "isLessThan",
      comparing("quantity_is_less_than", BOOL, (found) => found < 0),
    ),
    declare(
      "compareTo",
      comparing("quantity_compare_to", INT, (found) => found),
    ),
    declare(
      "asApproximateFloat",
      on(
        "quantity_get_float",
        ({ value, scale }) =>
          new Double(scale === 0 ? Number(value) : Number(value) * Number(`1e${scale}`)),
        DOUBLE,
      ),
    ),
    declare(
      "asInteger",
      on(
        "quantity_get_int",
        (amount) => {
          const whole = integerOf(amount);
          return whole === undefined
            ? new CelError("cannot convert value to integer")
            : intOf(whole);
        },
        INT,
      ),
    ),
    declare(
      "isInteger",
      on("quantity_is_integer", (amount) => integerOf(amount) !== undefined, BOOL),
    ),
    declare("add", adding("quantity_add", QUANTITY, 1n), adding("quantity_add_int", INT, 1n)),
    declare("sub", adding("quantity_sub", QUANTITY, -1n), adding("quantity_sub_int", INT, -1n)),
  ],
};
