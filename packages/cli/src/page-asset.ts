import { createRequire } from "node:module";
import type { PageAsset } from "@watertight/reports/page";

// Asked for when a page is written: every start of the command loads this file, and Node's decompression takes longer than the file.
const require = createRequire(import.meta.url);

/** Reads the program of pages that the bundler puts beside the command. */
export function readPageAsset(): PageAsset {
  const { readFileSync } = require("node:fs") as typeof import("node:fs");
  const { brotliDecompressSync } = require("node:zlib") as typeof import("node:zlib");
  const packed = readFileSync(new URL("page.json.br", import.meta.url));
  return JSON.parse(brotliDecompressSync(packed).toString("utf8")) as PageAsset;
}
