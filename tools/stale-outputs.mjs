// Removes what earlier compilations left in packages/*/dist and no source makes any more: what is shipped is what the sources say.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

for (const name of readdirSync(join(root, "packages"))) {
  const folder = join(root, "packages", name);
  for (const file of staleOutputs(folder)) rmSync(file);
}

/** Compiled files without a source that is compiled; the bundle has a build of its own. */
function staleOutputs(folder) {
  const dist = join(folder, "dist");
  if (!existsSync(dist)) return [];
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !relative(dist, file).startsWith("bundle"))
    .filter((file) => !existsSync(sourceOf(file, folder)) || /[.]test[.]/.test(file));
}

/** `dist/a/b.d.ts.map` is made of `src/a/b.ts`. */
function sourceOf(file, folder) {
  const made = relative(join(folder, "dist"), file);
  return join(folder, "src", made.replace(/([.]d[.]ts|[.]js)([.]map)?$/, ".ts"));
}
