import { isJsonList, type JsonObject, type JsonValue } from "@watertight/core/kubernetes";
import type { ParsedValue } from "../document.ts";
import { AliasLimit } from "./alias-limit.ts";
import { MAX_DEPTH, type Members, MemberWriter, tooDeep } from "./members.ts";
import { NODE, PositionWriter } from "./positions.ts";
import { keyText, resolvePlain, type Scalar } from "./resolve.ts";
import { scalarText } from "./scalar-text.ts";
import { resolveTagged } from "./tagged-scalar.ts";
import { TokenReader } from "./token-reader.ts";
import { AS_IS, KIND_MASK, TOKEN, type Tokens } from "./tokens.ts";
import { YamlError } from "./yaml-error.ts";

interface Anchor {
  /** Undefined inside the node that the anchor names. */
  value: JsonValue | undefined;
  readonly node: number;
  /** How many values goyaml decodes for it. */
  size: number;
}

/**
 * Tokens to values with positions: the parser and the decoder of go.yaml.in/yaml/v2 and the JSON conversion of
 * sigs.k8s.io/yaml in one pass. No events, nothing allocated for a node but its value.
 */
export class Builder extends TokenReader {
  readonly members: MemberWriter = new MemberWriter();
  private readonly positions: PositionWriter;
  private depth = 0;
  private limit = new AliasLimit();
  private anchors = new Map<string, Anchor>();
  private keyIsMerge = false;

  constructor(text: string, tokens: Tokens) {
    super(text, tokens);
    this.positions = new PositionWriter(tokens.length / 3);
  }

  /** The next document's value, undefined after the last one. */
  document(isFirst: boolean): ParsedValue | undefined {
    this.limit = new AliasLimit();
    this.anchors = new Map();
    const begin = this.beginDocument(isFirst);
    if (begin === "none") return undefined;
    const isEmpty = begin === "explicit" && isBoundary(this.peek());
    const value = isEmpty ? this.empty() : this.node(true, false);
    if (this.peek() === TOKEN.broken) throw this.unexpected("");
    if (this.peek() === TOKEN.documentEnd) this.at += 3;
    this.members.endDocument();
    return { value, positions: this.positions.take() };
  }

  private node(block: boolean, indentless: boolean): JsonValue {
    this.limit.decoded++;
    const kind = this.peek();
    if (kind >= TOKEN.plain && kind <= TOKEN.folded) return this.value(this.scalar());
    if (kind === TOKEN.alias) return this.alias();
    if (kind === TOKEN.anchor || kind === TOKEN.tag) return this.withProperties(block, indentless);
    const value = this.collection(kind, block, indentless);
    if (value === undefined) throw this.unexpected("A value is missing here.");
    return value;
  }

  private value(scalar: Scalar): JsonValue {
    if (typeof scalar === "number" && !Number.isFinite(scalar)) {
      throw new YamlError(
        "Infinity and not-a-number cannot be in an object: JSON has no such value.",
        this.data[this.at - 2] ?? 0,
      );
    }
    return scalar;
  }

  private scalar(): Scalar {
    const details = this.data[this.at] ?? 0;
    const start = this.start();
    const end = this.end();
    this.at += 3;
    if ((details & KIND_MASK) === TOKEN.plain) {
      this.positions.add(start, NODE.plain, end - start);
      if ((details & AS_IS) !== 0) return resolvePlain(this.text.slice(start, end));
      return resolvePlain(scalarText(this.text, details, start, end));
    }
    this.positions.add(start, NODE.text, end - start);
    return scalarText(this.text, details, start, end);
  }

  private empty(): null {
    this.limit.decoded++;
    this.positions.add(this.data[this.at - 1] ?? 0, NODE.empty, 0);
    return null;
  }

  private alias(): JsonValue {
    const start = this.start();
    const name = this.text.slice(start + 1, this.end());
    const anchor = this.anchors.get(name);
    if (anchor === undefined)
      throw this.unexpected(`No anchor "&${name}" stands before this alias.`);
    if (anchor.value === undefined) throw this.unexpected(`The alias "*${name}" contains itself.`);
    this.at += 3;
    this.positions.add(start, NODE.alias, anchor.node);
    this.limit.addAlias(anchor.size, start);
    return anchor.value;
  }

  private withProperties(block: boolean, indentless: boolean): JsonValue {
    const before = this.limit.decoded - 1;
    let name: string | undefined;
    let tag = "";
    let offset = this.start();
    for (let kind = this.peek(); kind === TOKEN.anchor || kind === TOKEN.tag; kind = this.peek()) {
      if (kind === TOKEN.anchor ? name !== undefined : tag !== "") break;
      offset = this.start();
      if (kind === TOKEN.anchor) name = this.text.slice(offset + 1, this.end());
      else tag = this.tag(offset);
      this.at += 3;
    }
    const anchor: Anchor = { value: undefined, node: this.positions.count, size: 0 };
    if (name !== undefined) this.anchors.set(name, anchor);
    const kind = this.peek();
    const value =
      kind >= TOKEN.plain && kind <= TOKEN.folded
        ? this.value(this.tagged(tag))
        : (this.collection(kind, block, indentless) ?? this.emptyTagged(tag, offset));
    anchor.value = value;
    anchor.size = this.limit.decoded - before;
    return value;
  }

  private tagged(tag: string): Scalar {
    if (tag === "") return this.scalar();
    const [details, start, end] = [this.data[this.at] ?? 0, this.start(), this.end()];
    this.at += 3;
    this.positions.add(start, NODE.text, end - start);
    return resolveTagged(tag, scalarText(this.text, details, start, end), start);
  }

  private emptyTagged(tag: string, offset: number): JsonValue {
    this.positions.add(this.data[this.at - 1] ?? 0, NODE.empty, 0);
    return tag === "" ? null : this.value(resolveTagged(tag, "", offset));
  }

  private collection(kind: number, block: boolean, indentless: boolean): JsonValue | undefined {
    if (this.depth > MAX_DEPTH) throw tooDeep(this.start());
    this.depth++;
    const value = this.openCollection(kind, block, indentless);
    this.depth--;
    return value;
  }

  private openCollection(kind: number, block: boolean, indentless: boolean): JsonValue | undefined {
    if (kind === TOKEN.flowSequence) return this.flowSequence();
    if (kind === TOKEN.flowMapping) return this.flowMapping();
    if (kind === TOKEN.entry && indentless) return this.indentlessSequence();
    if (!block) return undefined;
    if (kind === TOKEN.firstKey || kind === TOKEN.mappingStart) return this.blockMapping();
    return kind === TOKEN.sequenceStart ? this.blockSequence() : undefined;
  }

  private blockMapping(): JsonObject {
    const node = this.positions.add(this.start(), NODE.mapping, 0);
    const members: Members = {};
    let kind = this.peek();
    if (kind === TOKEN.mappingStart) {
      this.at += 3;
      kind = this.peek();
    } else kind = TOKEN.key;
    while (kind === TOKEN.key) {
      this.at += 3;
      this.pair(members, true);
      kind = this.peek();
    }
    if (kind !== TOKEN.blockEnd) {
      throw this.unexpected("A key of the mapping should stand here: check the indentation.");
    }
    this.at += 3;
    this.positions.close(node, NODE.mapping);
    return members;
  }

  /** Reads key and value after a key token. */
  private pair(members: Members, block: boolean): void {
    const first = this.peek();
    const offset = this.start();
    const key = endsNode(first, block) ? this.emptyKey() : this.key(block);
    const isMerge = this.keyIsMerge;
    let kind = this.peek();
    let isAlias = false;
    let value: JsonValue = null;
    if (kind === TOKEN.value) {
      this.at += 3;
      kind = this.peek();
      isAlias = kind === TOKEN.alias;
      value = endsNode(kind, block) ? this.empty() : this.node(block, block);
    } else this.empty();
    if (isMerge)
      this.members.merge(members, isJsonList(value) && !isAlias ? value : [value], offset);
    else this.members.add(members, key, value, offset);
  }

  private emptyKey(): string {
    this.empty();
    throw this.unexpected("A key is missing here.");
  }

  private key(block: boolean): string {
    this.keyIsMerge = false;
    const kind = this.peek();
    const start = this.start();
    const end = this.end();
    if (kind === TOKEN.plain) {
      this.limit.decoded++;
      const scalar = this.scalar();
      if (typeof scalar === "string") {
        if (scalar === "<<") this.keyIsMerge = true;
        return scalar;
      }
      const text = keyText(scalar, this.text.slice(start, end));
      if (text !== undefined) return text;
    } else {
      const value = this.node(block, block);
      if (typeof value !== "object") {
        this.keyIsMerge =
          kind === TOKEN.tag && value === "<<" && /^!(?:!merge)?\s/.test(this.text.slice(start));
        const text = keyText(value, String(value));
        if (text !== undefined) return text;
      }
    }
    throw new YamlError("A key must be text, a number or a boolean.", start);
  }

  private flowMapping(): JsonObject {
    const node = this.positions.add(this.start(), NODE.mapping, 0);
    const members: Members = {};
    this.at += 3;
    for (let first = true; this.hasEntry(TOKEN.flowMappingEnd, first); first = false) {
      if (this.peek() === TOKEN.key) {
        this.at += 3;
        this.pair(members, false);
      } else {
        const offset = this.start();
        const key = this.key(false);
        if (this.keyIsMerge) throw new YamlError('"<<" has no mapping to merge.', offset);
        this.members.add(members, key, this.empty(), offset);
      }
    }
    this.positions.close(node, NODE.mapping);
    return members;
  }

  /** Steps over the comma before an entry, or over the collection's end. */
  private hasEntry(end: number, first: boolean): boolean {
    let kind = this.peek();
    if (!first && kind === TOKEN.flowEntry) {
      this.at += 3;
      kind = this.peek();
    } else if (!first && kind !== end) {
      const bracket = end === TOKEN.flowMappingEnd ? "}" : "]";
      throw this.unexpected(`A "," or "${bracket}" should stand here.`);
    }
    if (kind !== end) return true;
    this.at += 3;
    return false;
  }

  private flowSequence(): JsonValue[] {
    const node = this.positions.add(this.start(), NODE.sequence, 0);
    const items: JsonValue[] = [];
    this.at += 3;
    for (let first = true; this.hasEntry(TOKEN.flowSequenceEnd, first); first = false) {
      items.push(this.peek() === TOKEN.key ? this.flowPair() : this.node(false, false));
    }
    this.positions.close(node, NODE.sequence);
    return items;
  }

  /** `[key: value]`: a mapping of one pair without braces. */
  private flowPair(): JsonObject {
    const node = this.positions.add(this.start(), NODE.mapping, 0);
    const members: Members = {};
    this.limit.decoded++;
    this.at += 3;
    this.pair(members, false);
    this.positions.close(node, NODE.mapping);
    return members;
  }

  private blockSequence(): JsonValue[] {
    const node = this.positions.add(this.start(), NODE.sequence, 0);
    const items: JsonValue[] = [];
    this.at += 3;
    while (this.peek() === TOKEN.entry) {
      this.at += 3;
      const kind = this.peek();
      const isEmpty = kind === TOKEN.entry || kind === TOKEN.blockEnd;
      items.push(isEmpty ? this.empty() : this.node(true, false));
    }
    if (this.peek() !== TOKEN.blockEnd) {
      throw this.unexpected('A "- " of the list should stand here: check the indentation.');
    }
    this.at += 3;
    this.positions.close(node, NODE.sequence);
    return items;
  }

  private indentlessSequence(): JsonValue[] {
    const node = this.positions.add(this.start(), NODE.sequence, 0);
    const items: JsonValue[] = [];
    while (this.peek() === TOKEN.entry) {
      this.at += 3;
      const kind = this.peek();
      const isEmpty = kind === TOKEN.entry || endsNode(kind, true);
      items.push(isEmpty ? this.empty() : this.node(true, false));
    }
    this.positions.close(node, NODE.sequence);
    return items;
  }
}

function isBoundary(kind: number): boolean {
  return kind >= TOKEN.documentStart && kind <= TOKEN.streamEnd;
}

/** True for a token that says that a key or a value was left out. */
function endsNode(kind: number, block: boolean): boolean {
  if (kind === TOKEN.value) return true;
  if (block) return kind === TOKEN.key || kind === TOKEN.blockEnd;
  return (
    kind === TOKEN.flowEntry || kind === TOKEN.flowMappingEnd || kind === TOKEN.flowSequenceEnd
  );
}
