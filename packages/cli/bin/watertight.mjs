#!/usr/bin/env node
import { existsSync } from "node:fs";
import module from "node:module";

const bundle = new URL("../dist/bundle/main.js", import.meta.url);

if (existsSync(bundle)) {
  // Since Node 22: keeps compiled code between runs.
  module.enableCompileCache?.();
  await import(bundle.href);
} else {
  console.error("watertight: The command is not built yet. Run `npm run build` first.");
  process.exitCode = 4;
}
