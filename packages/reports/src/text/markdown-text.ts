import { sanitize } from "./sanitize.ts";

// Everything that begins markup in CommonMark or its tables, HTML, links and mentions.
const SPECIAL = /[\\`*_{}[\]()#+\-.!|<>&~:@$"'=/]/g;

/** Text that Markdown shows as it is, on one line, in the cell of a table too: a code span where that is possible. */
export function markdownText(text: string): string {
  const safe = sanitize(text);
  if (/^[\w ,-]*$/.test(safe)) return safe.replaceAll("_", "\\_");
  // A table is cut at its bars before code spans are looked for.
  if (safe.includes("|")) {
    return safe.replace(SPECIAL, (char) => `&#${char.codePointAt(0) ?? 0};`);
  }
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(safe) ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}
