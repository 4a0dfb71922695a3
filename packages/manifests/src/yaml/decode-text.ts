import { isUtf8 } from "node:buffer";
import type { Problem } from "../document.ts";

/** A text, with what is to be said where some of its bytes were none. */
export interface DecodedText {
  readonly text: string;
  readonly remark?: Problem;
}

/**
 * A file's bytes as text without byte order mark, or a whole sentence that says why they are none. Bytes that are wrong in
 * their encoding become U+FFFD, as where kubectl reads a file (k8s.io/cli-runtime, pkg/resource/visitor.go).
 */
export function decodeText(bytes: Uint8Array): DecodedText | { readonly problem: string } {
  const encoding = encodingOf(bytes);
  const decoded = encoding === "utf-8" ? decodeUtf8(bytes) : decodeUtf16(bytes, encoding);
  const { text, wrongAt } = decoded;
  if (text.includes("\0")) return { problem: "The file is binary: it holds NUL characters." };
  if (wrongAt === undefined) return { text };
  const message = `The file holds bytes that are no valid ${encoding.toUpperCase()}; they are read as U+FFFD, as kubectl reads them.`;
  return { text, remark: { severity: "warning", message, offset: wrongAt } };
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

interface Decoded {
  readonly text: string;
  /** Where the first U+FFFD stands that is for bytes that are no text. */
  readonly wrongAt?: number;
}

function decodeUtf8(bytes: Uint8Array): Decoded {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString("utf8", hasMark ? 3 : 0);
  if (isUtf8(bytes)) return { text };
  const written = Buffer.from(hasMark ? `\ufeff${text}` : text);
  const wrong = written.findIndex((byte, index) => byte !== buffer[index]);
  const before = buffer.toString("utf8", hasMark ? 3 : 0, wrong).length;
  // The first byte that differs may be the second or third of U+FFFD.
  return { text, wrongAt: text.indexOf("\ufffd", Math.max(0, before - 1)) };
}

function decodeUtf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): Decoded {
  const buffer = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  if (encoding === "utf-16be") buffer.swap16();
  const whole = buffer.toString("utf16le") + (bytes.length % 2 === 0 ? "" : "\ud800");
  const text = whole.startsWith("\ufeff") ? whole.slice(1) : whole;
  const wrongAt = text.search(/\p{Surrogate}/u);
  return wrongAt < 0 ? { text } : { text: text.replace(/\p{Surrogate}/gu, "\ufffd"), wrongAt };
}
