// The limit: a process that only reads the same files and parses them with js-yaml, in one thread. With its CommonJS build: on Node 20
// that takes half the time of its ES module, which spreads objects.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { loadAll } = createRequire(import.meta.url)("js-yaml");

let failed = 0;
for (const path of process.argv.slice(2)) visit(path);
process.exitCode = 0;
console.log(`${failed} files that js-yaml refuses`);

function visit(path) {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path)) visit(join(path, name));
  } else if (/\.(ya?ml|json)$/.test(path)) {
    try {
      loadAll(readFileSync(path, "utf8"));
    } catch {
      failed++;
    }
  }
}
