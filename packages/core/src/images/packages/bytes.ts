/** The byte at a place; beyond the end it is 0, so that readers of damaged files stay total. */
export function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

/** An unsigned number of 16 bits. */
export function uint16(bytes: Uint8Array, at: number, big = false): number {
  const first = byteAt(bytes, at);
  const second = byteAt(bytes, at + 1);
  return big ? first * 256 + second : second * 256 + first;
}

/** An unsigned number of 32 bits. */
export function uint32(bytes: Uint8Array, at: number, big = false): number {
  const first = uint16(bytes, at, big);
  const second = uint16(bytes, at + 2, big);
  return big ? first * 65_536 + second : second * 65_536 + first;
}

/** An unsigned number of 64 bits; beyond 2^53 it is not exact, and no place in any file. */
export function uint64(bytes: Uint8Array, at: number, big = false): number {
  const first = uint32(bytes, at, big);
  const second = uint32(bytes, at + 4, big);
  return big ? first * 4_294_967_296 + second : second * 4_294_967_296 + first;
}

/** Bytes as characters of ISO 8859-1. */
export function latin1(bytes: Uint8Array, from = 0, to: number = bytes.length): string {
  let text = "";
  for (let at = from; at < Math.min(to, bytes.length); at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + 8192, to)));
  }
  return text;
}

/** Bytes as UTF-8; what is none stays as characters of ISO 8859-1, as old packages were written. */
export function utf8(bytes: Uint8Array, from = 0, to: number = bytes.length): string {
  const text = latin1(bytes, from, to);
  if (!/[\x80-\xff]/.test(text)) return text;
  try {
    return decodeURIComponent(
      text.replaceAll(/[%\x80-\xff]/g, (char) => `%${char.charCodeAt(0).toString(16)}`),
    );
  } catch {
    return text;
  }
}

/** The text that ends with a zero byte. */
export function cString(bytes: Uint8Array, at: number, end: number = bytes.length): string {
  const zero = bytes.indexOf(0, at);
  return utf8(bytes, at, zero < 0 || zero > end ? end : zero);
}

/** The first place of a pattern at or after a place, or -1. */
export function indexOfBytes(bytes: Uint8Array, pattern: Uint8Array, from = 0): number {
  const first = byteAt(pattern, 0);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (startsWithAt(bytes, pattern, at)) return at;
  }
  return -1;
}

/** Whether the pattern stands at a place. */
export function startsWithAt(bytes: Uint8Array, pattern: Uint8Array, at = 0): boolean {
  for (let index = 0; index < pattern.length; index++) {
    if (bytes[at + index] !== pattern[index]) return false;
  }
  return true;
}

/** The characters of a text, each below 256, as bytes. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
