import type { Location } from "@watertight/core/snapshot";
import { isMap, isNode, isSeq, LineCounter, parseDocument } from "yaml";

/** Where each of the `exceptions` of a valid configuration stands, in their order. */
export function locateExceptions(text: string, file: string): readonly Location[] {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines });
  const list = isMap(contents) ? contents.get("exceptions", true) : undefined;
  if (!isSeq(list)) return [];
  return list.items.map((item) => {
    const [start, end] = (isNode(item) ? item.range : undefined) ?? [0, 0];
    const from = lines.linePos(start);
    // A block ends where the next thing begins.
    const to = lines.linePos(start + text.slice(start, end).trimEnd().length);
    return {
      file,
      line: from.line,
      column: from.col,
      endLine: to.line,
      endColumn: to.col,
      rendered: false,
    };
  });
}
