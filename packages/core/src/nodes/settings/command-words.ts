/** The words of a command line, as a shell or systemd cut it: quotes keep spaces, a backslash keeps what follows it. */
export function commandWords(line: string): readonly string[] {
  const words: string[] = [];
  for (const [piece] of line.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*'|["'\\])+/gs)) {
    words.push(piece.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs, unquoted));
  }
  return words;
}

function unquoted(_: string, double?: string, single?: string, escaped?: string): string {
  return double?.replace(/\\(.)/gs, "$1") ?? single ?? escaped ?? "";
}
