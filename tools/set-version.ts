/** Writes a version to every place that names it, and makes _Unreleased_ of CHANGELOG.md its section: `npm run set-version 0.2.0`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { globSync } from "tinyglobby";
import { VERSIONED, withVersion } from "./documents/version.ts";
import { releasedChangelog } from "./release/changelog.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const [version = ""] = process.argv.slice(2);
if (!/^\d+[.]\d+[.]\d+(?:-[0-9A-Za-z.-]+)?$/.test(version)) {
  throw new Error(`"${version}" is no version: npm run set-version 0.2.0.`);
}

for (const file of VERSIONED) rewrite(file, (text) => withVersion(text, version));
rewrite("CHANGELOG.md", (text) => releasedChangelog(text, version));
rewrite("site/versions.json", (text) => {
  // A door: this file writes it.
  const versions = JSON.parse(text) as readonly string[];
  return `${JSON.stringify([...new Set([version, ...versions])])}\n`;
});
for (const file of ["package.json", ...globSync("packages/*/package.json", { cwd: root })]) {
  rewrite(file, (text) =>
    text
      .replace(/^( {2}"version": )"[^"]*"/m, `$1"${version}"`)
      .replace(/("@watertight\/[\w-]+": )"[^"]*"/g, `$1"${version}"`),
  );
}
console.log(`Everything names ${version}. Now: npm install, which writes it to package-lock.json.`);

function rewrite(file: string, change: (text: string) => string): void {
  const path = join(root, file);
  writeFileSync(path, change(readFileSync(path, "utf8")));
}
