import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { nodesToTest } from "./nodes.ts";
import { emptyFolder, MANIFEST, PACKAGE, PACKED, ROOT, WORST, worstOf } from "./packed.ts";
import { npmEnvironment, npmScript, run } from "./processes.ts";
import { type Registry, startRegistry } from "./registry.ts";

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => {
  registry.close();
});

/** An empty folder with one manifest, and an npm in it that runs on this Node.js. */
function folderWithManifest(node: string, address?: string) {
  const folder = emptyFolder();
  writeFileSync(join(folder, "manifest.yaml"), MANIFEST);
  const env = npmEnvironment(emptyFolder(), {
    node,
    ...(address === undefined ? {} : { registry: address }),
  });
  const start = (name: "npm" | "npx", ...args: readonly string[]) =>
    run([node, npmScript(name), ...args], { cwd: folder, env });
  return {
    folder,
    env,
    npm: (...args: readonly string[]) => start("npm", ...args),
    npx: (...args: readonly string[]) => start("npx", ...args),
  };
}

describe.each(nodesToTest())("on $name", (node) => {
  test(
    "npx scans a manifest within 3 s of the install of the packed file",
    needing(node),
    async () => {
      const { npm, npx } = folderWithManifest(node.path);
      expect(await npm("install", PACKED)).toMatchObject({ status: 0, stderr: "" });
      const scan = await npx("watertight", "scan", "manifest.yaml", "-o", "json", "-q");
      expect(scan.seconds).toBeLessThan(3);
      expect(scan).toMatchObject({ status: 1, stderr: "" });
      expect(worstOf(scan.stdout)).toBe(WORST);
    },
  );

  test("npx runs the packed file itself", needing(node), async () => {
    const { npx } = folderWithManifest(node.path);
    const scan = await npx(
      "--yes",
      "--package",
      PACKED,
      "watertight",
      "scan",
      "-o",
      "json",
      "-q",
      ".",
    );
    expect(scan).toMatchObject({ status: 1, stderr: "" });
    expect(worstOf(scan.stdout)).toBe(WORST);
  });

  test("npx takes it from a registry by its name", needing(node), async () => {
    const { npx } = folderWithManifest(node.path, registry.address);
    const scan = await npx("--yes", "watertight", "scan", "-o", "json", "-q", "manifest.yaml");
    expect(scan).toMatchObject({ status: 1, stderr: "" });
    expect(worstOf(scan.stdout)).toBe(WORST);
  });

  test("npm install --global gives the command and its page", needing(node), async () => {
    const { npm, env, folder } = folderWithManifest(node.path, registry.address);
    expect(await npm("install", "--global", "watertight")).toMatchObject({ status: 0 });
    const prefix = join(env["HOME"] ?? "", "global");
    const command = join(prefix, "bin/watertight");
    const scan = await run([command, "scan", "manifest.yaml", "-o", "json", "-q"], {
      cwd: folder,
      env,
    });
    expect(worstOf(scan.stdout)).toBe(WORST);
    expect(readFileSync(join(prefix, "share/man/man1/watertight.1"), "utf8")).toBe(
      readFileSync(join(ROOT, "packages/cli/man/watertight.1"), "utf8"),
    );
    const explain = await run([command, "explain", "privileged-container"], { cwd: folder, env });
    expect(explain).toMatchObject({ status: 0, stderr: "" });
  });
});

test("the package is smaller than 3 MB and has no dependency but Node.js", () => {
  expect(statSync(PACKED).size).toBeLessThan(3_000_000);
  const manifest = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")) as object;
  const names = Object.keys(manifest).filter((name) => /dependencies|scripts/i.test(name));
  expect(names).toEqual([]);
  expect(manifest).toMatchObject({ name: "watertight", engines: { node: ">=20.19" } });
});

test("it holds what it says, and nothing of the machine that packed it", () => {
  expect(readdirSync(PACKAGE).sort()).toEqual([
    "LICENSE",
    "README.md",
    "THIRD-PARTY-NOTICES.txt",
    "bin",
    "completions",
    "dist",
    "man",
    "package.json",
    "schemas",
  ]);
  expect(readdirSync(join(PACKAGE, "schemas"))).toEqual(readdirSync(join(ROOT, "schemas")));
  const files = readdirSync(PACKAGE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  expect(files.filter((file) => /[.](?:map|ts)$/.test(file))).toEqual([]);
  expect(files.filter((file) => readFileSync(file, "utf8").includes(ROOT))).toEqual([]);
});

test("packed twice it is the same file", () => {
  const before = readFileSync(PACKED);
  const args = ["--import", "tsx", "tools/package.ts"];
  expect(spawnSync(process.execPath, args, { cwd: ROOT }).status).toBe(0);
  expect(readFileSync(PACKED).equals(before)).toBe(true);
});

test.each([
  ["bash", "bash/watertight", "complete"],
  ["zsh", "zsh/_watertight", "#compdef watertight"],
  ["fish", "fish/watertight.fish", "complete -c watertight"],
])("completions for %s are in it", (_, file, part) => {
  const path = join(PACKAGE, "completions", file);
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, "utf8")).toContain(part);
});
