import { parseJson } from "../requests/json.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Annotations in which programs keep a copy of the whole object, values and all. */
export const COPIES: ReadonlySet<string> = new Set([
  "kubectl.kubernetes.io/last-applied-configuration",
  "kapp.k14s.io/original",
  "objectset.rio.cattle.io/applied",
  "banzaicloud.com/last-applied",
]);
/** Fields of a Secret that hold values, should a server show them although it was asked for metadata. */
const VALUES: ReadonlySet<string> = new Set(["data", "stringData"]);
/** Bytes. A longer text below an object is no label and no name, and may be a copy that another program made. */
const LONGEST_TEXT = 256;
/** Containers around what is below an object: a list has 3 (`{items: [{`), an event of a watch 2 (`{object: {`). */
const DEPTH_BELOW_OBJECTS = 3;

/** What happens to the bytes of the text that is being read. */
type Mode = "outside" | "pass" | "hold" | "drop";

/**
 * A filter for the raw bytes of Secrets' metadata: whatever may hold a Secret's value leaves it as "". These are annotations that
 * copy the object, `data`, and what is long or looks like JSON below an object. It never makes a text of them. JSON comes in, in
 * pieces of any size that are overwritten with zeros, and JSON goes out.
 */
export interface ValueCutter {
  readonly push: (piece: Buffer) => Buffer;
}

export function createValueCutter(): ValueCutter {
  const held = Buffer.alloc(LONGEST_TEXT);
  /** Whether each container that is open is a mapping. */
  const mappings: boolean[] = [];
  let mode: Mode = "outside";
  let heldLength = 0;
  let isEscaped = false;
  let keyIsDue = false;
  let isKey = false;
  /** The value that comes next is to be cut, for its key says so. */
  let cutsNext = false;
  /** How many containers are open where all is cut; 0: nowhere. */
  let cutDepth = 0;
  let out = Buffer.alloc(0);
  let length = 0;

  const release = (): void => {
    held.copy(out, length, 0, heldLength);
    length += heldLength;
    heldLength = 0;
  };
  const modeOfText = (): Mode => {
    if (isKey) return "hold";
    if (cutsNext || cutDepth > 0) return "drop";
    return mappings.length >= DEPTH_BELOW_OBJECTS ? "hold" : "pass";
  };
  const outside = (byte: number): void => {
    out[length++] = byte;
    if (byte === QUOTE) {
      isKey = keyIsDue;
      mode = modeOfText();
    } else if (byte === COLON) keyIsDue = false;
    else if (byte === COMMA) {
      keyIsDue = mappings.at(-1) === true;
      cutsNext = false;
    } else structure(byte);
  };
  const structure = (byte: number): void => {
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      keyIsDue = byte === OPEN_BRACE;
      mappings.push(keyIsDue);
      if (cutsNext && cutDepth === 0) cutDepth = mappings.length;
      cutsNext = false;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (cutDepth === mappings.length) cutDepth = 0;
      mappings.pop();
      keyIsDue = false;
    }
  };
  const endText = (): void => {
    if (isKey) cutsNext = namesValues(held.subarray(0, heldLength), mappings.length);
    release();
    out[length++] = QUOTE;
    mode = "outside";
  };
  const hold = (byte: number): void => {
    if (heldLength === 0 && !isKey && (byte === OPEN_BRACE || byte === OPEN_BRACKET)) mode = "drop";
    else if (heldLength < held.length) held[heldLength++] = byte;
    else if (isKey) {
      release();
      mode = "pass";
      out[length++] = byte;
    } else {
      heldLength = 0;
      mode = "drop";
    }
  };
  const inside = (byte: number): void => {
    if (byte === QUOTE && !isEscaped) {
      endText();
      return;
    }
    isEscaped = byte === BACKSLASH && !isEscaped;
    if (mode === "pass") out[length++] = byte;
    else if (mode === "hold") hold(byte);
  };
  /** Where reading goes on after what is dropped of a text: past its end, or past what is there of it. */
  const drop = (piece: Buffer, from: number): number => {
    const found = piece.indexOf(QUOTE, from);
    const end = found < 0 ? piece.length : found;
    let before = end;
    while (before > from && piece[before - 1] === BACKSLASH) before--;
    // One that the last piece ended with counts too.
    const carried = before === from && isEscaped ? 1 : 0;
    isEscaped = (end - before + carried) % 2 === 1;
    if (found < 0) return end;
    if (isEscaped) isEscaped = false;
    else endText();
    return found + 1;
  };
  return {
    push: (piece) => {
      out = Buffer.allocUnsafe(piece.length + held.length);
      length = 0;
      for (let at = 0; at < piece.length; ) {
        // Copies of objects are most of the bytes, and native code finds their end.
        if (mode === "drop") at = drop(piece, at);
        else {
          const byte = piece[at++] ?? 0;
          if (mode === "outside") outside(byte);
          else inside(byte);
        }
      }
      piece.fill(0);
      return out.subarray(0, length);
    },
  };
}

/** Whether what stands under a key may hold values; a server may write a key's characters as escapes. */
function namesValues(bytes: Buffer, depth: number): boolean {
  const text = bytes.toString("utf8");
  const key = text.includes("\\") ? parseJson(`"${text}"`) : text;
  if (typeof key !== "string") return false;
  return COPIES.has(key) || (VALUES.has(key) && depth <= DEPTH_BELOW_OBJECTS);
}
