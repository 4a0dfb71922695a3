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
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (bytes.length % 2 !== 0) return "utf-8";
  if (isAscii(first) && second === 0 && (bytes.length === 2 || (isAscii(third) && fourth === 0))) {
    return "utf-16le";
  }
  if (first === 0 && isAscii(second) && (bytes.length === 2 || (third === 0 && isAscii(fourth)))) {
    return "utf-16be";
  }
  return "utf-8";
}

function isAscii(byte: number | undefined): boolean {
  return byte !== undefined && byte !== 0 && byte < 128;
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
