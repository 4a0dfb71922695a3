import type { FieldPath } from "@watertight/core/kubernetes";
import type { Positions } from "../document.ts";
import { type Found, NodeTree } from "./node-tree.ts";
import { NODE } from "./positions.ts";

/** UTF-16 offsets in the text; the end is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a field stands: from its key to the end of a scalar value; the key alone if the value is a mapping or a list.
 * A list item: the whole scalar; of a mapping from its start to the end of its first key; of a list its first
 * character. A field that is not there: its nearest parent that is, of which only the key; the root gives its first
 * key. An alias is followed, but a field that is an alias itself stands where the alias is used; a merged field
 * stands in the mapping that was merged; of duplicates the last counts.
 */
export function locateField(text: string, positions: Positions, path: FieldPath): TextRange {
  if (positions.length === 0) return { start: 0, end: 0 };
  const tree = new NodeTree(text, positions);
  for (let depth = sharedWay(positions, path); depth < path.length; depth++) {
    const from = lastWay.found[depth - 1] ?? ROOT;
    const segment = path[depth] ?? "";
    const next = tree.step(from.node, segment);
    if (next === undefined) return parentRange(tree, from);
    lastWay.segments.push(segment);
    lastWay.found.push(next);
  }
  return range(tree, lastWay.found[path.length - 1] ?? ROOT);
}

const ROOT: Found = { key: -1, node: 0 };

/** The way to the last field that was asked for, step by step: findings of one object lie close together. */
const lastWay: {
  positions: Positions | undefined;
  readonly segments: (string | number)[];
  readonly found: Found[];
} = { positions: undefined, segments: [], found: [] };

/** How many steps the way to a field shares with the last one, which is cut off behind them. */
function sharedWay(positions: Positions, path: FieldPath): number {
  const { segments, found } = lastWay;
  let depth = 0;
  if (lastWay.positions === positions) {
    while (depth < segments.length && segments[depth] === path[depth]) depth++;
  }
  lastWay.positions = positions;
  segments.length = depth;
  found.length = depth;
  return depth;
}

function range(tree: NodeTree, { key, node }: Found): TextRange {
  if (key < 0) return itemRange(tree, node);
  const start = tree.start(key);
  const kind = tree.kind(node);
  const keyOnly = kind === NODE.mapping || kind === NODE.sequence || kind === NODE.empty;
  return { start, end: tree.end(keyOnly ? key : node) };
}

function parentRange(tree: NodeTree, { key, node }: Found): TextRange {
  if (key < 0) return itemRange(tree, node);
  return { start: tree.start(key), end: tree.end(key) };
}

function itemRange(tree: NodeTree, node: number): TextRange {
  const start = tree.start(node);
  const hasKey = tree.kind(node) === NODE.mapping && tree.amount(node) > 0;
  return { start, end: tree.end(hasKey ? node + 1 : node) };
}
