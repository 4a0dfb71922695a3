/** Where in an expression: lines and columns count from 1, columns in characters (code points). */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with an expression, and where. */
export interface CelIssue {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Line and column of an offset (in UTF-16 units). */
function positionOf(source: string, offset: number): Position {
  let line = 1;
  let start = 0;
  for (let at = source.indexOf("\n"); at !== -1 && at < offset; at = source.indexOf("\n", at + 1)) {
    line += 1;
    start = at + 1;
  }
  return { line, column: Array.from(source.slice(start, offset)).length + 1 };
}

export function issueAt(source: string, offset: number, message: string): CelIssue {
  return { message, ...positionOf(source, offset) };
}

const SHOWN = 200;

/** The line of the expression with a caret below the place: of a long line what is around the place. */
export function showIssue(source: string, issue: CelIssue): string {
  const text = Array.from(source.split("\n")[issue.line - 1] ?? "");
  const from = Math.max(0, Math.min(issue.column - SHOWN / 2, text.length - SHOWN));
  const shown = text.slice(from, from + SHOWN).map((each) => (each === "\t" ? " " : each));
  return `${shown.join("")}\n${" ".repeat(Math.max(0, issue.column - 1 - from))}^`;
}
