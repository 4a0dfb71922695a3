/**
 * Makes everything that a release publishes in dist/release, from what `npm run build` made: `npm run release -- --repository URL [--node PLATFORM=FOLDER]…`. A platform is
 * `linux-amd64`, its folder that of a Node.js (`bin/node`, `LICENSE`). Equal commits make equal files.
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { assemblePackage, pack, projectManifest } from "./packaging/assemble.ts";
import { bundledPackages } from "./packaging/bundled.ts";
import { standaloneArchive } from "./release/archive.ts";
import { releaseNotes } from "./release/changelog.ts";
import { homebrewFormula } from "./release/homebrew.ts";
import { type Archive, krewManifest } from "./release/krew.ts";
import { originOf } from "./release/origin.ts";
import { provenanceOf } from "./release/provenance.ts";
import { billOfMaterials, type Lockfile } from "./release/sbom.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "dist/release");
const { values } = parseArgs({
  options: {
    repository: { type: "string" },
    node: { type: "string", multiple: true, default: [] },
  },
});

const project = projectManifest(root);
const { version } = project;
const origin = originOf(process.env, {
  repository: values.repository,
  version,
  commit: git("rev-parse", "HEAD"),
});
const { repository } = origin;

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const notes = releaseNotes(readFileSync(join(root, "CHANGELOG.md"), "utf8"), version);
const folder = join(root, "dist/release-package");
assemblePackage(root, { folder, repository });
const packed = readFileSync(pack(folder, target));
const archives = values.node.map(writeArchive);
write(`watertight-${version}.cdx.json`, json(bill()));
const subjects = readdirSync(target)
  .sort()
  .map((name) => ({ name, sha256: sumOf(readFileSync(join(target, name))) }));
write(`watertight-${version}.provenance.json`, json(provenanceOf(subjects, origin)));
write("watertight.yaml", krewManifest(project, { archives, repository }));
write("watertight.rb", homebrewFormula(project, { sha256: sumOf(packed), repository }));
write("notes.md", notes);
const names = readdirSync(target).sort();
write(
  "SHA256SUMS",
  names.map((name) => `${sumOf(readFileSync(join(target, name)))}  ${name}\n`).join(""),
);
console.log([...names, "SHA256SUMS"].join("\n"));

function bill(): object {
  // A door: npm wrote it.
  const lockfile = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lockfile;
  const timestamp = new Date(Number(git("log", "-1", "--format=%ct")) * 1000).toISOString();
  return billOfMaterials({ project, packages: bundledPackages(root), lockfile, packed, timestamp });
}

function writeArchive(option: string): Archive {
  const [, os = "", arch = "", nodeFolder = ""] = /^([a-z]+)-([a-z0-9]+)=(.+)$/.exec(option) ?? [];
  if (nodeFolder === "") {
    throw new Error(`--node ${option} is not as linux-amd64=FOLDER.`);
  }
  const file = `kubectl-watertight-${os}-${arch}.tar.gz`;
  const data = standaloneArchive({
    folder,
    node: join(nodeFolder, "bin/node"),
    nodeLicense: join(nodeFolder, "LICENSE"),
  });
  write(file, data);
  return { os, arch, file, sha256: sumOf(data) };
}

function write(name: string, data: string | Buffer): void {
  writeFileSync(join(target, basename(name)), data);
}

function sumOf(data: Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function git(...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
}
