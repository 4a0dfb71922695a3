import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import type { ParsedDocument, ParsedValue, Problem } from "../document.ts";
import { duplicateKey, MAX_DEPTH, setMember, tooDeep } from "./members.ts";
import { NODE, PositionWriter } from "./positions.ts";
import { parseInteger } from "./resolve.ts";

/**
 * The JSON objects of a text that holds nothing else, one after another as kubectl reads them. Undefined of any other text:
 * YAML may still make sense of it.
 */
export function parseJson(text: string): ParsedDocument | undefined {
  const reader = new JsonReader(text, skipSpace(text, 0));
  const values: ParsedValue[] = [];
  do {
    if (text.charCodeAt(reader.at) !== 123) return undefined;
    const value = reader.value(0);
    if (value === undefined) return undefined;
    values.push({ value, positions: reader.positions.take() });
    reader.at = skipSpace(text, reader.at);
  } while (reader.at < text.length);
  return { values, problems: reader.problems };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break;
  }
  return at;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /true|false|null/y;
const WORDS = { true: true, false: false, null: null } as const;

/**
 * Reads values, positions and duplicate keys in one pass. `JSON.parse` would be faster alone, but it loses
 * large integers, duplicates and positions. Every method gives undefined where the text is not JSON.
 */
class JsonReader {
  at: number;
  readonly problems: Problem[] = [];
  readonly positions: PositionWriter;
  private readonly text: string;

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
    this.positions = new PositionWriter(text.length >> 5);
  }

  value(depth: number): JsonValue | undefined {
    const code = this.text.charCodeAt(this.at);
    if (code === 34) return this.string();
    if (code === 123 || code === 91) {
      if (depth > MAX_DEPTH) throw tooDeep(this.at);
      return code === 123 ? this.object(depth) : this.array(depth);
    }
    return code === 45 || (code >= 48 && code <= 57) ? this.number() : this.word();
  }

  private skip(): number {
    this.at = skipSpace(this.text, this.at);
    return this.text.charCodeAt(this.at);
  }

  private object(depth: number): JsonObject | undefined {
    const node = this.positions.add(this.at, NODE.mapping, 0);
    const members: Record<string, JsonValue> = {};
    this.at++;
    if (this.skip() !== 125) {
      for (;;) {
        if (!this.member(members, depth)) return undefined;
        const code = this.skip();
        if (code === 125) break;
        if (code !== 44) return undefined;
        this.at++;
        this.skip();
      }
    }
    this.at++;
    this.positions.close(node, NODE.mapping);
    return members;
  }

  private member(members: Record<string, JsonValue>, depth: number): boolean {
    const start = this.at;
    if (this.text.charCodeAt(start) !== 34) return false;
    const key = this.string();
    if (key === undefined || this.skip() !== 58) return false;
    this.at++;
    this.skip();
    const value = this.value(depth + 1);
    if (value === undefined) return false;
    if (members[key] !== undefined && Object.hasOwn(members, key)) {
      this.problems.push(duplicateKey(key, start));
    }
    setMember(members, key, value);
    return true;
  }

  private array(depth: number): readonly JsonValue[] | undefined {
    const node = this.positions.add(this.at, NODE.sequence, 0);
    const items: JsonValue[] = [];
    this.at++;
    if (this.skip() !== 93) {
      for (;;) {
        const value = this.value(depth + 1);
        if (value === undefined) return undefined;
        items.push(value);
        const code = this.skip();
        if (code === 93) break;
        if (code !== 44) return undefined;
        this.at++;
        this.skip();
      }
    }
    this.at++;
    this.positions.close(node, NODE.sequence);
    return items;
  }

  private string(): string | undefined {
    const { text } = this;
    const start = this.at;
    let position = start + 1;
    let escaped = false;
    let code = text.charCodeAt(position);
    while (code !== 34) {
      if (!(code >= 32)) return undefined;
      if (code === 92) {
        escaped = true;
        position++;
      }
      code = text.charCodeAt(++position);
    }
    this.at = position + 1;
    this.positions.add(start, NODE.text, this.at - start);
    return escaped ? unescape(text.slice(start, this.at)) : text.slice(start + 1, position);
  }

  private number(): number | bigint | undefined {
    NUMBER.lastIndex = this.at;
    const source = NUMBER.exec(this.text)?.[0];
    if (source === undefined) return undefined;
    this.positions.add(this.at, NODE.plain, source.length);
    this.at += source.length;
    const value = source.length < 16 ? Number(source) : (parseInteger(source) ?? Number(source));
    if (value === 0) return 0;
    return typeof value === "bigint" || Number.isFinite(value) ? value : undefined;
  }

  private word(): boolean | null | undefined {
    WORD.lastIndex = this.at;
    const source = WORD.exec(this.text)?.[0];
    if (source === undefined) return undefined;
    this.positions.add(this.at, NODE.plain, source.length);
    this.at += source.length;
    return WORDS[source as keyof typeof WORDS];
  }
}

/** Half of a surrogate pair becomes U+FFFD, as in Go. */
function unescape(source: string): string | undefined {
  try {
    return (JSON.parse(source) as string).replace(/\p{Surrogate}/gu, "\ufffd");
  } catch {
    return undefined;
  }
}
