/** A fenced block of a Markdown text. */
export interface Fence {
  readonly language: string;
  /** Of its first line of text, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** A link of a Markdown text, as it is written there. */
export interface Link {
  readonly target: string;
  /** From 1. */
  readonly line: number;
}

const FENCE = /^( {0,3})(`{3,}|~{3,})\s*([\w-]*)/;

/** The fenced blocks, in order. */
export function fencesOf(text: string): readonly Fence[] {
  return partsOf(text).fences;
}

/** Links and pictures outside of code, with those of reference definitions. */
export function linksOf(text: string): readonly Link[] {
  return partsOf(text).prose.flatMap(({ text: prose, line }) => {
    const spoken = prose.replace(/(`+)(?!`)[^]*?[^`]\1(?!`)/g, "");
    const inline = [...spoken.matchAll(/\]\(\s*<?([^()\s>]+(?:\([^()]*\)[^()\s>]*)*)>?[^)]*\)/g)];
    const defined = [...spoken.matchAll(/^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)/g)];
    return [...inline, ...defined].map(([, target = ""]) => ({ target, line }));
  });
}

/** What may follow # in a link to this text, as GitHub and the site's generator make it of headings. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = partsOf(text).prose.flatMap(({ text: prose }) => {
    const [, heading] = /^#{1,6}\s+(.+?)\s*#*$/.exec(prose) ?? [];
    if (heading === undefined) return [];
    const slug = slugOf(heading);
    const earlier = seen.get(slug) ?? 0;
    seen.set(slug, earlier + 1);
    return [earlier === 0 ? slug : `${slug}-${earlier}`];
  });
  return new Set(anchors);
}

/** As github-slugger does: lower case, without punctuation, blanks as dashes (https://github.com/Flet/github-slugger). */
function slugOf(heading: string): string {
  const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  return plain
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

function partsOf(text: string): {
  readonly fences: readonly Fence[];
  readonly prose: readonly { readonly text: string; readonly line: number }[];
} {
  const fences: { language: string; line: number; lines: string[] }[] = [];
  const prose: { text: string; line: number }[] = [];
  let open: Mark | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const found = markOf(line);
    if (open !== undefined) {
      if (found?.mark.startsWith(open.mark) && line.trim() === found.mark) open = undefined;
      else fences.at(-1)?.lines.push(line.slice(open.indent));
    } else if (found === undefined) {
      prose.push({ text: line, line: index + 1 });
    } else {
      open = found;
      fences.push({ language: found.language, line: index + 2, lines: [] });
    }
  }
  return { fences, prose };
}

/** What opens or closes a fence. */
interface Mark {
  readonly mark: string;
  readonly indent: number;
  readonly language: string;
}

function markOf(line: string): Mark | undefined {
  const [, indent = "", mark, language = ""] = FENCE.exec(line) ?? [];
  return mark === undefined ? undefined : { mark, indent: indent.length, language };
}
