/** Where the line begins that holds the offset. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the line ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const found = text.indexOf("\n", offset);
  if (found < 0) return text.length;
  return found > offset && text.charAt(found - 1) === "\r" ? found - 1 : found;
}

/** Where the next line begins. */
export function afterLine(text: string, offset: number): number {
  const found = text.indexOf("\n", offset);
  return found < 0 ? text.length : found + 1;
}

/** The line break of the line that holds the offset. */
export function lineBreakAt(text: string, offset: number): string {
  const end = afterLine(text, offset);
  return text.charAt(end - 2) === "\r" ? "\r\n" : "\n";
}

/** How many characters stand before the offset in its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Whether only spaces stand before the offset in its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === "";
}

/** The spaces with which the line begins. */
export function indentationAt(text: string, offset: number): string {
  const line = text.slice(lineStart(text, offset), lineEnd(text, offset));
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

/** The first offset from `from` on that is neither white space nor in a comment. */
export function skipBlank(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 10 || code === 13 || code === 9) at++;
    else if (code === 35 && (at === 0 || /\s/.test(text.charAt(at - 1)))) at = lineEnd(text, at);
    else return at;
  }
}

/** Where the lines begin that hold only comments in this column and stand directly above the line, not before `limit`. */
export function startOfComments(text: string, line: number, column: number, limit: number): number {
  let start = line;
  while (start > limit) {
    const above = lineStart(text, start - 1);
    if (above < limit || commentColumn(text, above) !== column) break;
    start = above;
  }
  return start;
}

/** Where the lines end that hold only comments deeper than this column, from the line on. */
export function endOfDeeperComments(text: string, line: number, column: number): number {
  let end = line;
  while (end < text.length && commentColumn(text, end) > column) end = afterLine(text, end);
  return end;
}

/** The column of the comment that is all there is in the line; -1 if there is anything else. */
function commentColumn(text: string, line: number): number {
  const spaces = /^ */.exec(text.slice(line, lineEnd(text, line)))?.[0].length ?? 0;
  return text.charAt(line + spaces) === "#" ? spaces : -1;
}
