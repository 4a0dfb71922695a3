import type { FieldPath } from "@watertight/core";
import type { Positions } from "../document.ts";
import { isNameCharacter } from "./characters.ts";
import { NODE } from "./positions.ts";
import { keyText, resolvePlain } from "./resolve.ts";
import { scalarText } from "./scalar-text.ts";
import { scanBlockHeader } from "./scan-scalars.ts";
import { TOKEN } from "./tokens.ts";

/** UTF-16 offsets in the text; the end is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A node by number, with the number of its key (-1: it is a list item or the root). */
interface Found {
  readonly key: number;
  readonly node: number;
}

/**
 * Where a field stands: from its key to the end of a scalar value; the key alone if the value is a mapping or a list.
 * A list item: the whole scalar; of a mapping from its start to the end of its first key; of a list its first
 * character. A field that is not there: its nearest parent that is, of which only the key; the root gives its first
 * key. An alias is followed, but a field that is an alias itself stands where the alias is used; a merged field
 * stands in the mapping that was merged; of duplicates the last counts.
 */
export function locateField(text: string, positions: Positions, path: FieldPath): TextRange {
  const tree = new Tree(text, positions);
  if (positions.length === 0) return { start: 0, end: 0 };
  let found: Found = { key: -1, node: 0 };
  for (const segment of path) {
    const next = tree.step(found.node, segment);
    if (next === undefined) return tree.parentRange(found);
    found = next;
  }
  return tree.range(found);
}

class Tree {
  private readonly text: string;
  private readonly positions: Positions;

  constructor(text: string, positions: Positions) {
    this.text = text;
    this.positions = positions;
  }

  step(from: number, segment: string | number): Found | undefined {
    const node = this.target(from);
    const kind = this.kind(node);
    if (kind === NODE.mapping) return this.member(node, String(segment));
    return kind === NODE.sequence && typeof segment === "number"
      ? this.item(node, segment)
      : undefined;
  }

  range(found: Found): TextRange {
    const { key, node } = found;
    if (key < 0) return this.itemRange(node);
    const start = this.start(key);
    const kind = this.kind(node);
    const keyOnly = kind === NODE.mapping || kind === NODE.sequence || kind === NODE.empty;
    return { start, end: this.end(keyOnly ? key : node) };
  }

  parentRange(found: Found): TextRange {
    if (found.key < 0) return this.itemRange(found.node);
    return { start: this.start(found.key), end: this.end(found.key) };
  }

  private itemRange(node: number): TextRange {
    const start = this.start(node);
    const kind = this.kind(node);
    if (kind === NODE.mapping && this.amount(node) > 0) return { start, end: this.end(node + 1) };
    return { start, end: this.end(node) };
  }

  private member(mapping: number, name: string): Found | undefined {
    let found: Found | undefined;
    const last = mapping + this.amount(mapping);
    for (let key = mapping + 1; key <= last; ) {
      const node = this.next(key);
      const keyName = this.keyName(key);
      if (keyName === name) found = { key, node };
      else if (keyName === "<<" && this.kind(this.target(key)) === NODE.plain) {
        found = this.mergedMember(node, name) ?? found;
      }
      key = this.next(node);
    }
    return found;
  }

  private mergedMember(source: number, name: string): Found | undefined {
    const node = this.target(source);
    if (this.kind(node) === NODE.mapping) return this.member(node, name);
    const last = this.kind(node) === NODE.sequence ? node + this.amount(node) : node;
    for (let item = node + 1; item <= last; item = this.next(item)) {
      const mapping = this.target(item);
      const found = this.kind(mapping) === NODE.mapping ? this.member(mapping, name) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private item(sequence: number, index: number): Found | undefined {
    const last = sequence + this.amount(sequence);
    let item = sequence + 1;
    for (let count = 0; count < index && item <= last; count++) item = this.next(item);
    return item <= last && index >= 0 ? { key: -1, node: item } : undefined;
  }

  private keyName(key: number): string | undefined {
    const node = this.target(key);
    const start = this.start(node);
    const source = this.text.slice(start, start + this.amount(node));
    if (this.kind(node) === NODE.plain) {
      const text = scalarText(source, TOKEN.plain, 0, source.length);
      return keyText(resolvePlain(text), text);
    }
    return this.kind(node) === NODE.text ? writtenText(source) : undefined;
  }

  private kind(node: number): number {
    return (this.positions[node * 2 + 1] ?? NODE.empty) & 7;
  }

  private amount(node: number): number {
    return (this.positions[node * 2 + 1] ?? 0) >>> 3;
  }

  private start(node: number): number {
    return this.positions[node * 2] ?? 0;
  }

  /** The node after this one and all below it. */
  private next(node: number): number {
    const kind = this.kind(node);
    const below = kind === NODE.mapping || kind === NODE.sequence ? this.amount(node) : 0;
    return node + below + 1;
  }

  /** The node itself, or what an alias stands for. */
  private target(node: number): number {
    return this.kind(node) === NODE.alias ? this.amount(node) : node;
  }

  private end(node: number): number {
    const start = this.start(node);
    const kind = this.kind(node);
    if (kind === NODE.plain) return start + this.amount(node);
    if (kind === NODE.text) {
      const source = this.text.slice(start, start + this.amount(node));
      return start + source.trimEnd().length;
    }
    if (kind === NODE.empty) return start;
    let end = start + 1;
    if (kind === NODE.alias) while (isNameCharacter(this.text.charCodeAt(end))) end++;
    return end;
  }
}

/** What a scalar means that is quoted, a block, or has a tag. */
function writtenText(source: string): string {
  const { length } = source;
  const first = source.charAt(0);
  if (first === '"') return scalarText(source, TOKEN.double, 0, length);
  if (first === "'") return scalarText(source, TOKEN.single, 0, length);
  if (first !== "|" && first !== ">") return scalarText(source, TOKEN.plain, 0, length);
  return source.slice(scanBlockHeader(`${source}\0`, 0).end).trim();
}
