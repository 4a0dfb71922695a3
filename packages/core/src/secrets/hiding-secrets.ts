import { groupedBy } from "../snapshot/grouped-by.ts";
import { type Location, nameOfOrigin, renderingOf, type SourceText } from "../snapshot/origin.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import { isSecret, secretPathsOf } from "./secret-paths.ts";

type SourceOf = (location: Location) => SourceText | undefined;

/** From an offset up to another one of a line; to its end where there is none. */
interface Span {
  readonly from: number;
  readonly to?: number;
}

/**
 * The texts behind locations, with dots for the values of Secrets and for what else looks like a secret in an object: lines of code
 * stand in reports that are passed on.
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
    const hidden = known.get(name);
    if (hidden) return hidden;
    byText ??= groupedBy(objects(), textNameOf);
    const spans = spansIn(source, byText.get(name) ?? []);
    const made = spans.size === 0 ? source : { line: hiddenLine(source, spans) };
    known.set(name, made);
    return made;
  };
}

function textNameOf({ origin }: SnapshotObject): string {
  return `${renderingOf(origin)?.from ?? ""}\n${nameOfOrigin(origin)}`;
}

function hiddenLine(
  source: SourceText,
  spans: ReadonlyMap<number, readonly Span[]>,
): SourceText["line"] {
  return (number) => {
    let line = source.line(number);
    for (const { from, to } of spans.get(number) ?? []) {
      if (line === undefined) return undefined;
      const value = line.slice(from, to).trimEnd();
      line = line.slice(0, from) + "•".repeat(value.length) + line.slice(from + value.length);
    }
    return line;
  };
}

function spansIn(
  source: SourceText,
  objects: readonly SnapshotObject[],
): ReadonlyMap<number, readonly Span[]> {
  const spans = new Map<number, Span[]>();
  const add = (line: number, span: Span): void => {
    const own = spans.get(line);
    if (own) own.push(span);
    else spans.set(line, [span]);
  };
  for (const entry of objects) {
    for (const path of secretPathsOf(entry.object)) {
      hideRegion(source, entry.locate(path), typeof path.at(-1) === "string", add);
    }
    if (!isSecret(entry.object)) continue;
    // What a second key of the same name hides from the object is in the text all the same.
    for (const field of ["data", "stringData"]) {
      if (field in entry.object) hideBelow(source, entry.locate([field]), add);
    }
  }
  return spans;
}

/** The value of a field, whose region begins with its key. */
function hideRegion(
  source: SourceText,
  { line: first, column, endLine, endColumn }: Location,
  hasKey: boolean,
  add: (line: number, span: Span) => void,
): void {
  for (let number = first; number <= endLine; number++) {
    const line = source.line(number) ?? "";
    const start = number === first ? column - 1 : line.search(/\S|$/);
    const key = number === first && hasKey ? (KEY.exec(line.slice(start))?.[0].length ?? 0) : 0;
    const span = { from: start + key, ...(number === endLine ? { to: endColumn - 1 } : {}) };
    if (!INDICATOR.test(line.slice(span.from, span.to))) add(number, span);
  }
}

const KEY = /^(?:- )*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^:]*)\s*:\s*/;
/** What only says that the value comes on the next lines. */
const INDICATOR = /^[|>][-+\d]*\s*$|^[{[]?\s*$/;

/** Every value below a key of a block mapping, and what follows the key on its own line. */
function hideBelow(
  source: SourceText,
  { line: first, column }: Location,
  add: (line: number, span: Span) => void,
): void {
  for (let number = first; ; number++) {
    const line = source.line(number);
    if (line === undefined) return;
    const indent = line.search(/\S|$/);
    if (indent === line.length) continue;
    if (number > first && indent < column) return;
    const from = afterKey(line, number === first ? column - 1 : indent);
    if (!INDICATOR.test(line.slice(from))) add(number, { from });
  }
}

function afterKey(line: string, start: number): number {
  return start + (KEY.exec(line.slice(start))?.[0].length ?? 0);
}
