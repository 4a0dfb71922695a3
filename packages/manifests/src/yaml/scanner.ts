import { afterBreak, endOfLine, isBlankOrEnd, isDocumentMarker } from "./characters.ts";
import { scanName, scanTag } from "./scan-properties.ts";
import { type ScalarScan, scanBlock, scanPlain, scanQuoted } from "./scan-scalars.ts";
import { type Tag, TOKEN, type Tokens } from "./tokens.ts";
import { YamlError } from "./yaml-error.ts";

const MAX_LEVELS = 10_000;
const MAX_KEY_LENGTH = 1024;
const INDICATORS = new Set("-?:,[]{}#&*!|>'\"%@`".split("").map((text) => text.charCodeAt(0)));

/** Where a key may have begun: it is one if a `:` follows on its line. */
interface PossibleKey {
  /** Index of the `NONE` token that is kept for it, -1 for no key. */
  slot: number;
  start: number;
  lineStart: number;
  required: boolean;
}

/**
 * Text to tokens, as the scanner of go.yaml.in/yaml/v2 (libyaml's) does it: not YAML by the book, but what
 * Kubernetes accepts and refuses. Keys need no insertion into the tokens: the place for one is kept beforehand.
 */
export class Scanner implements Tokens {
  data: Int32Array;
  length = 0;
  readonly tags: Map<number, Tag> = new Map();
  private readonly source: string;
  private indent = -1;
  private readonly indents: number[] = [];
  private flowLevel = 0;
  private keyAllowed = true;
  private key: PossibleKey = noKey();
  private readonly outerKeys: PossibleKey[] = [];
  private done = false;
  private readonly scan: ScalarScan = {
    details: 0,
    end: 0,
    position: 0,
    lineStart: 0,
    crossedLine: false,
  };

  /** `source` must end with a NUL that stands for the end, and hold no other. */
  constructor(source: string) {
    this.source = source;
    this.data = new Int32Array(96 + (source.length >> 1));
    // A byte order mark is no part of the text.
    if (source.charCodeAt(0) === 0xfeff) this.scan.lineStart = this.scan.position = 1;
  }

  /** Scans up to the end, or up to the error that it gives back; the tokens so far are there then. */
  run(): YamlError | undefined {
    try {
      while (!this.done) this.next();
    } catch (error) {
      if (!(error instanceof YamlError)) throw error;
      this.push(TOKEN.broken, error.offset, error.offset);
      return error;
    }
    return undefined;
  }

  private push(details: number, start: number, end: number): void {
    if (this.length + 3 > this.data.length) {
      const larger = new Int32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = details;
    this.data[this.length++] = start;
    this.data[this.length++] = end;
  }

  private next(): void {
    this.skipToToken();
    const { source, scan } = this;
    const at = scan.position;
    const column = at - scan.lineStart;
    const code = source.charCodeAt(at);
    if (code === 0) {
      this.end(at);
      return;
    }
    if (column < this.indent && this.flowLevel === 0) this.unroll(column, at);
    if (column === 0 && (code === 37 || isDocumentMarker(source, at))) {
      this.atLineStart(code, at);
    } else if (!INDICATORS.has(code)) this.plain();
    else this.indicator(code, at, column);
  }

  private skipToToken(): void {
    const { source, scan } = this;
    let position = scan.position;
    for (;;) {
      let code = source.charCodeAt(position);
      while (code === 32 || (code === 9 && (this.flowLevel > 0 || !this.keyAllowed))) {
        code = source.charCodeAt(++position);
      }
      if (code === 35) {
        position = endOfLine(source, position);
        code = source.charCodeAt(position);
      }
      if (code !== 10 && code !== 13) break;
      position = afterBreak(source, position);
      scan.lineStart = position;
      if (this.flowLevel === 0) this.keyAllowed = true;
    }
    scan.position = position;
  }

  private end(at: number): void {
    if (this.flowLevel === 0) this.unroll(-1, at);
    this.dropKey();
    this.push(TOKEN.streamEnd, at, at);
    this.done = true;
  }

  private atLineStart(code: number, at: number): void {
    if (this.flowLevel === 0) this.unroll(-1, at);
    this.dropKey();
    this.keyAllowed = false;
    const end = code === 37 ? endOfLine(this.source, at) : at + 3;
    if (code === 37) this.push(TOKEN.directive, at, end);
    else this.push(code === 45 ? TOKEN.documentStart : TOKEN.documentEnd, at, end);
    this.scan.position = end;
  }

  // oxlint-disable-next-line complexity -- one branch an indicator; a table of closures is slower
  private indicator(code: number, at: number, column: number): void {
    const separate = isBlankOrEnd(this.source.charCodeAt(at + 1));
    const inFlow = this.flowLevel > 0;
    if (code === 45 && separate) this.entry(at, column);
    else if (code === 58 && (inFlow || separate)) this.value(at, column);
    else if (code === 34 || code === 39) this.quoted(code);
    else if (code === 91 || code === 123) this.openFlow(code, at);
    else if (code === 93 || code === 125) this.closeFlow(code, at);
    else if (code === 44) this.flowEntry(at);
    else if (code === 63 && (inFlow || separate)) this.explicitKey(at, column);
    else if (code === 42 || code === 38) this.name(code, at);
    else if (code === 33) this.tag(at);
    else if ((code === 124 || code === 62) && !inFlow) this.block();
    else if (code === 45 || ((code === 63 || code === 58) && !inFlow)) this.plain();
    else throw new YamlError(`No value can begin with ${named(this.source.charAt(at))} here.`, at);
  }

  private saveKey(): void {
    if (!this.keyAllowed) return;
    this.dropKey();
    const { key, scan } = this;
    key.slot = this.length;
    key.start = scan.position;
    key.lineStart = scan.lineStart;
    key.required = this.flowLevel === 0 && this.indent === scan.position - scan.lineStart;
    this.push(TOKEN.none, scan.position, scan.position);
  }

  private dropKey(): void {
    if (this.key.slot >= 0 && this.key.required) throw missingColon(this.key.start);
    this.key.slot = -1;
  }

  private keyIsValid(at: number): boolean {
    const { key } = this;
    if (key.slot < 0) return false;
    if (key.lineStart === this.scan.lineStart && key.start + MAX_KEY_LENGTH >= at) return true;
    if (key.required) throw missingColon(key.start);
    key.slot = -1;
    return false;
  }

  private roll(column: number, at: number): boolean {
    if (this.flowLevel > 0 || this.indent >= column) return false;
    this.indents.push(this.indent);
    if (this.indents.length > MAX_LEVELS) throw tooDeep(at);
    this.indent = column;
    return true;
  }

  private unroll(column: number, at: number): void {
    while (this.indent > column) {
      this.push(TOKEN.blockEnd, at, at);
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private entry(at: number, column: number): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) throw new YamlError("A list entry is not allowed here.", at);
      if (this.roll(column, at)) this.push(TOKEN.sequenceStart, at, at);
    }
    this.dropKey();
    this.keyAllowed = true;
    this.one(TOKEN.entry, at);
  }

  private explicitKey(at: number, column: number): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) throw new YamlError('A key with "?" is not allowed here.', at);
      if (this.roll(column, at)) this.push(TOKEN.mappingStart, at, at);
    }
    this.dropKey();
    this.keyAllowed = this.flowLevel === 0;
    this.one(TOKEN.key, at);
  }

  private value(at: number, column: number): void {
    if (this.keyIsValid(at)) {
      const { key } = this;
      const first = this.roll(key.start - key.lineStart, key.start);
      this.data[key.slot] = first ? TOKEN.firstKey : TOKEN.key;
      key.slot = -1;
      this.keyAllowed = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.keyAllowed) {
          throw new YamlError('A second ": " in one line is not allowed: quote the value.', at);
        }
        if (this.roll(column, at)) this.push(TOKEN.mappingStart, at, at);
      }
      this.keyAllowed = this.flowLevel === 0;
    }
    this.one(TOKEN.value, at);
  }

  private openFlow(code: number, at: number): void {
    this.saveKey();
    this.outerKeys.push(this.key);
    this.key = noKey();
    this.flowLevel++;
    if (this.flowLevel > MAX_LEVELS) throw tooDeep(at);
    this.keyAllowed = true;
    this.one(code === 91 ? TOKEN.flowSequence : TOKEN.flowMapping, at);
  }

  private closeFlow(code: number, at: number): void {
    this.dropKey();
    if (this.flowLevel > 0) {
      this.flowLevel--;
      this.key = this.outerKeys.pop() ?? noKey();
    }
    this.keyAllowed = false;
    this.one(code === 93 ? TOKEN.flowSequenceEnd : TOKEN.flowMappingEnd, at);
  }

  private flowEntry(at: number): void {
    this.dropKey();
    this.keyAllowed = true;
    this.one(TOKEN.flowEntry, at);
  }

  private one(kind: number, at: number): void {
    this.push(kind, at, at + 1);
    this.scan.position = at + 1;
  }

  private name(code: number, at: number): void {
    this.saveKey();
    this.keyAllowed = false;
    const end = scanName(this.source, at);
    this.push(code === 42 ? TOKEN.alias : TOKEN.anchor, at, end);
    this.scan.position = end;
  }

  private tag(at: number): void {
    this.saveKey();
    this.keyAllowed = false;
    const { tag, position } = scanTag(this.source, at);
    this.tags.set(at, tag);
    this.push(TOKEN.tag, at, position);
    this.scan.position = position;
  }

  private block(): void {
    this.dropKey();
    this.keyAllowed = true;
    const start = this.scan.position;
    scanBlock(this.source, this.scan, this.indent);
    this.push(this.scan.details, start, this.scan.end);
  }

  private quoted(code: number): void {
    this.saveKey();
    this.keyAllowed = false;
    const start = this.scan.position;
    scanQuoted(this.source, this.scan, code);
    this.push(this.scan.details, start, this.scan.end);
  }

  private plain(): void {
    const code = this.source.charCodeAt(this.scan.position);
    if (code === 9) {
      throw new YamlError(
        "A tab is used where the indentation must be spaces.",
        this.scan.position,
      );
    }
    this.saveKey();
    this.keyAllowed = false;
    const start = this.scan.position;
    scanPlain(this.source, this.scan, this.indent + 1, this.flowLevel > 0);
    this.push(this.scan.details, start, this.scan.end);
    if (this.scan.crossedLine) this.keyAllowed = true;
  }
}

function noKey(): PossibleKey {
  return { slot: -1, start: 0, lineStart: 0, required: false };
}

function missingColon(start: number): YamlError {
  return new YamlError('This line should be a key followed by ": ".', start);
}

function tooDeep(at: number): YamlError {
  return new YamlError("The document is nested too deeply.", at);
}

function named(character: string): string {
  return character === '"' ? "a quotation mark" : `"${character}"`;
}
