import type { Arguments } from "../command.ts";
import type { Output } from "../context.ts";

/** Writes an answer as `-o json` wants it, or for people. */
export function writeAnswer(
  args: Arguments,
  stdout: Output,
  { json, text }: Readonly<Record<"json" | "text", () => string>>,
): void {
  if (args.value("output") === "json") stdout.write(json());
  else writeText(stdout, text());
}

/** Text for people: on a terminal, lines that are too wide go on below their own beginning. Elsewhere each stays a line. */
export function writeText(stdout: Output, text: string): void {
  const { write, end } = createWrapping(stdout);
  write(text);
  end();
}

/** The same for text that comes in pieces; `end` writes what is left of the last line. */
export function createWrapping({ write, isTerminal, columns }: Output): {
  readonly write: (text: string) => void;
  readonly end: () => void;
} {
  if (!isTerminal) return { write, end: () => undefined };
  let pending = "";
  return {
    write: (text) => {
      const lines = `${pending}${text}`.split("\n");
      pending = lines.pop() ?? "";
      if (lines.length > 0) write(lines.map((line) => `${wrapped(line, columns)}\n`).join(""));
    },
    end: () => {
      if (pending !== "") write(wrapped(pending, columns));
      pending = "";
    },
  };
}

/** A line broken at spaces; what it begins with (`  - `, `    1. `) is the indentation of the rest. */
export function wrapped(line: string, columns: number): string {
  if (widthOf(line) <= columns) return line;
  const [start = "", marker] = /^ *(- |\d+\. )?/.exec(line) ?? [];
  const depth = marker === undefined ? start.length + 2 : start.length;
  const indent = Math.min(depth, columns >> 1);
  const [first = "", ...words] = line.slice(start.length).split(" ");
  let text = `${start}${first}`;
  let width = start.length + widthOf(first);
  for (const word of words) {
    const more = widthOf(word);
    const fits = width + 1 + more <= columns;
    text = fits ? `${text} ${word}` : `${text.trimEnd()}\n${" ".repeat(indent)}${word}`;
    width = (fits ? width + 1 : indent) + more;
  }
  return text;
}

/** Columns of a text without what colors it or makes it a link. */
function widthOf(text: string): number {
  return text.includes("\u001b") ? text.replace(INVISIBLE, "").length : text.length;
}

/** The escape sequences that paint and hyperlinks consist of. */
const INVISIBLE = /\u001b(?:\[[0-9;]*m|\]8;;[^\u001b]*\u001b\\)/g;
