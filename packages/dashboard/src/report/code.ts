import type { Place, TextChangeJson, TextJson } from "../documents/documents.ts";

/** Lines that are shown around what is wrong, and around what changes. */
const CONTEXT = 3;

/** A line of code; `marked` is the part of it that is wrong, from 0, the end exclusive. */
export interface FrameLine {
  readonly number: number;
  readonly text: string;
  readonly marked?: readonly [from: number, to: number];
}

const byNumber = new WeakMap<TextJson, ReadonlyMap<number, string>>();

function linesOf(text: TextJson): ReadonlyMap<number, string> {
  const known = byNumber.get(text);
  if (known) return known;
  const lines = new Map(text.lines);
  byNumber.set(text, lines);
  return lines;
}

/** The lines around a region, as far as the page has them. */
export function frameOf(text: TextJson, place: Place): readonly FrameLine[] {
  const lines = linesOf(text);
  const { line } = place;
  const frame: FrameLine[] = [];
  for (let number = line - CONTEXT; number <= line + CONTEXT; number++) {
    const shown = lines.get(number);
    if (shown === undefined) continue;
    const marked = markedPart(shown, number, place, text.offset ?? 0);
    frame.push({ number, text: shown, ...(marked && { marked }) });
  }
  return frame;
}

/** What of a line is in a region; an end before the first column takes nothing of its line. */
function markedPart(
  shown: string,
  number: number,
  { line, column, endLine, endColumn }: Place,
  offset: number,
): FrameLine["marked"] {
  const last = endColumn > 1 ? endLine : endLine - 1;
  if (number < line || number > Math.max(last, line)) return undefined;
  const from = number === line ? column - 1 - offset : indentOf(shown);
  const to = number === endLine ? endColumn - 1 - offset : shown.length;
  return [Math.max(0, from), Math.max(from, to)];
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** A line of a change, with its number before and after it. */
export interface DiffLine {
  readonly is: "same" | "removed" | "added";
  readonly text: string;
  readonly before?: number;
  readonly after?: number;
}

interface Block {
  readonly from: number;
  to: number;
  readonly changes: TextChangeJson[];
}

/** What changes of a text, in hunks with the lines around them; empty where the page has not all of the lines. */
export function diffOf(
  text: TextJson,
  changes: readonly TextChangeJson[],
): readonly (readonly DiffLine[])[] {
  const lines = linesOf(text);
  const hunks: DiffLine[][] = [];
  let shift = 0;
  let shownTo = 0;
  for (const { from, to, changes: own } of blocksOf(changes)) {
    const before: string[] = [];
    for (let number = from; number <= to; number++) before.push(lines.get(number) ?? "");
    const changed = trimmed(before, applied(before, from, own));
    const start = from + changed.skipped;
    const end = start + changed.removed.length;
    const touches = start - CONTEXT <= shownTo;
    const hunk = (touches ? hunks.at(-1) : undefined) ?? [];
    if (!touches || hunks.length === 0) hunks.push(hunk);
    addSame(hunk, lines, { from: Math.max(start - CONTEXT, shownTo + 1), to: start, shift });
    changed.removed.forEach((each, index) => {
      hunk.push({ is: "removed", text: each, before: start + index });
    });
    changed.added.forEach((each, index) => {
      hunk.push({ is: "added", text: each, after: start + shift + index });
    });
    shift += changed.added.length - changed.removed.length;
    shownTo = end + CONTEXT - 1;
    addSame(hunk, lines, { from: end, to: end + CONTEXT, shift });
  }
  return hunks;
}

/** Changes of neighbouring lines together. */
function blocksOf(changes: readonly TextChangeJson[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const change of changes.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const [line, , endLine] = change;
    const last = blocks.at(-1);
    if (last && line <= last.to + 1 + 2 * CONTEXT) {
      last.to = Math.max(last.to, endLine);
      last.changes.push(change);
    } else blocks.push({ from: line, to: endLine, changes: [change] });
  }
  return blocks;
}

/** The lines with all changes made, the last one first so that positions hold. */
function applied(
  before: readonly string[],
  first: number,
  changes: readonly TextChangeJson[],
): readonly string[] {
  let text = before.join("\n");
  const starts: number[] = [];
  let at = 0;
  for (const line of before) {
    starts.push(at);
    at += line.length + 1;
  }
  const offsetOf = (line: number, column: number): number =>
    (starts[line - first] ?? text.length) + column - 1;
  for (const [line, column, endLine, endColumn, written] of changes.toReversed()) {
    const [from, to] = [offsetOf(line, column), offsetOf(endLine, endColumn)];
    text = text.slice(0, from) + written + text.slice(to);
  }
  return text.split("\n");
}

/** Without the lines that both begin and end with. */
function trimmed(
  before: readonly string[],
  after: readonly string[],
): {
  readonly skipped: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
} {
  const most = Math.min(before.length, after.length);
  let skipped = 0;
  while (skipped < most && before[skipped] === after[skipped]) skipped += 1;
  let left = 0;
  while (
    left < most - skipped &&
    before[before.length - 1 - left] === after[after.length - 1 - left]
  ) {
    left += 1;
  }
  return {
    skipped,
    removed: before.slice(skipped, before.length - left),
    added: after.slice(skipped, after.length - left),
  };
}

function addSame(
  hunk: DiffLine[],
  lines: ReadonlyMap<number, string>,
  { from, to, shift }: { readonly from: number; readonly to: number; readonly shift: number },
): void {
  const known = new Set(hunk.flatMap(({ is, before }) => (is === "same" ? [before] : [])));
  for (let number = from; number < to; number++) {
    const text = lines.get(number);
    if (text === undefined || known.has(number)) continue;
    hunk.push({ is: "same", text, before: number, after: number + shift });
  }
}
