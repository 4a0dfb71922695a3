import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { fencesOf } from "../../tools/documents/markdown.ts";
import { buildImage } from "../../tools/image/build.ts";
import type { Need } from "../../tools/test-summary.ts";
import { commandsOf } from "../docs/session.ts";
import {
  emptyFolder,
  MANIFEST,
  PACKAGE,
  ROOT,
  VERSION,
  WORST,
  worstOf,
} from "../package/packed.ts";
import { type Bundle, runContainer } from "./container.ts";
import { dockerRunOf } from "./docker-words.ts";
import { type ImageConfig, unpackImage } from "./layout.ts";

const buildah = needed("buildah", "a package of most distributions");
const runc = needed("runc", "a package of most distributions");
const rights: Need = {
  name: "root",
  isHere: process.getuid?.() === 0,
  hint: "runc makes namespaces and mounts here",
};

/** A program of the system. In CI it may not be absent. */
function needed(name: string, hint: string): Need {
  const isHere = spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0;
  if (!isHere && process.env["CI"] === "true") throw new Error(`${name} is not here: ${hint}.`);
  return { name, isHere, hint };
}

/** Builds the image into a folder; its digest. */
function build(layout: string): string {
  const base = { node: process.execPath };
  const containerfile = join(ROOT, "Containerfile");
  return buildImage({ folder: PACKAGE, containerfile, base, layout, tag: VERSION });
}

/** The `docker run` of the documents. */
const documented = ["docs/install.md", "docs/tasks/run-in-pipelines.md"]
  .flatMap((file) => fencesOf(readFileSync(join(ROOT, file), "utf8")))
  .filter(({ language }) => language === "console")
  .flatMap(commandsOf)
  .map(({ command }) => command)
  .filter((command) => command.startsWith("docker run "))
  .map(dockerRunOf);

const STRICT = { readOnly: true, withoutNetwork: true, mounts: [], args: [] };

describe("the image", needing(buildah, runc, rights), () => {
  let work: string;
  let digest: string;
  let bundle: Bundle;
  let config: ImageConfig;
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), "watertight-image-"));
    digest = build(join(work, "layout"));
    config = unpackImage(join(work, "layout"), join(work, "rootfs"));
    bundle = { folder: work, config };
  });
  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
  });

  /** A folder to be mounted that others may read, as a checkout is. */
  function folderWithManifest(): string {
    const folder = emptyFolder();
    writeFileSync(join(folder, "manifest.yaml"), MANIFEST);
    spawnSync("chmod", ["755", folder]);
    return folder;
  }

  test("is the same when it is built again", () => {
    expect(build(join(work, "again"))).toBe(digest);
  });

  test("is nobody's, and holds the command, Node.js and no shell", () => {
    expect(config).toMatchObject({
      User: "65532:65532",
      WorkingDir: "/work",
      Entrypoint: ["/nodejs/bin/node", "/usr/lib/watertight/bin/watertight.mjs"],
      Cmd: ["--help"],
      Labels: { "org.opencontainers.image.licenses": "Apache-2.0" },
    });
    const files = readdirSync(join(work, "rootfs"), { recursive: true, withFileTypes: true });
    const names = new Set(files.filter((file) => file.isFile()).map(({ name }) => name));
    expect(
      ["sh", "bash", "dash", "busybox", "npm", "apt", "ld.so"].filter((name) => names.has(name)),
    ).toEqual([]);
    expect(names).toContain("THIRD-PARTY-NOTICES.txt");
  });

  test("scans a mounted folder as nobody, with a root that cannot be written and without a network", async () => {
    const mounts = [{ source: folderWithManifest(), target: "/work", readOnly: true }];
    const args = ["scan", ".", "-o", "json", "-q"];
    const ended = await runContainer(bundle, { ...STRICT, mounts, args });
    expect(ended.stderr).toBe("");
    expect(worstOf(ended.stdout)).toBe(WORST);
    expect(ended.status).toBe(1);
  });

  test("is what it is said to be, seen from inside", async () => {
    const mounts = [{ source: folderWithManifest(), target: "/work", readOnly: true }];
    const script = `const fs = require("node:fs");
const written = (path) => { try { fs.writeFileSync(path, ""); return "written"; } catch (error) { return error.code; } };
const status = fs.readFileSync("/proc/self/status", "utf8");
console.log(JSON.stringify({
  uid: process.getuid(), gid: process.getgid(),
  root: written("/made"), work: written("/work/made"), temporary: written("/tmp/made"),
  network: Object.keys(require("node:os").networkInterfaces()).filter((name) => name !== "lo"),
  capabilities: /^CapEff:\\s*0+$/m.test(status),
}));`;
    const entrypoint = ["/nodejs/bin/node", "-e", script];
    const ended = await runContainer(bundle, { ...STRICT, mounts }, { entrypoint });
    expect(JSON.parse(ended.stdout)).toEqual({
      uid: 65532,
      gid: 65532,
      root: "EROFS",
      work: "EROFS",
      temporary: "ENOENT",
      network: [],
      capabilities: true,
    });
  });

  test("shows its help where nothing is asked", async () => {
    const ended = await runContainer(bundle, { ...STRICT, args: config.Cmd });
    expect(ended).toMatchObject({ status: 0, stderr: "" });
    expect(ended.stdout).toContain(`Watertight ${VERSION}`);
  });

  test("does what the documents have it do", async () => {
    expect(documented.length).toBeGreaterThan(1);
    for (const words of documented) {
      expect(words.image).toBe(`ghcr.io/OWNER/watertight:${VERSION}`);
      const mounts = words.mounts.map((mount) => ({
        ...mount,
        source: mount.source.replace("$PWD", ROOT),
      }));
      const input = words.interactive ? MANIFEST : "";
      const ended = await runContainer(bundle, { ...words, mounts }, { input });
      expect([ended.status, ended.stderr]).toEqual([
        1,
        expect.stringMatching(/Exit status 1/) as string,
      ]);
      expect(ended.stdout).toMatch(
        words.interactive ? /privileged-container/ : /examples\/shop\/payments\//,
      );
    }
    expect(existsSync(join(ROOT, "made"))).toBe(false);
  });
});
