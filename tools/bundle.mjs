// Bundles the command into packages/cli/dist/bundle: main.js reads the arguments, every import() in it is a file of its own.
// What went into it stands in bundle.meta.json beside the folder: licence notices and the bill of materials are made of that.
import { readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { writeDashboard } from "./bundle-dashboard.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(await readFile(`${root}packages/cli/package.json`, "utf8"));

await rm(`${root}packages/cli/dist/bundle`, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { main: "packages/cli/src/main.ts" },
  outdir: "packages/cli/dist/bundle",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  conditions: ["source"],
  minifyWhitespace: true,
  minifySyntax: true,
  minifyIdentifiers: true,
  // Errors of libraries are told apart by the names of their classes.
  keepNames: true,
  sourcemap: "external",
  legalComments: "linked",
  define: { WATERTIGHT_VERSION: JSON.stringify(version) },
  // The other form of it reads a file that is not beside the bundle.
  alias: { "@platformatic/wasm-utils": "@platformatic/wasm-utils/bundled" },
  // CommonJS dependencies ask for Node's own modules by require, which an ES module does not have.
  banner: {
    js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
  },
  logLevel: "warning",
  metafile: true,
});
// What runs on nodes is one small file.
const agent = await build({
  absWorkingDir: root,
  entryPoints: { "node-agent": "packages/node-agent/src/main.ts" },
  outdir: "packages/cli/dist/bundle",
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  conditions: ["source"],
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "linked",
  define: { WATERTIGHT_VERSION: JSON.stringify(version) },
  logLevel: "warning",
  metafile: true,
});
const inputs = [...Object.keys(metafile.inputs), ...Object.keys(agent.metafile.inputs)];
const ofTests = inputs.filter((path) =>
  /^packages\/[^/]+\/testing\/|[.]test[.]ts$|node_modules\/(?:vitest|fast-check)\//.test(path),
);
if (ofTests.length > 0)
  throw new Error(`The bundle holds what is for tests: ${ofTests.join(", ")}`);
await writeDashboard(`${root}packages/cli/dist/bundle`);
await writeFile(`${root}packages/cli/dist/bundle.meta.json`, JSON.stringify(metafile));
