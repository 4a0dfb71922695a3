import type { JsonValue } from "@watertight/core/kubernetes";
import type { Layout } from "./layout.ts";
import {
  afterLine,
  columnOf,
  indentationAt,
  isFirstOnLine,
  lineBreakAt,
  lineEnd,
  lineStart,
  skipBlank,
  startOfComments,
} from "./lines.ts";
import type { Splice } from "./splice.ts";
import type { Entry, SyntaxTree } from "./syntax-tree.ts";
import { flowSource, prettyJson, textSource } from "./write-value.ts";

/** A collection in brackets with what is to be taken from it and written into it. */
export interface FlowEdit {
  readonly node: number;
  readonly entries: readonly Entry[];
  readonly removed: ReadonlySet<Entry>;
  /** In order, by the number of the entry before which they go; members go to the end. */
  readonly inserted: readonly Insertion[];
}

export interface Insertion {
  readonly before: number;
  /** Undefined for an item. */
  readonly name: string | undefined;
  readonly value: JsonValue;
}

/** The splices of a collection in brackets. */
export function editFlow(tree: SyntaxTree, layout: Layout, edit: FlowEdit): Splice[] {
  const { node, entries, removed, inserted } = edit;
  const survivors = entries.filter((entry) => !removed.has(entry));
  if (survivors.length === 0) return [refill(tree, layout, node, inserted)];
  const appended = inserted.filter(({ before }) => before >= entries.length);
  return [
    ...inserted
      .filter(({ before }) => before < entries.length)
      .flatMap((insertion) => insertBefore(tree, layout, entries[insertion.before], insertion)),
    ...append(tree, layout, survivors.at(-1), appended),
    ...removals(tree, entries, removed),
  ];
}

/** New content for a collection that keeps nothing. */
function refill(
  tree: SyntaxTree,
  layout: Layout,
  node: number,
  inserted: readonly Insertion[],
): Splice {
  const { text } = tree;
  const start = tree.start(node) + 1;
  const end = tree.contentEnd(node) - 1;
  const [first] = tree.entries(node);
  const indent = indentationAt(text, start);
  const inOneLine = first ? !isFirstOnLine(text, first.start) : layout.jsonUnit === undefined;
  const unit = layout.jsonUnit ?? "  ";
  if (inserted.length === 0 || inOneLine) {
    const sources = inserted.map((insertion) => source(layout, first, insertion, undefined));
    const keepsComment = !first && text.slice(start, end).includes("#");
    const joined = sources.join(layout.flowNotation(first?.head).comma);
    return { start, end: keepsComment ? start : end, text: joined };
  }
  const eol = lineBreakAt(text, start);
  const sources = inserted.map((each) =>
    source(layout, first, each, { indent: indent + unit, eol }),
  );
  const separator = eol + indent + unit;
  return { start, end, text: separator + sources.join(`,${separator}`) + eol + indent };
}

/** The line on which an entry begins that has lines of its own. */
interface OwnLine {
  readonly indent: string;
  readonly eol: string;
}

function source(
  layout: Layout,
  like: Entry | undefined,
  { name, value }: Insertion,
  line: OwnLine | undefined,
): string {
  const notation = layout.flowNotation(like?.name === undefined ? undefined : like.head);
  const written =
    line && layout.jsonUnit !== undefined
      ? prettyJson(value, line.indent, layout.jsonUnit, line.eol)
      : flowSource(value, notation);
  if (name === undefined) return written;
  const key = notation.quoted ? flowSource(name, notation) : textSource(name);
  return key + notation.colon + written;
}

function insertBefore(
  tree: SyntaxTree,
  layout: Layout,
  entry: Entry | undefined,
  insertion: Insertion,
): Splice[] {
  if (!entry) return [];
  const { text } = tree;
  const { start } = entry;
  const { comma } = layout.flowNotation(undefined);
  if (!isFirstOnLine(text, start)) {
    const inserted = source(layout, entry, insertion, undefined) + comma;
    return [{ start, end: start, text: inserted }];
  }
  const indent = indentationAt(text, start);
  const eol = lineBreakAt(text, start);
  const inserted = source(layout, entry, insertion, { indent, eol });
  return [{ start, end: start, text: `${inserted},${eol}${indent}` }];
}

function append(
  tree: SyntaxTree,
  layout: Layout,
  last: Entry | undefined,
  inserted: readonly Insertion[],
): Splice[] {
  if (!last || inserted.length === 0) return [];
  const { text } = tree;
  const { end } = last;
  if (!isFirstOnLine(text, last.start)) {
    const { comma } = layout.flowNotation(last.name === undefined ? undefined : last.head);
    const sources = inserted.map((each) => comma + source(layout, last, each, undefined));
    return [{ start: end, end, text: sources.join("") }];
  }
  const indent = indentationAt(text, last.start);
  const eol = lineBreakAt(text, last.start);
  const sources = inserted.map((each) => source(layout, last, each, { indent, eol }));
  const added = sources.map((each) => eol + indent + each).join(",");
  const behind = text.slice(end, lineEnd(text, end));
  if (!/^\s*,?\s*#/.test(behind)) return [{ start: end, end, text: `,${added}` }];
  // The comment stays with the entry that it is about.
  const comma: Splice[] = /^\s*,/.test(behind) ? [] : [{ start: end, end, text: "," }];
  const line = lineEnd(text, end);
  return [...comma, { start: line, end: line, text: added }];
}

function removals(
  tree: SyntaxTree,
  entries: readonly Entry[],
  removed: ReadonlySet<Entry>,
): Splice[] {
  const splices: Splice[] = [];
  for (let index = 0; index < entries.length; index++) {
    const first = entries[index];
    if (!first || !removed.has(first)) continue;
    const previous = entries[index - 1];
    let last = first;
    for (; ; index++) {
      const next = entries[index + 1];
      if (!next || !removed.has(next)) break;
      last = next;
    }
    splices.push(removal(tree.text, { previous, first, last, next: entries[index + 1] }));
  }
  return splices;
}

/** Neighbouring entries that go, and what stays around them. */
interface Run {
  readonly previous: Entry | undefined;
  readonly first: Entry;
  readonly last: Entry;
  readonly next: Entry | undefined;
}

function removal(text: string, { previous, first, last, next }: Run): Splice {
  if (next) {
    const inLines = isFirstOnLine(text, first.start) && isFirstOnLine(text, next.start);
    if (!inLines) return { start: first.start, end: next.start, text: "" };
    const start = commentsAbove(text, first, previous);
    return { start, end: commentsAbove(text, next, last), text: "" };
  }
  const before = previous?.end ?? first.start;
  const isApart = /(?:^|\s)#/.test(text.slice(before, first.start));
  if (!isApart || !isFirstOnLine(text, first.start)) {
    return { start: before, end: last.end, text: "" };
  }
  const afterComma =
    text.charAt(skipBlank(text, last.end)) === "," ? skipBlank(text, last.end) + 1 : last.end;
  const isAlone = /^\s*(?:#.*)?$/.test(text.slice(afterComma, lineEnd(text, afterComma)));
  const end = isAlone ? afterLine(text, afterComma) : last.end;
  return { start: commentsAbove(text, first, previous), end, text: "" };
}

/** Where the entry's lines begin, with the comments directly above it. */
function commentsAbove(text: string, { start }: Entry, previous: Entry | undefined): number {
  const line = lineStart(text, start);
  const limit = previous ? afterLine(text, previous.end) : line;
  return startOfComments(text, line, columnOf(text, start), limit);
}
