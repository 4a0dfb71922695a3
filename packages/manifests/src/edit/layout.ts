import { NODE } from "../yaml/positions.ts";
import { columnOf } from "./lines.ts";
import type { SyntaxTree } from "./syntax-tree.ts";
import type { BlockNotation, FlowNotation } from "./write-value.ts";

/** How a document is written, as far as new text has to follow it. */
export interface Layout {
  /** The document is JSON: no comments, no comma before a bracket. */
  readonly isJson: boolean;
  /** One level of indentation of JSON in lines; undefined where it is in one line. */
  readonly jsonUnit: string | undefined;
  /** Like the text before the offset. */
  readonly blockNotation: (offset: number) => BlockNotation;
  /** Like the member `head` of whose colon is given, else as usual. */
  readonly flowNotation: (head: number | undefined) => FlowNotation;
}

/** Looks at how a document is written; `isJson` is what reading it has found. */
export function layoutOf(tree: SyntaxTree, isJson: boolean): Layout {
  let blocks: ReadonlyMap<number, readonly Indented[]> | undefined;
  return {
    isJson,
    jsonUnit: isJson ? /^\s*\{\r?\n([ \t]+)"/.exec(tree.text)?.[1] : undefined,
    blockNotation: (offset) => {
      blocks ??= indentedBlocks(tree);
      const step = nearest(blocks.get(NODE.mapping), offset) ?? 2;
      return { step, dashes: nearest(blocks.get(NODE.sequence), offset) ?? 0 };
    },
    flowNotation: (head) => {
      const colonAt = head ?? (isJson ? tree.text.indexOf('":') + 2 : -1);
      const tight = colonAt > 0 && isJson && !/\s/.test(tree.text.charAt(colonAt));
      const quoted = isJson || (head !== undefined && tree.text.charAt(head - 2) === '"');
      return { quoted, colon: tight ? ":" : ": ", comma: tight ? "," : ", " };
    },
  };
}

/** A block collection below a key, and how far it stands in. */
interface Indented {
  readonly offset: number;
  readonly columns: number;
}

/** By kind, in the order of the text. */
function indentedBlocks(tree: SyntaxTree): Map<number, Indented[]> {
  const found = new Map<number, Indented[]>([
    [NODE.mapping, []],
    [NODE.sequence, []],
  ]);
  const visit = (node: number): void => {
    if (!tree.isCollection(node) || tree.isFlow(node)) return;
    const isMapping = tree.kind(node) === NODE.mapping;
    const last = node + tree.amount(node);
    for (let child = node + 1; child <= last; ) {
      const value = isMapping ? tree.next(child) : child;
      if (isMapping && tree.isCollection(value) && !tree.isFlow(value)) {
        const offset = tree.start(value);
        const columns = columnOf(tree.text, offset) - columnOf(tree.text, tree.start(node));
        if (columns >= 0) found.get(tree.kind(value))?.push({ offset, columns });
      }
      visit(value);
      child = tree.next(value);
    }
  };
  visit(0);
  return found;
}

/** How far the last one before the offset stands in, or the first one there is. */
function nearest(blocks: readonly Indented[] | undefined, offset: number): number | undefined {
  if (!blocks) return undefined;
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return (blocks[low - 1] ?? blocks[0])?.columns;
}
