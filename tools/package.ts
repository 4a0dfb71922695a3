/**
 * Packs the package `watertight` into dist/, from what `npm run build` made, and prints where: `npm run package`. With
 * `--repository URL` it names where its code is, as publishing with provenance needs.
 */
import { statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { assemblePackage, pack } from "./packaging/assemble.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { repository } = parseArgs({ options: { repository: { type: "string" } } }).values;

const folder = join(root, "dist/package");
assemblePackage(root, { folder, repository });
const file = pack(folder, join(root, "dist"));
console.log(`${relative(root, file)}: ${Math.ceil(statSync(file).size / 1000)} kB`);
