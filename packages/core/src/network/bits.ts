/** A set of small integers, 32 to a word; all sets of one universe have the same length. */
export type Bits = Uint32Array;

export function emptyBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

export function fullBits(size: number): Bits {
  const bits = emptyBits(size).fill(0xffffffff);
  const rest = size & 31;
  if (rest > 0) bits[bits.length - 1] = 2 ** rest - 1;
  return bits;
}

export function setBit(bits: Bits, index: number): void {
  bits[index >>> 5] = word(bits, index >>> 5) | (1 << (index & 31));
}

export function hasBit(bits: Bits, index: number): boolean {
  return ((word(bits, index >>> 5) >>> (index & 31)) & 1) === 1;
}

/** The word at an index; 0 past the end. */
export function word(bits: Bits, index: number): number {
  return bits[index] ?? 0;
}

export function addAll(into: Bits, bits: Bits): void {
  for (let index = 0; index < into.length; index++)
    into[index] = word(into, index) | word(bits, index);
}

export function keepOnly(into: Bits, bits: Bits): void {
  for (let index = 0; index < into.length; index++)
    into[index] = word(into, index) & word(bits, index);
}

export function removeAll(into: Bits, bits: Bits): void {
  for (let index = 0; index < into.length; index++)
    into[index] = word(into, index) & ~word(bits, index);
}

export function intersects(a: Bits, b: Bits): boolean {
  return a.some((value, index) => (value & word(b, index)) !== 0);
}

export function isEmpty(bits: Bits): boolean {
  for (let index = 0; index < bits.length; index++) if (bits[index] !== 0) return false;
  return true;
}

export function sameBits(a: Bits, b: Bits): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

/** The members in ascending order. */
export function* membersOf(bits: Bits): Generator<number> {
  for (let index = 0; index < bits.length; index++) {
    for (let rest = word(bits, index); rest !== 0; rest &= rest - 1) {
      yield index * 32 + (31 - Math.clz32(rest & -rest));
    }
  }
}
