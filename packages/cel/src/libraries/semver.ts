import type { Library } from "../typing/environment.ts";
import { BOOL, INT, objectType, STRING, type Type } from "../typing/type.ts";
import { Comparable } from "../values/equality.ts";
import {
  CelError,
  fitsUint64,
  intOf,
  noSuchOverload,
  type Result,
  textOf,
  type Value,
} from "../values/value.ts";
import { binary, declare, global, member, unary } from "./declare.ts";

/*
 * Semantic versions (k8s.io/apiserver/pkg/cel/library/semverlib.go over github.com/blang/semver), which Kubernetes has since 1.33.
 */

const SEMVER: Type = objectType("kubernetes.Semver");

export class Semver extends Comparable {
  readonly numbers: readonly bigint[];
  readonly prerelease: readonly (bigint | string)[];
  readonly build: readonly string[];
  readonly comparesCheaply = true;

  constructor(
    numbers: readonly bigint[],
    prerelease: readonly (bigint | string)[],
    build: readonly string[],
  ) {
    super();
    this.numbers = numbers;
    this.prerelease = prerelease;
    this.build = build;
  }

  override get type(): Type {
    return SEMVER;
  }

  override equals(other: Value): Result {
    return other instanceof Semver ? order(this, other) === 0 : noSuchOverload("_==_", other);
  }

  override get keyText(): string {
    return this.toString();
  }

  override toString(): string {
    const pre = this.prerelease.length === 0 ? "" : `-${this.prerelease.join(".")}`;
    const build = this.build.length === 0 ? "" : `+${this.build.join(".")}`;
    return `${this.numbers.join(".")}${pre}${build}`;
  }
}

function order(left: Semver, right: Semver): number {
  for (const [at, own] of left.numbers.entries()) {
    const other = right.numbers[at] ?? 0n;
    if (own !== other) {
      return own < other ? -1 : 1;
    }
  }
  return orderOfPrereleases(left.prerelease, right.prerelease);
}

type Identifiers = readonly (bigint | string)[];

/** A version without is after those with one. */
function orderOfPrereleases(left: Identifiers, right: Identifiers): number {
  if (left.length === 0 || right.length === 0) {
    return Math.sign(right.length - left.length);
  }
  for (const [at, own] of left.entries()) {
    const other = right[at];
    if (other === undefined) {
      return 1;
    }
    const found = orderOfIdentifiers(own, other);
    if (found !== 0) {
      return found;
    }
  }
  return left.length < right.length ? -1 : 0;
}

function orderOfIdentifiers(left: bigint | string, right: bigint | string): number {
  if (typeof left !== typeof right) {
    return typeof left === "bigint" ? -1 : 1;
  }
  return left < right ? -1 : Number(left > right);
}

const PART = /^[0-9A-Za-z-]+$/;

function parseSemver(text: string): CelError | Semver {
  const parts = splitInThree(text);
  if (parts.length < 3) {
    return new CelError(
      text === "" ? "Version string empty" : "No Major.Minor.Patch elements found",
    );
  }
  const [core, build] = cut(parts.slice(2).join(""), "+");
  const [patch, prerelease] = cut(core, "-");
  const numbers = [...parts.slice(0, 2), patch].map(numberOf);
  const identifiers = prerelease?.split(".").map(identifierOf) ?? [];
  const fault = [...numbers, ...identifiers].find((each) => each instanceof CelError);
  if (fault instanceof CelError) {
    return fault;
  }
  const metadata = build?.split(".") ?? [];
  return metadata.every((part) => PART.test(part))
    ? new Semver(numbers.filter(isNumber), identifiers.filter(isIdentifier), metadata)
    : new CelError("Invalid character(s) found in build meta data");
}

function cut(text: string, mark: string): readonly [string, string | undefined] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function isNumber(value: CelError | bigint): value is bigint {
  return typeof value === "bigint";
}

function isIdentifier(value: CelError | bigint | string): value is bigint | string {
  return !(value instanceof CelError);
}

function numberOf(text: string): CelError | bigint {
  if (!/^[0-9]+$/.test(text) || text.length > 100) {
    return new CelError(`Invalid character(s) found in number "${text}"`);
  }
  if (text.length > 1 && text.startsWith("0")) {
    return new CelError(`Number must not contain leading zeroes "${text}"`);
  }
  const value = BigInt(text);
  return fitsUint64(value) ? value : new CelError("value out of range");
}

function identifierOf(text: string): CelError | bigint | string {
  if (text === "") {
    return new CelError("Prerelease is empty");
  }
  if (/^[0-9]+$/.test(text)) {
    return numberOf(text);
  }
  return PART.test(text)
    ? text
    : new CelError(`Invalid character(s) found in prerelease "${text}"`);
}

/** A version with what people leave away: without `v`, leading zeros, and with all three numbers. */
function normalized(text: string): CelError | Semver {
  const parts = splitInThree(text.startsWith("v") ? text.slice(1) : text).map(withoutZeros);
  if (parts.length < 3 && /[+-]/.test(parts.at(-1) ?? "")) {
    return new CelError("short version cannot contain PreRelease/Build meta data");
  }
  while (parts.length < 3) {
    parts.push("0");
  }
  return parseSemver(parts.join("."));
}

function splitInThree(text: string): string[] {
  const parts = text.split(".");
  return parts.length <= 3 ? parts : [...parts.slice(0, 2), parts.slice(2).join(".")];
}

function withoutZeros(part: string): string {
  if (part.length <= 1) {
    return part;
  }
  const stripped = part.replace(/^0+/, "");
  return /^[0-9]/.test(stripped) ? stripped : `0${stripped}`;
}

function parsed(text: Value, normalize: Value): CelError | Semver {
  return normalize === true ? normalized(textOf(text)) : parseSemver(textOf(text));
}

function number(name: string, at: number): ReturnType<typeof declare> {
  return declare(
    name,
    member(
      `semver_${name}`,
      [SEMVER],
      INT,
      unary((value) =>
        value instanceof Semver
          ? intOf(BigInt.asIntN(64, value.numbers[at] ?? 0n))
          : noSuchOverload(name, value),
      ),
    ),
  );
}

function comparing(
  name: string,
  id: string,
  { result, does }: { result: Type; does: (order: number) => Value },
): ReturnType<typeof declare> {
  return declare(
    name,
    member(
      id,
      [SEMVER, SEMVER],
      result,
      binary((left, right) =>
        left instanceof Semver && right instanceof Semver
          ? does(order(left, right))
          : noSuchOverload(name, left),
      ),
    ),
  );
}

export const SEMVERS: Library = {
  functions: [
    declare(
      "semver",
      global(
        "string_to_semver",
        [STRING],
        SEMVER,
        unary((text) => parsed(text, false)),
      ),
      global("string_bool_to_semver", [STRING, BOOL], SEMVER, binary(parsed)),
    ),
    declare(
      "isSemver",
      global(
        "is_semver_string",
        [STRING],
        BOOL,
        unary((text) => parsed(text, false) instanceof Semver),
      ),
      global(
        "is_semver_string_bool",
        [STRING, BOOL],
        BOOL,
        binary((text, normalize) => parsed(text, normalize) instanceof Semver),
      ),
    ),
    comparing("isGreaterThan", "semver_is_greater_than", {
      result: BOOL,
      does: (order) => order > 0,
    }),
    comparing("isLessThan", "semver_is_less_than", { result: BOOL, does: (order) => order < 0 }),
    comparing("compareTo", "semver_compare_to", { result: INT, does: (order) => order }),
    number("major", 0),
    number("minor", 1),
    number("patch", 2),
  ],
};
