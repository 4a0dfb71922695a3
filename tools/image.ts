/**
 * Builds the container image from the packed folder, as an OCI layout in dist/image, and prints its digest: `npm run image`. Its base is the Node.js that runs this,
 * `--node PATH`, or `--base IMAGE`. Needs buildah.
 */
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildImage } from "./image/build.ts";
import { projectManifest } from "./packaging/assemble.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { node, base } = parseArgs({
  options: { node: { type: "string", default: process.execPath }, base: { type: "string" } },
}).values;

const layout = join(root, "dist/image");
const digest = buildImage({
  folder: join(root, "dist/package"),
  containerfile: join(root, "Containerfile"),
  base: base === undefined ? { node } : { image: base },
  layout,
  tag: projectManifest(root).version,
});
console.log(`${relative(root, layout)}: ${digest}`);
