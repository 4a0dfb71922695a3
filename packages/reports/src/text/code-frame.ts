import type { SourceText } from "@watertight/core/snapshot";
import { sanitize } from "./sanitize.ts";

/** Lines and columns from 1, columns in UTF-16 units, the end exclusive. */
interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One line of a code frame, without its colour. */
export interface FrameLine {
  readonly role: "context" | "region" | "underline";
  readonly text: string;
}

interface Cell {
  readonly text: string;
  /** Offset in the line, in UTF-16 units. */
  readonly offset: number;
  /** Column of the terminal, from 0. */
  readonly position: number;
  readonly width: number;
}

const CONTEXT = 2;
const TAB = 4;
/** Of a longer line only a part around the region is looked at: a minified file may be one line of megabytes. */
const LONGEST = 2000;

/** The lines around a region with its first line underlined, none wider than `width`; empty when the text has no such line. */
export function codeFrame(source: SourceText, region: Region, width: number): FrameLine[] {
  const marked = source.line(region.line);
  if (marked === undefined) return [];
  const first = Math.max(1, region.line - CONTEXT);
  const gutter = String(region.line + CONTEXT).length + 5;
  const room = Math.min(Math.max(width - gutter, 20), 500);
  const base = region.column > LONGEST / 2 ? region.column - 1 - LONGEST / 4 : 0;
  const span = spanOf(cellsOf(marked, base), marked, region);
  const left = span.start < room - 8 ? 0 : span.start - Math.floor(room / 4);
  const lines: FrameLine[] = [];
  for (let number = first; number <= region.line + CONTEXT; number++) {
    const line = lineOf(source, number, region);
    if (line === undefined) break;
    const isMarked = number === region.line;
    const text = cut(cellsOf(line, base), left, room, base > 0);
    const head = `${isMarked ? ">" : " "} ${String(number).padStart(gutter - 5)} | `;
    lines.push({ role: isMarked ? "region" : "context", text: `${head}${text}`.trimEnd() });
    if (isMarked) lines.push(underline(gutter, span, left, room));
  }
  return lines;
}

/** Behind the last line feed there is no line. */
function lineOf(source: SourceText, number: number, region: Region): string | undefined {
  const line = source.line(number);
  const isBehind = line === "" && number > region.line && source.line(number + 1) === undefined;
  return isBehind ? undefined : line;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function spanOf(cells: readonly Cell[], line: string, region: Region): Span {
  const end = region.endLine === region.line ? region.endColumn - 1 : line.length;
  return { start: positionAt(cells, region.column - 1), end: positionAt(cells, end) };
}

function underline(gutter: number, span: Span, left: number, room: number): FrameLine {
  const from = Math.max(span.start - left, 0);
  const to = Math.min(Math.max(span.end - left, from + 1), room);
  const blank = `${" ".repeat(gutter - 2)}| `;
  return {
    role: "underline",
    text: `${blank}${" ".repeat(from)}${"^".repeat(Math.max(to - from, 1))}`,
  };
}

function positionAt(cells: readonly Cell[], offset: number): number {
  const cell = cells.find((candidate) => candidate.offset >= offset);
  if (cell) return cell.position;
  return endOf(cells.at(-1));
}

function endOf(cell: Cell | undefined): number {
  return cell ? cell.position + cell.width : 0;
}

function cellsOf(line: string, base: number): Cell[] {
  const cells: Cell[] = [];
  let position = 0;
  let offset = base;
  let joined = false;
  for (const char of line.slice(base, base + LONGEST)) {
    const shown = char === "\t" ? " ".repeat(TAB - (position % TAB)) : sanitize(char) || "\ufffd";
    const width = joined ? 0 : widthOf(shown);
    cells.push({ text: shown, offset, position, width });
    joined = char === "\u200d";
    position += width;
    offset += char.length;
  }
  return cells;
}

const NO_COLUMN = /^[\p{Mn}\p{Me}\p{Cf}\u{1f3fb}-\u{1f3ff}]$/u;
const HALF = /^[\uff61-\uffdc]$/u;
const TWO_COLUMNS =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;

function widthOf(shown: string): number {
  if (shown <= "\u007e") return shown.length;
  if (NO_COLUMN.test(shown)) return 0;
  return TWO_COLUMNS.test(shown) && !HALF.test(shown) ? 2 : 1;
}

function cut(cells: readonly Cell[], left: number, room: number, more: boolean): string {
  const right = left + room;
  const visible = cells.filter((cell) => cell.position >= left && endOf(cell) <= right);
  const first = visible[0];
  if (!first) return cells.length > 0 && left > 0 ? "…" : "";
  if (endOf(cells.at(-1)) > right) {
    while (endOf(visible.at(-1)) > right - 1) visible.pop();
    visible.push({ text: "…", offset: 0, position: right - 1, width: 1 });
  }
  const text = visible.map((cell) => cell.text);
  if (left > 0 || more) text[0] = "…".padEnd(first.width);
  return " ".repeat(first.position - left) + text.join("");
}
