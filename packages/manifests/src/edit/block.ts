import type { JsonValue } from "@watertight/core/kubernetes";
import type { Insertion } from "./flow.ts";
import type { Layout } from "./layout.ts";
import {
  afterLine,
  columnOf,
  endOfDeeperComments,
  isFirstOnLine,
  lineBreakAt,
  lineEnd,
  lineStart,
  startOfComments,
} from "./lines.ts";
import type { Splice } from "./splice.ts";
import type { Entry, SyntaxTree } from "./syntax-tree.ts";
import { collectionLines, itemLines, memberLines } from "./write-value.ts";

/** A collection without brackets, with what is to be taken from it and written into it. */
export interface BlockEdit {
  readonly entries: readonly Entry[];
  readonly removed: ReadonlySet<Entry>;
  readonly inserted: readonly Insertion[];
  /** The document's own mapping: a comment above its first key is about the whole document. */
  readonly isRoot: boolean;
}

/** The splices of a block collection that keeps or gets at least one entry; or a clause on why they cannot be made. */
export function editBlock(tree: SyntaxTree, layout: Layout, edit: BlockEdit): Splice[] | string {
  const { entries, removed, inserted } = edit;
  const [first] = entries;
  const last = entries.at(-1);
  if (first && last && removed.size === entries.length && !isFirstOnLine(tree.text, first.start)) {
    const column = columnOf(tree.text, first.start);
    const lines = inserted.flatMap((each) => linesOf(layout, each, column, first.start));
    const text = lines.join(lineBreakAt(tree.text, first.start)).trimStart();
    return [{ start: first.start, end: lineEnd(tree.text, last.end), text }];
  }
  const removals = removalsOf(tree.text, edit);
  if (typeof removals === "string") return removals;
  return [...insertionsOf(tree, layout, edit, removals), ...removals];
}

function removalsOf(text: string, { entries, removed, isRoot }: BlockEdit): Splice[] | string {
  const splices: Splice[] = [];
  let from = 0;
  const [first] = entries;
  if (first && removed.has(first) && !isFirstOnLine(text, first.start)) {
    const head = firstOnSharedLine(text, entries, removed);
    if (typeof head === "string") return head;
    splices.push(head.splice);
    from = head.next;
  }
  for (const [index, entry] of entries.entries()) {
    if (index < from || !removed.has(entry)) continue;
    const previous = entries[index - 1];
    const line = lineStart(text, entry.start);
    const column = columnOf(text, entry.start);
    const limit = previous ? afterLine(text, previous.end) : isRoot ? line : 0;
    splices.push({
      start: startOfComments(text, line, column, limit),
      end: endOfDeeperComments(text, afterLine(text, entry.end), column),
      text: "",
    });
  }
  return splices;
}

/** Takes away the first entry that stands behind the dash of an item: the next one moves up to the dash. */
function firstOnSharedLine(
  text: string,
  entries: readonly Entry[],
  removed: ReadonlySet<Entry>,
): { readonly splice: Splice; readonly next: number } | string {
  const [first] = entries;
  const next = entries.findIndex((entry) => !removed.has(entry));
  const survivor = entries[next];
  const before = entries[next - 1];
  if (!first || !survivor || !before) return "nothing would be left of it";
  const prefix = text.slice(lineStart(text, first.start), first.start);
  if (!/^ *(?:- +)+$/.test(prefix)) return "its first key stands behind something else in its line";
  const gap = text.slice(afterLine(text, before.end), survivor.start);
  if (!gap.includes("#")) {
    return { splice: { start: first.start, end: survivor.start, text: "" }, next };
  }
  // Comments stand before the next one, and stay above it.
  const dash = first.start - (/ +$/.exec(prefix)?.[0].length ?? 0);
  return { splice: { start: dash, end: lineEnd(text, first.end), text: "" }, next: 1 };
}

function insertionsOf(
  tree: SyntaxTree,
  layout: Layout,
  { entries, removed, inserted }: BlockEdit,
  removals: readonly Splice[],
): Splice[] {
  const { text } = tree;
  const [first] = entries;
  if (!first || inserted.length === 0) return [];
  const column = columnOf(text, first.start);
  return inserted.map((insertion): Splice => {
    const lines = linesOf(layout, insertion, column, first.start);
    const previous = entries[Math.min(insertion.before, entries.length) - 1];
    if (previous) {
      const eol = lineBreakAt(text, previous.end);
      const at = removed.has(previous)
        ? (removals.at(-1)?.start ?? afterLine(text, previous.end))
        : afterLine(text, previous.end);
      return { start: at, end: at, text: lines.map((line) => line + eol).join("") };
    }
    return beforeFirst(text, first, lines);
  });
}

function beforeFirst(text: string, first: Entry, lines: readonly string[]): Splice {
  const eol = lineBreakAt(text, first.start);
  const column = columnOf(text, first.start);
  if (isFirstOnLine(text, first.start)) {
    const at = startOfComments(text, lineStart(text, first.start), column, 0);
    return { start: at, end: at, text: lines.map((line) => line + eol).join("") };
  }
  const inserted = lines.join(eol).trimStart() + eol + " ".repeat(column);
  return { start: first.start, end: first.start, text: inserted };
}

function linesOf(
  layout: Layout,
  { name, value }: Insertion,
  column: number,
  offset: number,
): readonly string[] {
  const notation = layout.blockNotation(offset);
  return name === undefined
    ? itemLines(value, column, notation)
    : memberLines(name, value, column, notation);
}

/** A scalar or an empty collection behind the colon or the dash, in the place of a block collection. */
export function replaceBlock(tree: SyntaxTree, entry: Entry, source: string): Splice[] {
  const { text } = tree;
  const start = tree.start(entry.node);
  const end = tree.contentEnd(entry.node);
  if (!isFirstOnLine(text, start)) return [{ start, end: lineEnd(text, end), text: source }];
  const head = tree.propertiesEnd(entry);
  const column = columnOf(text, entry.start);
  return [
    { start: head, end: head, text: ` ${source}` },
    {
      start: startOfComments(
        text,
        lineStart(text, start),
        columnOf(text, start),
        afterLine(text, head),
      ),
      end: endOfDeeperComments(text, afterLine(text, end), column),
      text: "",
    },
  ];
}

/** A collection in lines of its own where a value is empty or null. */
export function fillBlock(
  tree: SyntaxTree,
  layout: Layout,
  entry: Entry,
  value: JsonValue,
): Splice[] {
  const { text } = tree;
  const { start, end, node, name } = entry;
  const head = tree.propertiesEnd(entry);
  const notation = layout.blockNotation(start);
  const column = columnOf(text, start);
  const inner =
    column + (Array.isArray(value) && name !== undefined ? notation.dashes : notation.step);
  const written = { start: head, end: tree.contentEnd(node), text: "" };
  if (name === undefined) {
    const lines = collectionLines(value, column + 2, notation);
    const joined = lines.join(lineBreakAt(text, start)).trimStart();
    return [{ ...written, text: ` ${joined}` }];
  }
  const eol = lineBreakAt(text, end);
  const line = afterLine(text, end);
  const lines = collectionLines(value, inner, notation);
  return [written, { start: line, end: line, text: lines.map((each) => each + eol).join("") }];
}
