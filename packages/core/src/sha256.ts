const ROUNDS = 64;
const [INITIAL, CONSTANTS] = primeFractions();

/**
 * SHA-256 (FIPS 180-4) of a text's UTF-16 code units, big-endian, as 64 hexadecimal digits.
 * The core runs where there is no crypto module that answers synchronously.
 */
export function sha256(text: string): string {
  const blocks = paddedBlocks(text);
  const state = Int32Array.from(INITIAL);
  const schedule = new Int32Array(ROUNDS);
  for (let block = 0; block < blocks.length; block += 16) {
    expand(schedule, blocks.subarray(block, block + 16));
    compress(state, schedule);
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function paddedBlocks(text: string): Int32Array {
  const bits = text.length * 16;
  const words = new Int32Array(((bits + 64) >> 9) * 16 + 16);
  for (let index = 0; index < text.length; index++) {
    const word = index >> 1;
    words[word] = (words[word] ?? 0) | (text.charCodeAt(index) << (index & 1 ? 0 : 16));
  }
  const end = text.length >> 1;
  words[end] = (words[end] ?? 0) | (text.length & 1 ? 0x8000 : 0x80000000);
  words[words.length - 1] = bits;
  return words;
}

function expand(schedule: Int32Array, block: Int32Array): void {
  schedule.set(block);
  for (let index = 16; index < ROUNDS; index++) {
    const early = schedule[index - 15] ?? 0;
    const late = schedule[index - 2] ?? 0;
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[index] = (schedule[index - 16] ?? 0) + sigma0 + (schedule[index - 7] ?? 0) + sigma1;
  }
}

function compress(state: Int32Array, schedule: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as Registers;
  for (let index = 0; index < ROUNDS; index++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum1 + choice + (CONSTANTS[index] ?? 0) + (schedule[index] ?? 0)) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) {
    state[index] = (state[index] ?? 0) + word;
  }
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

type Registers = [number, number, number, number, number, number, number, number];

/** The first 32 bits of the fractional parts of the square roots of 8 primes and the cube roots of 64. */
function primeFractions(): readonly [Int32Array, Int32Array] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < ROUNDS; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;
  return [
    Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime))),
    Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime))),
  ];
}
