/** Says what of tests is among the built files of the packages, which are shipped, and fails then. */

import { readdirSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { globSync } from "tinyglobby";
import { testPartsOf } from "./shipped.ts";

const packages = fileURLToPath(new URL("../packages", import.meta.url));
const files = globSync("*/dist/**/*.{js,d.ts}", { cwd: packages, absolute: true });
const built = new Set(files.map((file) => relative(packages, file).split("/")[0]));
/** Of the dashboard nothing is compiled: what is shipped of it is bundled (tools/bundle-dashboard.mjs). */
const BUNDLED_ONLY: ReadonlySet<string> = new Set(["dashboard"]);
const unbuilt = readdirSync(packages).filter((name) => !built.has(name) && !BUNDLED_ONLY.has(name));
const found = testPartsOf(
  files.map((file) => ({ path: relative(packages, file), text: readFileSync(file, "utf8") })),
);
for (const fault of found) console.error(`Not to be shipped: ${fault}`);
if (unbuilt.length > 0) console.error(`Not built: ${unbuilt.join(", ")}; run npm run compile.`);
if (found.length + unbuilt.length > 0) process.exitCode = 1;
else console.log(`${files.length} built files, and nothing of tests in them.`);
