import { fitsInt64 } from "../values/value.ts";

/*
 * Numbers as k8s.io/apimachinery/pkg/api/resource keeps them: `value * 10^scale`, exact.
 */

export interface Amount {
  readonly value: bigint;
  readonly scale: number;
  /** Whether Go has it in 64 bits. */
  readonly isSmall: boolean;
}

/** Digits that a number in 64 bits certainly has room for. */
export const SMALL_DIGITS = 18;

/** -1, 0 or 1. */
export function order(left: Amount, right: Amount): number {
  const [one, two] = aligned(left, right);
  return one < two ? -1 : Number(one > two);
}

function aligned(left: Amount, right: Amount): readonly [bigint, bigint] {
  const scale = Math.min(left.scale, right.scale);
  return [
    left.value * 10n ** BigInt(left.scale - scale),
    right.value * 10n ** BigInt(right.scale - scale),
  ];
}

export function sumOf(left: Amount, right: Amount): Amount {
  return smallSum(left, right) ?? exactSum(left, right);
}

/** In 64 bits the smallest integer has no opposite: Go takes it as it is. */
export function differenceOf(left: Amount, right: Amount): Amount {
  const wrapped = { ...right, value: BigInt.asIntN(64, -right.value) };
  return (right.isSmall ? smallSum(left, wrapped) : undefined) ?? exactSum(left, opposite(right));
}

export function opposite(amount: Amount): Amount {
  return { ...amount, value: -amount.value };
}

/** The sum, if all of it stays within 64 bits. */
function smallSum(left: Amount, right: Amount): Amount | undefined {
  if (!left.isSmall || !right.isSmall) {
    return;
  }
  if (left.value === 0n || right.value === 0n) {
    return right.value === 0n ? left : right;
  }
  const sum = exactSum(left, right);
  const fits = [...aligned(left, right), sum.value].every(fitsInt64);
  return fits ? { ...sum, isSmall: true } : undefined;
}

function exactSum(left: Amount, right: Amount): Amount {
  const [one, two] = aligned(left, right);
  return { value: one + two, scale: Math.min(left.scale, right.scale), isSmall: false };
}

/** The integer of a quantity of which Go knows that it is one. */
export function integerOf({ value, scale, isSmall }: Amount): bigint | undefined {
  if (!isSmall || scale < 0 || scale > SMALL_DIGITS + 1) {
    return;
  }
  const whole = value * 10n ** BigInt(scale);
  return fitsInt64(whole) ? whole : undefined;
}
