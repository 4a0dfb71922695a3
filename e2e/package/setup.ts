import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Packs the package once, of what the sources say now, before any test asks for it. */
export default function setup(): void {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  for (const args of [
    ["tools/prepare.mjs", "--build"],
    ["--import", "tsx", "tools/package.ts"],
  ]) {
    execFileSync(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  }
}
