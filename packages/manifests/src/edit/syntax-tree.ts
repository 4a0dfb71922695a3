import type { Positions } from "../document.ts";
import { NodeTree } from "../yaml/node-tree.ts";
import { NODE } from "../yaml/positions.ts";
import { lineEnd, lineStart, skipBlank } from "./lines.ts";

/** A member of a mapping or an item of a list, as it is written. Offsets are UTF-16 units, ends are exclusive. */
export interface Entry {
  /** The member's key; undefined for an item. */
  readonly name: string | undefined;
  /** The number of the value's node. */
  readonly node: number;
  /** Where the key, the dash, or in a flow list the item begins. */
  readonly start: number;
  /** Behind the colon or the dash; equal to `start` for an item of a flow list, and -1 for a key without a colon. */
  readonly head: number;
  readonly end: number;
  /** A key behind a question mark. */
  readonly isExplicit: boolean;
}

/** The nodes of a document with what editing needs to know of their text. */
export class SyntaxTree extends NodeTree {
  readonly hasAliases: boolean;

  constructor(text: string, positions: Positions) {
    super(text, positions);
    this.hasAliases = positions.some((data, index) => index % 2 === 1 && (data & 7) === NODE.alias);
  }

  /** Members of a mapping or items of a list, in order. */
  entries(node: number): readonly Entry[] {
    const isMapping = this.kind(node) === NODE.mapping;
    const last = node + this.amount(node);
    const entries: Entry[] = [];
    let from = this.isFlow(node) ? this.start(node) + 1 : this.start(node);
    for (let child = node + 1; child <= last; ) {
      const entry = isMapping ? this.memberAt(child, from) : this.itemAt(child, from, node);
      entries.push(entry);
      from = entry.end;
      child = this.next(entry.node);
    }
    return entries;
  }

  private memberAt(key: number, from: number): Entry {
    const start = this.skipComma(from);
    const node = this.next(key);
    const colon = skipBlank(this.text, this.end(key));
    const head = this.text.charAt(colon) === ":" ? colon + 1 : -1;
    const isExplicit = /^\?\s/.test(this.text.slice(start, start + 2));
    const end = Math.max(this.contentEnd(node), head);
    return { name: this.keyName(key), node, start, head, end, isExplicit };
  }

  private itemAt(node: number, from: number, sequence: number): Entry {
    const start = this.skipComma(from);
    const head = this.isFlow(sequence) ? start : start + 1;
    const end = Math.max(this.contentEnd(node), head);
    return { name: undefined, node, start, head, end, isExplicit: false };
  }

  private skipComma(from: number): number {
    const at = skipBlank(this.text, from);
    return this.text.charAt(at) === "," ? skipBlank(this.text, at + 1) : at;
  }

  /** Whether the collection has brackets. */
  isFlow(node: number): boolean {
    const first = this.text.charAt(this.start(node));
    return this.isCollection(node) && (first === "{" || first === "[");
  }

  isCollection(node: number): boolean {
    const kind = this.kind(node);
    return kind === NODE.mapping || kind === NODE.sequence;
  }

  isAlias(node: number): boolean {
    return this.kind(node) === NODE.alias;
  }

  /** The text of a node without the properties before it; "" where a value is only meant. */
  source(node: number): string {
    return this.text.slice(this.start(node), this.contentEnd(node));
  }

  /** Where the node's own text ends: behind its bracket or its last entry. */
  contentEnd(node: number): number {
    if (!this.isCollection(node)) return this.scalarEnd(node);
    const last = this.lastChild(node);
    const end = last < 0 ? this.start(node) + 1 : this.contentEnd(last);
    return this.isFlow(node) ? this.skipComma(end) + 1 : end;
  }

  private scalarEnd(node: number): number {
    const start = this.start(node);
    const raw = start + this.amount(node);
    const isKept = this.kind(node) === NODE.text && /^[|>]\d?\+/.test(this.text.slice(start, raw));
    // The empty lines after a block text with "+" are part of it. Its token ends where the next line begins.
    return isKept && this.text.charAt(raw - 1) === "\n"
      ? lineEnd(this.text, lineStart(this.text, raw - 1))
      : this.end(node);
  }

  private lastChild(node: number): number {
    const last = node + this.amount(node);
    let found = -1;
    for (let child = node + 1; child <= last; child = this.next(child)) found = child;
    return found;
  }

  /** Behind the anchor and the tag of an entry's value, or behind the colon or dash where it has none. */
  propertiesEnd({ head, node }: Entry): number {
    const before = this.text.slice(head, this.start(node));
    const properties = /^(?:\s+[&!][^\s,[\]{}]*)+/.exec(before)?.[0] ?? "";
    return head + properties.length;
  }

  hasTag({ head, start, node }: Entry): boolean {
    return /(?:^|\s)!/.test(this.text.slice(Math.max(head, start), this.start(node)));
  }
}
