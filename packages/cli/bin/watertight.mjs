#!/usr/bin/env node
import { existsSync } from "node:fs";
import module from "node:module";
import { setFlagsFromString } from "node:v8";

const bundle = new URL("../dist/bundle/main.js", import.meta.url);

// Most functions run some hundred times and the process ends: compiling them for speed costs more than it brings. Only the V8 of
// Node 20 has the flag (docs/decisions/0015).
// It also lets the heap grow to four times what is in use before it looks what can go (docs/decisions/0015).
if (process.versions.v8.startsWith("11.3.")) {
  setFlagsFromString("--interrupt-budget=500000");
  setFlagsFromString("--heap-growing-percent=50");
}

if (existsSync(bundle)) {
  // Since Node 22: keeps compiled code between runs.
  module.enableCompileCache?.();
  await import(bundle.href);
} else {
  console.error("watertight: The command is not built yet. Run `npm run build` first.");
  process.exitCode = 4;
}
