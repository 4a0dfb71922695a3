const ROUNDS = 64;
const BLOCK_BYTES = 64;
const [INITIAL, CONSTANTS] = primeFractions();

/** Scratch of one call: allocating these cost more than the rounds. */
const schedule = new Int32Array(ROUNDS);
const state = new Int32Array(8);

/** A scan takes a hash a finding: where the platform has a synchronous one it takes a fifteenth of the time of ours. */
const native = platformHash();

/**
 * SHA-256 (FIPS 180-4) of a text in UTF-8, as 64 hexadecimal digits; a lone surrogate counts as three bytes like any other
 * character of its range. Browsers have no crypto that answers synchronously: there it is computed here.
 */
export function sha256(text: string): string {
  return native && !LONE_SURROGATE.test(text) ? native("sha256", text) : computedSha256(text);
}

const LONE_SURROGATE = /\p{Surrogate}/u;

type Hash = (algorithm: "sha256", text: string) => string;

/** `crypto.hash` of Node and of what follows it; undefined elsewhere. */
function platformHash(): Hash | undefined {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => { hash?: Hash } | undefined };
  };
  return process?.getBuiltinModule?.("node:crypto")?.hash;
}

/** The same in JavaScript alone. */
export function computedSha256(text: string): string {
  const blocks = paddedBlocks(text);
  state.set(INITIAL);
  for (let block = 0; block < blocks.length; block += 16) {
    expand(blocks, block);
    compress();
  }
  let digits = "";
  for (const word of state) digits += (word >>> 0).toString(16).padStart(8, "0");
  return digits;
}

function paddedBlocks(text: string): Int32Array {
  const bytes = utf8(text);
  const count = ((bytes.length + 8) / BLOCK_BYTES) | 0;
  const words = new Int32Array((count + 1) * 16);
  for (let index = 0; index < bytes.length; index++) {
    const word = index >> 2;
    words[word] = (words[word] ?? 0) | ((bytes[index] ?? 0) << (24 - (index & 3) * 8));
  }
  const end = bytes.length >> 2;
  words[end] = (words[end] ?? 0) | (0x80 << (24 - (bytes.length & 3) * 8));
  words[words.length - 1] = bytes.length * 8;
  return words;
}

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000)
      bytes.push(0xe0 | (code >> 12), continuation(code, 6), continuation(code, 0));
    else {
      bytes.push(
        0xf0 | (code >> 18),
        continuation(code, 12),
        continuation(code, 6),
        continuation(code, 0),
      );
      index++;
    }
  }
  return bytes;
}

function continuation(code: number, shift: number): number {
  return 0x80 | ((code >> shift) & 63);
}

function expand(blocks: Int32Array, from: number): void {
  for (let index = 0; index < 16; index++) schedule[index] = blocks[from + index] ?? 0;
  for (let index = 16; index < ROUNDS; index++) {
    const early = schedule[index - 15] ?? 0;
    const late = schedule[index - 2] ?? 0;
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[index] = (schedule[index - 16] ?? 0) + sigma0 + (schedule[index - 7] ?? 0) + sigma1;
  }
}

type Registers = [number, number, number, number, number, number, number, number];

function compress(): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as Registers;
  for (let index = 0; index < ROUNDS; index++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum1 + choice + (CONSTANTS[index] ?? 0) + (schedule[index] ?? 0)) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    // One assignment a register: as one destructuring this loop took three times as long.
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  const sums = [a, b, c, d, e, f, g, h];
  for (let index = 0; index < sums.length; index++) {
    state[index] = (state[index] ?? 0) + (sums[index] ?? 0);
  }
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

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
