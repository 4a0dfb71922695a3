/**
 * Builds the documentation as a site: `npm run site`, into site/dist. `--base /watertight/` says below what address it will be, `--origin URL`
 * where all versions are; the generator is installed in site/, apart from what the project itself needs.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readDocuments } from "./documents/documents.ts";
import { sidebarOf, versionsOf } from "./documents/navigation.ts";
import { siteConfiguration } from "./documents/site-configuration.ts";
import { stageDocuments } from "./documents/stage.ts";
import { projectManifest } from "./packaging/assemble.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const site = join(root, "site");
const content = join(site, ".cache/content");
const { base, origin } = parseArgs({
  options: { base: { type: "string", default: "/" }, origin: { type: "string" } },
}).values;

stage();
if (
  changed(join(site, "node_modules/.package-lock.json")) < changed(join(site, "package-lock.json"))
) {
  npm("install", "--no-audit", "--no-fund");
}
npm("run", "build");

function stage(): void {
  rmSync(content, { recursive: true, force: true });
  const { pages, files } = stageDocuments(root, readDocuments(root));
  for (const [name, text] of pages) write(join(content, name), text);
  for (const file of files) write(join(content, "public", file), readFileSync(join(root, file)));
  const { version } = projectManifest(root);
  // A door: people write it, a line a release.
  const others = JSON.parse(readFileSync(join(site, "versions.json"), "utf8")) as readonly string[];
  const configuration = siteConfiguration({
    base,
    version,
    versions: versionsOf(version, { others, origin }),
    sidebar: sidebarOf(pages),
    files,
  });
  write(join(site, ".cache/configuration.json"), JSON.stringify(configuration));
}

function write(path: string, data: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data);
}

/** Milliseconds, or 0 for what does not exist. */
function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function npm(...args: readonly string[]): void {
  const { status } = spawnSync("npm", args, {
    cwd: site,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}
