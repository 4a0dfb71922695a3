import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../../conformance/programs.ts";
import type { Need } from "../../tools/test-summary.ts";

/** The lines of Node.js that the package has to run on: the oldest that package.json allows, and those after it with long support. */
const MAJORS = [20, 22, 24] as const;

/** A Node.js that may be absent: then its path leads nowhere. */
interface Node extends Need {
  readonly path: string;
}

/** The Node.js of each line: this process's own, or one that npm installs into the cache folder. In CI one that cannot be had is an error. */
export function nodesToTest(): readonly Node[] {
  return MAJORS.map((major) => {
    const name = `Node.js ${major}`;
    const hint = `npm installs it from the package ${packageName()}`;
    try {
      return { name, hint, path: nodeOf(major), isHere: true };
    } catch (error) {
      if (process.env["CI"] === "true") throw error;
      return { name, hint, path: `no-node-${major}`, isHere: false };
    }
  });
}

/** The package of npm that holds nothing but Node.js for this machine. */
function packageName(): string {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `${platform}-${process.arch}`;
  // The shorter name is not served for this one.
  return name === "darwin-arm64" ? `node-bin-${name}` : `node-${name}`;
}

function nodeOf(major: number): string {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  return installedNode(major);
}

/** The newest Node.js of a line as npm has it, with its licence beside it. Throws an `Error` where it cannot be had. */
export function installedNode(major: number): string {
  const folder = join(dirname(cacheFolder()), "node", String(major));
  const path = join(folder, "node_modules", packageName(), "bin/node");
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const wanted = `${packageName()}@${major}`;
  try {
    execFileSync(
      "npm",
      ["install", "--prefix", folder, wanted, "--no-audit", "--no-fund", "--loglevel=error"],
      { stdio: ["ignore", "ignore", "inherit"] },
    );
  } catch (cause) {
    throw new Error(`Node.js ${major} is not here, and npm could not install ${wanted}.`, {
      cause,
    });
  }
  return path;
}
