import { isUtf8 } from "node:buffer";

/** A file's bytes as text without byte order mark, or a whole sentence that says why they are none. */
export function decodeText(
  bytes: Uint8Array,
): { readonly text: string } | { readonly problem: string } {
  const encoding = encodingOf(bytes);
  const text = encoding === "utf-8" ? decodeUtf8(bytes) : decodeUtf16(bytes, encoding);
  if (text === undefined)
    return { problem: `The file is not text: its bytes are no valid ${encoding.toUpperCase()}.` };
  if (text.includes("\0")) return { problem: "The file is binary: it holds NUL characters." };
  return { text };
}

type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** By the byte order mark, or without one by where the zeros of the first two ASCII characters are. */
function encodingOf(bytes: Uint8Array): Encoding {
  const [first = 1, second = 1] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (bytes.length % 2 !== 0) return "utf-8";
  if (zerosStand(bytes, 1)) return "utf-16le";
  return zerosStand(bytes, 0) ? "utf-16be" : "utf-8";
}

/** True if of the first two pairs of bytes exactly the bytes with this parity are zero. */
function zerosStand(bytes: Uint8Array, parity: number): boolean {
  const head = [...bytes.subarray(0, 4)];
  return head.length > 0 && head.every((byte, index) => (byte === 0) === (index % 2 === parity));
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return undefined;
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    "utf8",
    hasMark ? 3 : 0,
  );
}

function decodeUtf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): string | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const buffer = Buffer.from(bytes);
  if (encoding === "utf-16be") buffer.swap16();
  const text = buffer.toString("utf16le");
  if (/\p{Surrogate}/u.test(text)) return undefined;
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}
