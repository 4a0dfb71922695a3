import { afterBreak, endOfLine, isBlankOrEnd, isDocumentMarker, isHexDigit } from "./characters.ts";
import { AS_IS, CHOMP_SHIFT, INDENT_SHIFT, TOKEN } from "./tokens.ts";
import { YamlError } from "./yaml-error.ts";

/**
 * Where a scalar ends. One object is filled again and again: a scan makes no garbage.
 * `position` is where scanning goes on, `end` where the scalar's own text ends.
 */
export interface ScalarScan {
  details: number;
  end: number;
  position: number;
  lineStart: number;
  /** The scan went on to a new line behind a plain scalar, where a key may begin. */
  crossedLine: boolean;
}

/**
 * Follows `yaml_parser_scan_plain_scalar` of go.yaml.in/yaml/v2. One loop over the characters, because this is
 * where a third of the whole time goes.
 */
/* oxlint-disable complexity, max-depth -- dense on purpose: two thirds of the whole time is spent in here */
export function scanPlain(source: string, scan: ScalarScan, indent: number, inFlow: boolean): void {
  let position = scan.position;
  let lineStart = scan.lineStart;
  let end = position;
  let crossed = false;
  let asIs = AS_IS;
  for (;;) {
    if (position === lineStart && isDocumentMarker(source, position)) break;
    let code = source.charCodeAt(position);
    if (code === 35) break;
    const begin = position;
    while (code > 32 || !isBlankOrEnd(code)) {
      if (code === 58) {
        if (isBlankOrEnd(source.charCodeAt(position + 1))) break;
      } else if (inFlow && endsPlainInFlow(code)) break;
      code = source.charCodeAt(++position);
    }
    if (position > begin) {
      end = position;
      if (crossed) {
        asIs = 0;
        crossed = false;
      }
    }
    if (!isBlankOrEnd(code) || code === 0) break;
    while (code === 32 || code === 10 || code === 9 || code === 13) {
      if (code === 32 || code === 9) {
        if (code === 9 && crossed && position - lineStart < indent) {
          throw new YamlError("A tab is used where the indentation must be spaces.", position);
        }
        position++;
      } else {
        position = afterBreak(source, position);
        lineStart = position;
        crossed = true;
      }
      code = source.charCodeAt(position);
    }
    if (!inFlow && position - lineStart < indent) break;
  }
  scan.details = TOKEN.plain | asIs;
  scan.end = end;
  scan.position = position;
  scan.lineStart = lineStart;
  scan.crossedLine = crossed;
}

/** `,` `?` `[` `]` `{` `}` */
function endsPlainInFlow(code: number): boolean {
  return code === 44 || code === 63 || code === 91 || code === 93 || code === 123 || code === 125;
}

/** Follows `yaml_parser_scan_flow_scalar`: finds the closing quote and refuses escapes that are none. */
export function scanQuoted(source: string, scan: ScalarScan, quote: number): void {
  const start = scan.position;
  let position = start + 1;
  let asIs = AS_IS;
  for (;;) {
    const code = source.charCodeAt(position);
    if (code === quote) {
      if (quote !== 39 || source.charCodeAt(position + 1) !== 39) break;
      asIs = 0;
      position += 2;
    } else if (code === 92 && quote === 34) {
      asIs = 0;
      position = afterEscape(source, position);
      if (source.charCodeAt(position - 1) === 10 || source.charCodeAt(position - 1) === 13) {
        scan.lineStart = position;
        refuseMarker(source, position);
      }
    } else if (code === 10 || code === 13) {
      asIs = 0;
      position = afterBreak(source, position);
      scan.lineStart = position;
      refuseMarker(source, position);
    } else if (code === 0) {
      throw new YamlError("The quoted text that begins here is never closed.", start);
    } else position++;
  }
  scan.details = (quote === 39 ? TOKEN.single : TOKEN.double) | asIs;
  scan.position = position + 1;
  scan.end = scan.position;
}

function refuseMarker(source: string, position: number): void {
  if (isDocumentMarker(source, position)) {
    throw new YamlError("A document marker stands inside a quoted text.", position);
  }
}

const SIMPLE_ESCAPES = "0abt\tnvfre \"'\\N_LP";
const HEX_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function afterEscape(source: string, at: number): number {
  const escaped = source.charAt(at + 1);
  if (escaped === "\n" || escaped === "\r") return afterBreak(source, at + 1);
  if (SIMPLE_ESCAPES.includes(escaped)) return at + 2;
  if (escaped === "\0") throw new YamlError("The quoted text is never closed.", at);
  const length = HEX_LENGTHS[escaped];
  if (length === undefined) {
    throw new YamlError(`"\\${escaped}" is not an escape that YAML knows.`, at);
  }
  for (let index = at + 2; index < at + 2 + length; index++) {
    if (!isHexDigit(source.charCodeAt(index))) {
      throw new YamlError(`"\\${escaped}" needs ${length} hexadecimal digits.`, at);
    }
  }
  const value = Number.parseInt(source.slice(at + 2, at + 2 + length), 16);
  if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) {
    throw new YamlError("The escape is not a Unicode character.", at);
  }
  return at + 2 + length;
}

/** Follows `yaml_parser_scan_block_scalar`; `parentIndent` is -1 at the top. */
export function scanBlock(source: string, scan: ScalarScan, parentIndent: number): void {
  const header = scanBlockHeader(source, scan.position);
  let indent = header.increment === 0 ? 0 : Math.max(parentIndent, 0) + header.increment;
  scan.end = header.end;
  scan.position = header.end;
  scan.lineStart = header.end;
  indent = skipBlankLines(source, scan, indent, parentIndent);
  while (scan.position - scan.lineStart === indent && source.charCodeAt(scan.position) !== 0) {
    let position = endOfLine(source, scan.position);
    if (source.charCodeAt(position) !== 0) position = afterBreak(source, position);
    scan.position = position;
    scan.lineStart = position;
    if (source.charCodeAt(position) === 0) {
      scan.end = position;
      break;
    }
    skipBlankLines(source, scan, indent, parentIndent);
  }
  scan.details =
    (source.charCodeAt(header.start) === 124 ? TOKEN.literal : TOKEN.folded) |
    (header.chomping << CHOMP_SHIFT) |
    (indent << INDENT_SHIFT);
}

interface BlockHeader {
  readonly start: number;
  readonly chomping: number;
  readonly increment: number;
  /** Where the first line of the text begins. */
  readonly end: number;
}

/** Reads `|` or `>` with its indicators, a comment and the line break. */
export function scanBlockHeader(source: string, start: number): BlockHeader {
  let position = start + 1;
  let chomping = 1;
  let increment = 0;
  for (let round = 0; round < 2; round++) {
    const code = source.charCodeAt(position);
    if ((code === 43 || code === 45) && chomping === 1) {
      chomping = code === 43 ? 2 : 0;
      position++;
    } else if (code >= 48 && code <= 57 && increment === 0) {
      increment = code - 48;
      position++;
      if (increment === 0) throw new YamlError("A block text cannot be indented by 0.", start);
    }
  }
  while (source.charCodeAt(position) === 32 || source.charCodeAt(position) === 9) position++;
  if (source.charCodeAt(position) === 35) position = endOfLine(source, position);
  const code = source.charCodeAt(position);
  if (code !== 10 && code !== 13 && code !== 0) {
    throw new YamlError('Only a comment may follow "|" or ">" on its line.', position);
  }
  return { start, chomping, increment, end: code === 0 ? position : afterBreak(source, position) };
}

/** Skips indentation and empty lines; when `indent` is 0 it is found here, and given back. */
function skipBlankLines(
  source: string,
  scan: ScalarScan,
  indent: number,
  parentIndent: number,
): number {
  let deepest = 0;
  let position = scan.position;
  let lineStart = scan.lineStart;
  scan.end = position;
  for (;;) {
    let code = source.charCodeAt(position);
    while (code === 32 && (indent === 0 || position - lineStart < indent)) {
      code = source.charCodeAt(++position);
    }
    const column = position - lineStart;
    if (column > deepest) deepest = column;
    if (code === 9 && (indent === 0 || column < indent)) {
      throw new YamlError("A tab is used where the indentation must be spaces.", position);
    }
    if (code !== 10 && code !== 13) break;
    position = afterBreak(source, position);
    lineStart = position;
    scan.end = position;
  }
  scan.position = position;
  scan.lineStart = lineStart;
  return indent === 0 ? Math.max(deepest, parentIndent + 1, 1) : indent;
}
