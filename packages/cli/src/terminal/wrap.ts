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
export function writeText({ write, isTerminal, columns }: Output, text: string): void {
  write(
    isTerminal
      ? text
          .split("\n")
          .map((line) => wrapped(line, columns))
          .join("\n")
      : text,
  );
}

/** A line without colors, broken at spaces; what it begins with (`  - `, `    1. `) is the indentation of the rest. */
export function wrapped(line: string, columns: number): string {
  if (line.length <= columns) return line;
  const [start = "", marker] = /^ *(- |\d+\. )?/.exec(line) ?? [];
  const depth = marker === undefined ? start.length + 2 : start.length;
  const indent = " ".repeat(Math.min(depth, columns >> 1));
  const lines = [start];
  let isFirst = true;
  for (const word of line.slice(start.length).split(" ")) {
    const last = lines.at(-1) ?? "";
    if (!isFirst && last.length + 1 + word.length > columns) lines.push(`${indent}${word}`);
    else lines[lines.length - 1] = isFirst ? `${last}${word}` : `${last} ${word}`;
    isFirst = false;
  }
  return lines.join("\n");
}
