import { endOfLine } from "./characters.ts";
import { scanBlockHeader } from "./scan-scalars.ts";
import { AS_IS, CHOMP_SHIFT, INDENT_SHIFT, KIND_MASK, TOKEN } from "./tokens.ts";

/**
 * The text that a scalar token means: quotes removed, lines folded, escapes replaced, as go.yaml.in/yaml/v2 does it.
 * NEL counts as a line break; LS and PS are line breaks that are kept. `start` and `end` are the token's.
 */
export function scalarText(text: string, details: number, start: number, end: number): string {
  const kind = details & KIND_MASK;
  if (kind === TOKEN.plain) {
    return (details & AS_IS) === 0 ? foldPlain(text.slice(start, end)) : text.slice(start, end);
  }
  if (kind === TOKEN.single || kind === TOKEN.double) {
    if ((details & AS_IS) !== 0) return text.slice(start + 1, end - 1);
    const inner = text.slice(start + 1, end - 1);
    return kind === TOKEN.single ? foldSingle(inner) : foldDouble(inner);
  }
  return blockText(text, details, start, end);
}

// The white space around line breaks inside a flow scalar.
const FOLD = /[ \t]*(\r\n|[\r\n\u0085\u2028\u2029])[ \t\r\n\u0085\u2028\u2029]*/g;
const BREAKS = /\r\n|[\r\n\u0085\u2028\u2029]/g;

function foldPlain(text: string): string {
  return text.replace(FOLD, foldBreaks);
}

function foldSingle(text: string): string {
  return text.replace(FOLD, foldBreaks).replaceAll("''", "'");
}

/** One line break becomes a space, n of them n - 1; LS and PS stay what they are. */
function foldBreaks(space: string): string {
  const breaks = (space.match(BREAKS) ?? []).map(normalBreak);
  const [first = "", ...rest] = breaks;
  if (first !== "\n") return breaks.join("");
  return rest.length === 0 ? " " : rest.join("");
}

function normalBreak(lineBreak: string): string {
  return lineBreak === "\u2028" || lineBreak === "\u2029" ? lineBreak : "\n";
}

// An escaped line break swallows the indentation after it and keeps further empty lines.
const ESCAPE_OR_FOLD =
  /\\(?:\r\n|[\r\n\u0085\u2028\u2029])[ \t\r\n\u0085\u2028\u2029]*|\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^])|[ \t]*(?:\r\n|[\r\n\u0085\u2028\u2029])[ \t\r\n\u0085\u2028\u2029]*/g;

const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  N: "\u0085",
  _: "\u00a0",
  L: "\u2028",
  P: "\u2029",
};

function foldDouble(text: string): string {
  return text.replace(ESCAPE_OR_FOLD, replaceEscape);
}

function replaceEscape(found: string): string {
  if (!found.startsWith("\\")) return foldBreaks(found);
  const escaped = found.charAt(1);
  if (found.length > 3 && "xuU".includes(escaped)) {
    return String.fromCodePoint(Number.parseInt(found.slice(2), 16));
  }
  if (isBreak(escaped)) {
    return (found.slice(1).match(BREAKS) ?? []).slice(1).map(normalBreak).join("");
  }
  return ESCAPES[escaped] ?? escaped;
}

function isBreak(character: string): boolean {
  return "\n\r\u0085\u2028\u2029".includes(character);
}

/** Follows the second half of `yaml_parser_scan_block_scalar`. */
// oxlint-disable-next-line complexity -- one loop over the lines, whose few variables belong together
function blockText(text: string, details: number, start: number, end: number): string {
  const indent = details >> INDENT_SHIFT;
  const chomping = (details >> CHOMP_SHIFT) & 3;
  const folded = (details & KIND_MASK) === TOKEN.folded;
  const written = `${normalized(text.slice(start, end))}\0`;
  const source = written.replace(/[\u2028\u2029]/g, "\n");
  let position = scanBlockHeader(source, 0).end;
  let result = "";
  let lastBreak = "";
  let emptyLines = "";
  let lastWasBlank = false;
  while (source.charCodeAt(position) !== 0) {
    const lineEnd = endOfLine(source, position);
    const lineBreak = source.charCodeAt(lineEnd) === 0 ? "" : written.charAt(lineEnd);
    const begin = Math.min(position + indent, lineEnd);
    position = lineEnd + lineBreak.length;
    if (begin === lineEnd) {
      emptyLines += lineBreak;
      continue;
    }
    const first = source.charCodeAt(begin);
    const blank = first === 32 || first === 9;
    if (folded && lastBreak === "\n" && !lastWasBlank && !blank) {
      result += emptyLines === "" ? " " : emptyLines;
    } else result += lastBreak + emptyLines;
    result += source.slice(begin, lineEnd);
    lastBreak = lineBreak;
    emptyLines = "";
    lastWasBlank = blank;
  }
  if (chomping === 0) return result;
  return chomping === 1 ? result + lastBreak : result + lastBreak + emptyLines;
}

function normalized(text: string): string {
  return text.includes("\r") || text.includes("\u0085")
    ? text.replace(/\r\n?|\u0085/g, "\n")
    : text;
}
