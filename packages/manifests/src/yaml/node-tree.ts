import type { Positions } from "../document.ts";
import { isNameCharacter } from "./characters.ts";
import { NODE } from "./positions.ts";
import { keyText, resolvePlain } from "./resolve.ts";
import { scalarText } from "./scalar-text.ts";
import { scanBlockHeader } from "./scan-scalars.ts";
import { TOKEN } from "./tokens.ts";

/** A node by number, with the number of its key (-1: it is a list item or the root). */
export interface Found {
  readonly key: number;
  readonly node: number;
}

/** The nodes of one document, by number as `positions` have them, with what the text says of each. */
export class NodeTree {
  readonly text: string;
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

  member(mapping: number, name: string): Found | undefined {
    let found: Found | undefined;
    const last = mapping + this.amount(mapping);
    for (let key = mapping + 1; key <= last; ) {
      const node = this.next(key);
      if (this.isPlainWord(key)) {
        if (this.amount(key) === name.length && this.text.startsWith(name, this.start(key))) {
          found = { key, node };
        }
        key = this.next(node);
        continue;
      }
      const keyName = this.keyName(key);
      if (keyName === name) found = { key, node };
      else if (keyName === "<<" && this.kind(this.target(key)) === NODE.plain) {
        found = this.mergedMember(node, name) ?? found;
      }
      key = this.next(node);
    }
    return found;
  }

  /** Whether a key is exactly what is written: no such word is a number, a boolean or null, and lines fold at white space (Unicode has more of that). */
  private isPlainWord(key: number): boolean {
    if (this.kind(key) !== NODE.plain || this.amount(key) < LONGEST_RESOLVED) return false;
    const start = this.start(key);
    if (!isLetter(this.text.charCodeAt(start))) return false;
    for (let index = start + this.amount(key) - 1; index > start; index--) {
      const code = this.text.charCodeAt(index);
      if (code <= 0x20 || code > 0x7e) return false;
    }
    return true;
  }

  /** A member of what "<<" merges: of a mapping, or of the first of a list that has it. */
  mergedMember(source: number, name: string): Found | undefined {
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
    const isKnown =
      lastItem.positions === this.positions &&
      lastItem.sequence === sequence &&
      lastItem.index <= index;
    let item = isKnown ? lastItem.node : sequence + 1;
    for (let count = isKnown ? lastItem.index : 0; count < index && item <= last; count++) {
      item = this.next(item);
    }
    if (item > last || index < 0) return undefined;
    lastItem = { positions: this.positions, sequence, index, node: item };
    return { key: -1, node: item };
  }

  keyName(key: number): string | undefined {
    const node = this.target(key);
    const start = this.start(node);
    const source = this.text.slice(start, start + this.amount(node));
    if (this.kind(node) === NODE.plain) {
      const text = scalarText(source, TOKEN.plain, 0, source.length);
      return keyText(resolvePlain(text), text);
    }
    return this.kind(node) === NODE.text ? writtenText(source) : undefined;
  }

  kind(node: number): number {
    return (this.positions[node * 2 + 1] ?? NODE.empty) & 7;
  }

  amount(node: number): number {
    return (this.positions[node * 2 + 1] ?? 0) >>> 3;
  }

  start(node: number): number {
    return this.positions[node * 2] ?? 0;
  }

  /** The node after this one and all below it. */
  next(node: number): number {
    const kind = this.kind(node);
    const below = kind === NODE.mapping || kind === NODE.sequence ? this.amount(node) : 0;
    return node + below + 1;
  }

  /** The node itself, or what an alias stands for. */
  target(node: number): number {
    return this.kind(node) === NODE.alias ? this.amount(node) : node;
  }

  end(node: number): number {
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

/** The last item that was asked for: those of a long list are asked for in their order, and counted from the one before. */
let lastItem: {
  readonly positions: Positions | undefined;
  readonly sequence: number;
  readonly index: number;
  readonly node: number;
} = { positions: undefined, sequence: 0, index: 0, node: 0 };

/** `false` is the longest word that begins with a letter and means something else than text. */
const LONGEST_RESOLVED = 6;

function isLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
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
