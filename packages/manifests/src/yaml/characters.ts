/** True at the end (0), a space, a tab or a line break: what libyaml calls `blankz`. */
export function isBlankOrEnd(code: number): boolean {
  return code === 32 || code === 10 || code === 0 || code === 9 || code === 13;
}

/** True for a letter, a digit, `_` and `-`: what an anchor's name is made of. */
export function isNameCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

/** True for a hexadecimal digit. */
export function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

/** True if a document marker (`---` or `...`) stands at `at`, which must be a line's beginning. */
export function isDocumentMarker(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return (
    (code === 45 || code === 46) &&
    source.charCodeAt(at + 1) === code &&
    source.charCodeAt(at + 2) === code &&
    isBlankOrEnd(source.charCodeAt(at + 3))
  );
}

/** The first offset from `at` that is not inside the line: a line break or the end. */
export function endOfLine(source: string, at: number): number {
  let position = at;
  let code = source.charCodeAt(position);
  while (code !== 10 && code !== 0 && code !== 13) code = source.charCodeAt(++position);
  return position;
}

/** The offset after the line break that stands at `at`; CR LF is one. */
export function afterBreak(source: string, at: number): number {
  return source.charCodeAt(at) === 13 && source.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
}
