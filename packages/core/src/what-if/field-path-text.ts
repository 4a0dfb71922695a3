import type { FieldPath } from "../kubernetes/field-path.ts";

const SEGMENT = /\[([^\]]*)\]|\.?([^.[\]]+)/y;

/** Reads a path as the API server prints it, `spec.containers[0].ports`; undefined where it is none. */
export function parseFieldPath(text: string): FieldPath | undefined {
  const path: (string | number)[] = [];
  const pattern = new RegExp(SEGMENT);
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) return undefined;
    const [, bracketed, word = ""] = match;
    if (bracketed === undefined) path.push(word);
    // A key of digits is a word, so that digits in brackets are an index.
    else path.push(/^\d{1,9}$/.test(bracketed) ? Number(bracketed) : bracketed);
  }
  return path;
}
