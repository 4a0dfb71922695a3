// Prints the Helm chart, deploy/watertight, from the objects that `watertight install --print` prints; part of `npm run docs`.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { chartFiles } from "./chart/chart-files.ts";
import { projectManifest } from "./packaging/assemble.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "deploy/watertight");

const files = chartFiles(projectManifest(root).version);
const stale = [...files].filter(([name, text]) => currentText(name) !== text);
const extra = existing().filter((name) => !files.has(name));

if (!process.argv.includes("--check")) {
  for (const [name, text] of stale) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  for (const name of extra) rmSync(join(folder, name));
} else if (stale.length + extra.length > 0) {
  const names = [...stale.map(([name]) => name), ...extra];
  console.error(
    `${names.map((name) => `deploy/watertight/${name} is stale`).join("\n")}\nRun \`npm run docs\` and commit the result.`,
  );
  process.exitCode = 1;
}

function currentText(name: string): string | undefined {
  return existing().includes(name) ? readFileSync(join(folder, name), "utf8") : undefined;
}

function existing(): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}
