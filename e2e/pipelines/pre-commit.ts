import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../../conformance/programs.ts";
import type { Need } from "../../tools/test-summary.ts";

const PACKAGE = "pre-commit==4.7.0";

/** pre-commit: from the PATH, else from the cache folder, where pip installs it. In CI it may not be absent. */
export function neededPreCommit(): Need & { readonly path: string } {
  const name = "pre-commit";
  const hint = `pip install ${PACKAGE}`;
  if (spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0) {
    return { name, hint, path: name, isHere: true };
  }
  const folder = join(dirname(cacheFolder()), "pre-commit");
  const path = join(folder, "bin/pre-commit");
  if (existsSync(path)) return { name, hint, path, isHere: true };
  try {
    execFileSync("python3", ["-m", "venv", folder], { stdio: ["ignore", "ignore", "inherit"] });
    execFileSync(join(folder, "bin/pip"), ["install", "--quiet", PACKAGE], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    return { name, hint, path, isHere: true };
  } catch (cause) {
    if (process.env["CI"] === "true") {
      throw new Error(`${name} is not here, and could not be installed: ${hint}`, { cause });
    }
    return { name, hint, path, isHere: false };
  }
}
