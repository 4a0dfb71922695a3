import { existsSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import type { Document } from "./documents.ts";

/** What the site is made of. */
export interface Stage {
  /** Markdown by its path in the site. */
  readonly pages: ReadonlyMap<string, string>;
  /** Files that pages link to, which are served as they are: their paths in the repository. */
  readonly files: readonly string[];
}

/** Documents at the root of the repository that are pages of the site. */
const ROOT_PAGES: Readonly<Record<string, string>> = {
  "README.md": "overview.md",
  "CHANGELOG.md": "changelog.md",
  "CONTRIBUTING.md": "contributing.md",
  "SECURITY.md": "security.md",
};

/**
 * Lays out the documents as the site has them: docs/ at its top, folders by their README.md, every link as it is from there. A link to a file
 * that is no page makes the file part of the site; one to anything else is an `Error`.
 */
export function stageDocuments(root: string, documents: readonly Document[]): Stage {
  const places = new Map(
    documents.flatMap(({ path }) => {
      const place = placeOf(path);
      return place === undefined ? [] : [[path, place] as const];
    }),
  );
  if (!places.has("docs/decisions/README.md")) {
    places.set("docs/decisions/README.md", "decisions/index.md");
  }
  const files = new Set<string>();
  const pages = documents.flatMap(({ path, text }): [string, string][] => {
    const place = places.get(path);
    if (place === undefined) return [];
    const linked = relinked(text, (target) => {
      const { file, suffix } = fileOf(target, path);
      const page = [file, join(file, "README.md")].map((each) => places.get(each)).find(Boolean);
      if (page !== undefined) return `${relativeLink(place, page)}${suffix}`;
      if (!existsSync(join(root, file)) || !statSync(join(root, file)).isFile()) {
        throw new Error(`${path}: ${target} is no page of the site, and no file.`);
      }
      files.add(file);
      return relativeLink(place, file);
    });
    return [[place, linked]];
  });
  return {
    pages: new Map([["decisions/index.md", decisionsPage(documents)], ...pages]),
    files: [...files].sort(),
  };
}

function placeOf(path: string): string | undefined {
  const place =
    ROOT_PAGES[path] ?? (path.startsWith("docs/") ? path.slice("docs/".length) : undefined);
  const example = /^examples\/.*[.]md$/.test(path) ? path : undefined;
  return (place ?? example)?.replace(/(^|\/)README[.]md$/, "$1index.md");
}

function fileOf(target: string, path: string): { readonly file: string; readonly suffix: string } {
  const [named = "", ...anchor] = target.split("#");
  const file = named === "" ? path : normalize(join(dirname(path), named)).replace(/\/$/, "");
  return { file, suffix: anchor.map((each) => `#${each}`).join("") };
}

function relativeLink(from: string, to: string): string {
  const link = relative(dirname(from), to);
  return link.startsWith(".") ? link : `./${link}`;
}

/** The text with each link to a file of the repository as `link` gives it; code stays as it is. */
function relinked(text: string, link: (target: string) => string): string {
  const LINK = /(`+)[^`]+\1|(\]\(\s*)([^()\s]+)/g;
  let fence: string | undefined;
  const lines = text.split("\n").map((line) => {
    const [, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence))) {
      fence = fence === undefined ? mark : undefined;
      return line;
    }
    if (fence !== undefined || line.startsWith("    ")) return line;
    return line.replace(LINK, (whole, _code, before: string | undefined, target: string = "") =>
      before === undefined || /^[a-z][\w+.-]*:|^#/i.test(target)
        ? whole
        : `${before}${link(target)}`,
    );
  });
  return lines.join("\n");
}

/** A list of the decisions, which needs no page of its own in the repository: the folder is one there. */
function decisionsPage(documents: readonly Document[]): string {
  const lines = documents.flatMap(({ path, text }) => {
    const [, file] = /^docs\/decisions\/(\d+-.+[.]md)$/.exec(path) ?? [];
    return file === undefined ? [] : [`- [${titleOf(text)}](./${file})`];
  });
  return `# Decisions\n\nWhat others could question, with the reasons.\n\n${lines.join("\n")}\n`;
}

/** The first heading, as plain text. */
export function titleOf(text: string): string {
  const [, heading = ""] = /^# (.+)$/m.exec(text) ?? [];
  return heading.replaceAll("`", "");
}
