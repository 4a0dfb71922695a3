/** What no shell and no terminal shows as it is: control characters, and what reorders or hides text. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/**
 * A word of a command line for a POSIX shell, which takes it as it is, whatever it holds; undefined where it could not be read on a
 * terminal as what it is.
 */
function shellWord(text: string): string | undefined {
  if (UNSAFE.test(text)) return undefined;
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command of words; undefined where one of them cannot be written. Words from logs never begin with a dash by themselves: give them behind `TYPE/` or `--option=`. */
export function shellCommand(words: readonly string[]): string | undefined {
  const quoted = words.map(shellWord);
  return quoted.every((word) => word !== undefined) ? quoted.join(" ") : undefined;
}
