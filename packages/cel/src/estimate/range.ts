/*
 * Least and most that something is or costs, in unsigned integers of 64 bits that end at the largest (cel-go's checker/cost.go).
 */

/** From the least to the most. */
export interface Range {
  readonly least: bigint;
  readonly most: bigint;
}

export const LARGEST: bigint = 2n ** 64n - 1n;

/** Of what nothing is known. */
export const ANY_SIZE: Range = { least: 0n, most: LARGEST };

export const NOTHING: Range = exactly(0n);

export function exactly(value: bigint): Range {
  return { least: value, most: value };
}

export function upTo(most: bigint): Range {
  return { least: 0n, most };
}

export function plus(...ranges: readonly Range[]): Range {
  return ranges.reduce((sum, { least, most }) => ({
    least: capped(sum.least + least),
    most: capped(sum.most + most),
  }));
}

export function times(one: Range, other: Range): Range {
  return { least: capped(one.least * other.least), most: capped(one.most * other.most) };
}

/** Times a number that need not be whole, rounded up. */
export function timesFactor({ least, most }: Range, factor: number): Range {
  return { least: scaled(least, factor), most: scaled(most, factor) };
}

/** What holds both. */
export function either(one: Range, other: Range): Range {
  return {
    least: one.least < other.least ? one.least : other.least,
    most: one.most > other.most ? one.most : other.most,
  };
}

/** The product of two numbers, or the largest. */
export function product(one: bigint, other: bigint): bigint {
  return capped(one * other);
}

/** The sum of two numbers, or the largest. */
export function sum(one: bigint, other: bigint): bigint {
  return capped(one + other);
}

function capped(value: bigint): bigint {
  return value > LARGEST ? LARGEST : value;
}

function scaled(value: bigint, factor: number): bigint {
  const found = Math.ceil(Number(value) * factor);
  return found >= 2 ** 64 ? LARGEST : BigInt(found);
}
