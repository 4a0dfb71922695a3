import type { KnownRecord } from "./feed.ts";

/** The lines of a file of data, and its day, replaced; all else stays. */
export function withLines(text: string, lines: readonly string[], day: string): string {
  return text
    .replace(LINES, (_, head: string, __, tail: string) => `${head}${lines.join("\n")}${tail}`)
    .replace(/(_GATHERED = ")\d{4}-\d{2}-\d{2}(")/, `$1${day}$2`);
}

const LINES = /(: string = `\n)([^`]*)(\n`;\n)/;

/** The records of a file of data, as far as a feed is compared with them. */
export function recordsIn(
  text: string,
): readonly (KnownRecord & { readonly components: readonly string[] })[] {
  return (LINES.exec(text)?.[2] ?? "").split("\n").map((line) => {
    const [id = "", , components = "", affected = ""] = line.split("|");
    const words = affected.split(" ");
    return {
      id,
      components: components.split(" "),
      fixedIn: words.flatMap((word) => /(?:<|^fixed:)(\S+)/.exec(word)?.[1] ?? []),
      boundaries: words.flatMap((word) => /^(\S+?)\.\./.exec(word)?.[1] ?? []),
      isUnfixed: words.some((word) => word.endsWith("..")),
    };
  });
}
