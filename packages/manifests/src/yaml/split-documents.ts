import type { DocumentSlice } from "../document.ts";

/**
 * Cuts a text where `k8s.io/apimachinery`'s YAMLReader does: at lines of `---` with nothing but blanks or a comment
 * behind it. Unlike there, a line `--- text` is left to the YAML parser, and `%` lines stay with their document.
 */
// oxlint-disable-next-line complexity -- one loop over the separators, whose few variables belong together
export function splitDocuments(text: string): readonly DocumentSlice[] {
  const slices: DocumentSlice[] = [];
  let number = 1;
  let start = 0;
  let line = 1;
  let countedTo = 0;
  let marker = text.startsWith("---") ? 0 : nextMarker(text, 0);
  for (;;) {
    const end = marker < 0 ? text.length : marker;
    const after = marker < 0 ? text.length : endOfSeparator(text, marker);
    if (after >= 0 && !(marker >= 0 && holdsDirectivesOnly(text, start, end))) {
      if (end > start) slices.push({ number, start, end, line });
      if (end > 0) number++;
      if (marker < 0) return slices;
      start = after;
      line += countLines(text, countedTo, after);
      countedTo = after;
    }
    marker = nextMarker(text, marker);
  }
}

/** A slice's text as the YAMLReader hands it on: its last line always ends, even where the file's does not. */
export function documentText(text: string, slice: DocumentSlice): string {
  const document = text.slice(slice.start, slice.end);
  return document.endsWith("\n") ? document : `${document}\n`;
}

function nextMarker(text: string, from: number): number {
  const found = text.indexOf("\n---", from);
  return found < 0 ? -1 : found + 1;
}

/** The offset after the separator's line, -1 if it is no separator. */
function endOfSeparator(text: string, marker: number): number {
  let at = marker + 3;
  while (isSpace(text.charCodeAt(at))) at++;
  if (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 35) return -1;
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 11 || code === 12;
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) {
    count++;
  }
  return count;
}

/** `%YAML` or `%TAG` with nothing else but comments: the `---` behind it belongs to the same document. */
function holdsDirectivesOnly(text: string, start: number, end: number): boolean {
  let found = false;
  for (let at = start; at < end; ) {
    const lineEnd = text.indexOf("\n", at) + 1 || end;
    const first = text.slice(at, lineEnd).trimStart().charAt(0);
    if (text.startsWith("%YAML", at) || text.startsWith("%TAG", at)) found = true;
    else if (first !== "" && first !== "#") return false;
    at = lineEnd;
  }
  return found;
}
