import type { SourceText } from "@watertight/core/snapshot";

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** A text with its line starts, which are found when the first position is asked for. */
export class LineIndex implements SourceText {
  readonly text: string;
  #starts: Int32Array | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Line and column, from 1, of a UTF-16 offset. */
  positionAt(offset: number): { readonly line: number; readonly column: number } {
    const starts = this.#lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  line = (number: number): string | undefined => {
    const starts = this.#lineStarts();
    const start = starts[number - 1];
    if (start === undefined) return undefined;
    let end = starts[number] ?? this.text.length;
    if (end > start && this.text.charCodeAt(end - 1) === LINE_FEED) {
      end -= end - 1 > start && this.text.charCodeAt(end - 2) === CARRIAGE_RETURN ? 2 : 1;
    }
    return this.text.slice(start, end);
  };

  #lineStarts(): Int32Array {
    if (this.#starts) return this.#starts;
    const starts = [0];
    for (let at = this.text.indexOf("\n"); at >= 0; at = this.text.indexOf("\n", at + 1)) {
      starts.push(at + 1);
    }
    this.#starts = Int32Array.from(starts);
    return this.#starts;
  }
}
