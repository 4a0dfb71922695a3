import type { FieldPath } from "@watertight/core";
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
  const way = knownWay(positions, path);
  let found = way.at(-1)?.found ?? ROOT;
  for (const segment of path.slice(way.length)) {
    const next = tree.step(found.node, segment);
    if (next === undefined) return parentRange(tree, found);
    way.push({ segment, found: next });
    found = next;
  }
  return range(tree, found);
}

const ROOT: Found = { key: -1, node: 0 };

/** The way to the last field that was asked for, a step a segment. */
interface Step {
  readonly segment: string | number;
  readonly found: Found;
}

const last: { positions: Positions | undefined; way: Step[] } = { positions: undefined, way: [] };

/** What the way to a field shares with the way to the last one: findings of one object lie close together. */
function knownWay(positions: Positions, path: FieldPath): Step[] {
  if (last.positions === positions) {
    const shared = last.way.findIndex(({ segment }, index) => segment !== path[index]);
    if (shared >= 0) last.way.length = shared;
  } else {
    last.positions = positions;
    last.way = [];
  }
  return last.way;
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
