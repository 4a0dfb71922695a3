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
  let blocks: readonly Indented[] | undefined;
  return {
    isJson,
    jsonUnit: isJson ? /^\s*\{\r?\n([ \t]+)"/.exec(tree.text)?.[1] : undefined,
    blockNotation: (offset) => {
      blocks ??= indentedBlocks(tree);
      const step = nearest(blocks, offset, NODE.mapping) ?? 2;
      return { step, dashes: nearest(blocks, offset, NODE.sequence) ?? 0 };
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
  readonly kind: number;
  readonly offset: number;
  readonly columns: number;
}

function indentedBlocks(tree: SyntaxTree): Indented[] {
  const found: Indented[] = [];
  const visit = (node: number): void => {
    if (!tree.isCollection(node) || tree.isFlow(node)) return;
    const isMapping = tree.kind(node) === NODE.mapping;
    const last = node + tree.amount(node);
    for (let child = node + 1; child <= last; ) {
      const value = isMapping ? tree.next(child) : child;
      if (isMapping && tree.isCollection(value) && !tree.isFlow(value)) {
        const offset = tree.start(value);
        const columns = columnOf(tree.text, offset) - columnOf(tree.text, tree.start(node));
        found.push({ kind: tree.kind(value), offset, columns });
      }
      visit(value);
      child = tree.next(value);
    }
  };
  visit(0);
  return found;
}

function nearest(blocks: readonly Indented[], offset: number, kind: number): number | undefined {
  const alike = blocks.filter((block) => block.kind === kind && block.columns >= 0);
  return (alike.findLast((block) => block.offset <= offset) ?? alike[0])?.columns;
}
