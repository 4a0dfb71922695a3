import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";

/** A Markdown file of the repository. */
export interface Document {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** What people read: the documents at the root and in docs/, the page of the package, and what stands beside the examples. */
export function readDocuments(root: string): readonly Document[] {
  const paths = globSync(["*.md", "docs/**/*.md", "examples/**/*.md", "packages/*/README.md"], {
    cwd: root,
  });
  return paths.sort().map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}
