#!/usr/bin/env node
import { existsSync } from "node:fs";
import module from "node:module";
import { setFlagsFromString } from "node:v8";

const bundle = new URL("../dist/bundle/main.js", import.meta.url);

if (existsSync(bundle)) {
  // Most functions run some hundred times and the process ends: compiling them for speed costs more than it brings (docs/decisions/0015).
  if (Number.parseInt(process.versions.node, 10) < 24)
    setFlagsFromString("--interrupt-budget=500000");
  // Since Node 22: keeps compiled code between runs.
  module.enableCompileCache?.();
  await import(bundle.href);
} else {
  console.error("watertight: The command is not built yet. Run `npm run build` first.");
  process.exitCode = 4;
}
