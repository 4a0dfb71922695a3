import { readDirective } from "./scan-properties.ts";
import { KIND_MASK, type Tag, TOKEN, type Tokens } from "./tokens.ts";
import { YamlError } from "./yaml-error.ts";

/** A place among a text's tokens, and what the document's head says about tags. */
export class TokenReader {
  protected readonly text: string;
  protected readonly data: Int32Array;
  protected at = 0;
  private readonly tags: ReadonlyMap<number, Tag>;
  private handles = new Map<string, string>();

  constructor(text: string, tokens: Tokens) {
    this.text = text;
    this.data = tokens.data;
    this.tags = tokens.tags;
  }

  /** Steps over a document's head; "none" at the end of the text. */
  protected beginDocument(isFirst: boolean): "none" | "implicit" | "explicit" {
    while (!isFirst && this.peek() === TOKEN.documentEnd) this.at += 3;
    if (this.peek() === TOKEN.streamEnd) return "none";
    this.directives();
    if (this.peek() === TOKEN.documentStart) {
      this.at += 3;
      return "explicit";
    }
    if (!isFirst) throw this.unexpected('A further document must begin with a line "---".');
    return "implicit";
  }

  protected directives(): void {
    this.handles = new Map();
    let count = 0;
    for (; this.peek() === TOKEN.directive; this.at += 3) {
      const { handle, prefix } = readDirective(
        this.text.slice(this.start(), this.end()),
        this.start(),
      );
      const name = handle ?? "%";
      if (this.handles.has(name)) throw this.unexpected("The directive stands here twice.");
      this.handles.set(name, prefix ?? "");
      count++;
    }
    if (count > 0 && this.peek() !== TOKEN.documentStart) {
      throw this.unexpected('A line "---" must follow the lines that begin with "%".');
    }
    if (!this.handles.has("!")) this.handles.set("!", "!");
    if (!this.handles.has("!!")) this.handles.set("!!", "tag:yaml.org,2002:");
  }

  protected peek(): number {
    const { data } = this;
    while (data[this.at] === TOKEN.none) this.at += 3;
    return (data[this.at] ?? TOKEN.broken) & KIND_MASK;
  }

  protected start(): number {
    return this.data[this.at + 1] ?? 0;
  }

  protected end(): number {
    return this.data[this.at + 2] ?? 0;
  }

  protected unexpected(message: string): YamlError {
    return new YamlError(message, this.start());
  }

  protected tag(offset: number): string {
    const tag = this.tags.get(offset);
    if (tag === undefined || tag.handle === "") return tag?.suffix ?? "!";
    const prefix = this.handles.get(tag.handle);
    if (prefix === undefined) {
      throw this.unexpected(`No %TAG line says what "${tag.handle}" stands for.`);
    }
    return prefix + tag.suffix;
  }
}
