// Makes a fresh clone ready: installs what package-lock.json names if that has not happened, and with --build
// bundles the command if its sources are newer than the bundle. Takes some milliseconds when nothing is to do.
import { spawnSync } from "node:child_process";
import { readdirSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const installed = join(root, "node_modules/.package-lock.json");
const bundle = join(root, "packages/cli/dist/bundle/main.js");

if (changed(installed) < changed(join(root, "package-lock.json"))) {
  npm("install", "--no-audit", "--no-fund");
  // npm leaves the file alone when nothing was to install, and the next start would ask again.
  const now = new Date();
  utimesSync(installed, now, now);
}
if (process.argv.includes("--build") && changed(bundle) < newestSource()) npm("run", "build");

/** Milliseconds, or 0 for what does not exist. */
function changed(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestSource() {
  const packages = readdirSync(join(root, "packages")).map((name) => join(root, "packages", name));
  const single = [
    "package-lock.json",
    "tsconfig.base.json",
    "tools/bundle.mjs",
    "tools/bundle-dashboard.mjs",
  ];
  return Math.max(
    ...single.map((name) => changed(join(root, name))),
    ...packages.map((folder) => changed(join(folder, "package.json"))),
    ...packages.map((folder) => newestBelow(join(folder, "src"))),
  );
}

/** Folders count too: theirs is the only time that a deleted file changes. */
function newestBelow(folder) {
  if (changed(folder) === 0) return 0;
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.reduce((newest, entry) => {
    const path = join(folder, entry.name);
    if (/[.]test[.]ts$/.test(entry.name)) return newest;
    return Math.max(newest, entry.isDirectory() ? newestBelow(path) : changed(path));
  }, changed(folder));
}

/** Runs npm with everything it says on standard error, so that standard output stays the command's. */
function npm(...args) {
  const { status, error } = spawnSync("npm", args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (error) console.error(`npm could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
