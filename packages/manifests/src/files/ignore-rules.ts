import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ignore, { type Ignore } from "ignore";
import { slashes } from "./names.ts";

const IGNORE_FILES = [".gitignore", ".watertightignore"];

/** The ignore files that hold for a folder, from the outermost: a later one overrules an earlier one, as in Git. */
export type IgnoreRules = readonly { readonly folder: string; readonly patterns: Ignore }[];

/** Adds the ignore files that lie in `folder`; within a folder .watertightignore has the last word. */
export function withIgnoreFiles(rules: IgnoreRules, folder: string): IgnoreRules {
  const texts = IGNORE_FILES.map((name) => readText(join(folder, name)));
  if (texts.every((text) => text === "")) return rules;
  const patterns = ignore({ ignorecase: false });
  for (const text of texts) patterns.add(text);
  return [...rules, { folder, patterns }];
}

/** Whether the ignore files leave a path out; `path` lies below the folders of all rules. */
export function isIgnored(rules: IgnoreRules, path: string, isFolder: boolean): boolean {
  return rules.reduce((ignored, { folder, patterns }) => {
    const below = slashes(relative(folder, path));
    const tested = patterns.test(below + (isFolder ? "/" : ""));
    if (tested.unignored) return false;
    // A folder that these patterns ignore was entered because deeper ones take it back, with what is in it.
    const parent = below.slice(0, below.lastIndexOf("/") + 1);
    if (tested.ignored && (parent === "" || !patterns.ignores(parent))) return true;
    return ignored;
  }, false);
}

/** Patterns in the manner of .gitignore, of the command line or the configuration, that hold below `cwd`. */
export function excludedBy(
  patterns: readonly string[],
  cwd: string,
): (path: string, isFolder: boolean) => boolean {
  if (patterns.length === 0) return () => false;
  const matcher = ignore({ ignorecase: false }).add(patterns);
  return (path, isFolder) => {
    // Outside the working directory only patterns without a fixed place can match.
    const below = slashes(relative(cwd, path)).replace(/^(?:\.\.\/)+/, "");
    if (below === "" || below === ".." || !ignore.isPathValid(below)) return false;
    return matcher.ignores(below + (isFolder ? "/" : ""));
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // Absent, or not a file: then there is nothing to honour, and more is read.
  }
}
