import type { Fence } from "../../tools/documents/markdown.ts";

/** A command of a document, and what the document shows that it prints. */
export interface Shown {
  readonly command: string;
  /** From 1, in the document. */
  readonly line: number;
  /** Undefined where the document shows nothing of it. */
  readonly output: readonly string[] | undefined;
}

/** A command as it ended. */
export interface Answer {
  readonly status: number;
  readonly output: readonly string[];
}

/** The commands of a block: in a `console` those after `$ `, with the lines below as what they print; else the whole block is one. */
export function commandsOf({ language, line, lines }: Fence): readonly Shown[] {
  if (language !== "console") return [{ command: lines.join("\n"), line, output: undefined }];
  const shown: { command: string; line: number; output: string[] | undefined }[] = [];
  let continued = false;
  for (const [index, text] of lines.entries()) {
    const last = shown.at(-1);
    if (text.startsWith("$ ")) {
      shown.push({ command: text.slice(2), line: line + index, output: undefined });
    } else if (last === undefined) {
      throw new Error(`line ${line + index}: output before the first command`);
    } else if (continued) {
      last.command += `\n${text}`;
    } else {
      last.output = [...(last.output ?? []), text];
    }
    const isCommand: boolean = text.startsWith("$ ") || continued;
    continued = isCommand && text.endsWith("\\");
  }
  return shown;
}

const MARK = "\u001E";

/** A script for bash that runs the commands one after another in one shell, each with the last one's status in `$?`. */
export function scriptOf(commands: readonly string[]): string {
  const steps = commands.map(
    (command) =>
      `(exit "$LAST_STATUS")\n${command}\nLAST_STATUS=$?; printf '${MARK}%d${MARK}' "$LAST_STATUS"\n`,
  );
  return `LAST_STATUS=0\n${steps.join("")}`;
}

/** What each of the commands of such a script printed, and how it ended. */
export function answersOf(said: string): readonly Answer[] {
  const parts = said.split(MARK);
  return parts.flatMap((text, index) =>
    index % 2 === 0 || text === ""
      ? []
      : [{ status: Number(text), output: linesOf(parts[index - 1] ?? "") }],
  );
}

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n").map((line) => line.trimEnd());
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** Whether output is as shown: a line `…` stands for any lines, or none, and `…` in a line for any text. */
export function isAsShown(shown: readonly string[], output: readonly string[]): boolean {
  const [first, ...rest] = shown;
  if (first === undefined) return output.length === 0;
  if (first.trim() === "…") {
    if (rest.length === 0) return true;
    return output.some((_, index) => isAsShown(rest, output.slice(index)));
  }
  const [line, ...others] = output;
  return line !== undefined && isLike(first, line) && isAsShown(rest, others);
}

function isLike(shown: string, line: string): boolean {
  const parts = shown
    .trimEnd()
    .split("…")
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "u").test(line);
}
