import { groupedBy } from "../snapshot/grouped-by.ts";
import { type Location, nameOfOrigin, renderingOf, type SourceText } from "../snapshot/origin.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import { isSecret, secretPathsOf } from "./secret-paths.ts";

type SourceOf = (location: Location) => SourceText | undefined;

/** From an offset up to another one of a line. */
interface Span {
  readonly from: number;
  readonly to: number;
}

type AddSpan = (line: number, span: Span) => void;

/**
 * The texts behind locations, with dots for the values of Secrets and for what else looks like a secret in an object: lines of code
 * stand in reports that are passed on. Only objects that a line is asked of are looked through.
 */
export function hidingSecrets(
  objects: () => readonly SnapshotObject[],
  sourceOf: SourceOf,
): SourceOf {
  let byText: ReadonlyMap<string, readonly SnapshotObject[]> | undefined;
  const known = new Map<string, SourceText>();
  return (location) => {
    const source = sourceOf(location);
    if (!source) return undefined;
    const name = `${location.renderedFrom ?? ""}\n${location.file}`;
    byText ??= groupedBy(objects(), textNameOf);
    const hidden = known.get(name) ?? hiddenSource(source, byText.get(name) ?? []);
    known.set(name, hidden);
    return hidden;
  };
}

function textNameOf({ origin }: SnapshotObject): string {
  return `${renderingOf(origin)?.from ?? ""}\n${nameOfOrigin(origin)}`;
}

function hiddenSource(source: SourceText, objects: readonly SnapshotObject[]): SourceText {
  const byLine = groupedBy(objects, firstLineOf);
  const starts = [...byLine.keys()].sort((a, b) => a - b);
  const spans = new Map<number, Span[]>();
  const add: AddSpan = (line, span) => {
    const own = spans.get(line);
    if (own) own.push(span);
    else spans.set(line, [span]);
  };
  const waiting = new Set(starts);
  const lines = new Map<number, string>();
  return {
    line: (number) => {
      const start = lastUpTo(starts, number);
      if (start !== undefined && waiting.delete(start)) {
        for (const entry of byLine.get(start) ?? []) addSpans(source, entry, add);
      }
      const known = lines.get(number);
      if (known !== undefined) return known;
      const line = source.line(number);
      const own = spans.get(number);
      if (line === undefined || !own) return line;
      const hidden = withDots(line, own);
      lines.set(number, hidden);
      return hidden;
    },
  };
}

/** The last of ascending numbers that is not above one. */
function lastUpTo(ascending: readonly number[], number: number): number | undefined {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= number) low = middle + 1;
    else high = middle;
  }
  return ascending[low - 1];
}

/** Where an object begins; its text goes on to where the next one does. */
function firstLineOf({ origin }: SnapshotObject): number {
  return origin.from === "file" ? origin.line : 1;
}

/** In one pass, for a line may be a file of its own with thousands of values. */
function withDots(line: string, spans: readonly Span[]): string {
  const pieces: string[] = [];
  let end = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (to <= end) continue;
    const start = Math.max(from, end);
    pieces.push(line.slice(end, start), "•".repeat(to - start));
    end = to;
  }
  return `${pieces.join("")}${line.slice(end)}`;
}

function addSpans(source: SourceText, { object, locate }: SnapshotObject, add: AddSpan): void {
  for (const path of secretPathsOf(object)) {
    hideRegion(source, locate(path), typeof path.at(-1) === "string", add);
  }
  if (!isSecret(object)) return;
  // What a second key of the same name hides from the object is in the text all the same.
  for (const field of ["data", "stringData"]) {
    if (field in object) hideBelow(source, locate([field]), add);
  }
}

/** The value of a field, whose region begins with its key. */
function hideRegion(
  source: SourceText,
  { line: first, column, endLine, endColumn }: Location,
  hasKey: boolean,
  add: AddSpan,
): void {
  for (let number = first; number <= endLine; number++) {
    const line = source.line(number) ?? "";
    const start = number === first ? column - 1 : indentOf(line);
    const from = number === first && hasKey ? afterKey(line, start) : start;
    hide(line, { from, to: number === endLine ? endColumn - 1 : line.length }, (span) => {
      add(number, span);
    });
  }
}

/** Every value below a key of a block mapping, and what follows the key on its own line. */
function hideBelow(source: SourceText, { line: first, column }: Location, add: AddSpan): void {
  for (let number = first; ; number++) {
    const line = source.line(number);
    if (line === undefined) return;
    const indent = indentOf(line);
    if (indent === line.length) continue;
    if (number > first && indent < column) return;
    const from = afterKey(line, number === first ? column - 1 : indent);
    hide(line, { from, to: line.length }, (span) => {
      add(number, span);
    });
  }
}

/** Nothing where there only stands that the value comes on the next lines. */
function hide(line: string, { from, to }: Span, add: (span: Span) => void): void {
  let end = to;
  while (end > from && /\s/.test(line.charAt(end - 1))) end -= 1;
  const isShort = end - from <= LONGEST_INDICATOR;
  if (end > from && !(isShort && INDICATOR.test(line.slice(from, end)))) add({ from, to: end });
}

const LONGEST_INDICATOR = 8;
/** Of a block scalar, or of a collection. */
const INDICATOR = /^(?:[|>][-+\d]*|[{[])$/;

function indentOf(line: string): number {
  let at = 0;
  while (at < line.length && /\s/.test(line.charAt(at))) at += 1;
  return at;
}

/** Where the value behind a key begins; the start itself where there is no key. */
function afterKey(line: string, start: number): number {
  const quote = line.charAt(start);
  const isQuoted = quote === '"' || quote === "'";
  const colon = line.indexOf(":", isQuoted ? closingQuote(line, start, quote) : start);
  if (colon < 0) return start;
  let at = colon + 1;
  while (at < line.length && /\s/.test(line.charAt(at))) at += 1;
  return at;
}

function closingQuote(line: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < line.length && line.charAt(at) !== quote) {
    at += quote === '"' && line.charAt(at) === "\\" ? 2 : 1;
  }
  return at;
}
