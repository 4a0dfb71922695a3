import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { needing } from "../../conformance/needs.ts";
import type { Need } from "../../tools/test-summary.ts";
import { installedNode, nodesToTest } from "../package/nodes.ts";
import { emptyFolder, MANIFEST, PACKED, ROOT, VERSION, WORST, worstOf } from "../package/packed.ts";
import { run } from "../package/processes.ts";

const RELEASE = join(ROOT, "dist/release");
const REPOSITORY = "https://code.example/owner/watertight";
const ARCHIVE = `kubectl-watertight-${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}.tar.gz`;

const node = nodesToTest().find(({ name }) => name === "Node.js 22");
const here: Need = { name: "Node.js 22", hint: "npm installs it", isHere: node?.isHere === true };
const ruby: Need = {
  name: "Ruby",
  hint: "a package of most distributions",
  isHere: spawnSync("ruby", ["--version"], { stdio: "ignore" }).status === 0,
};
if (!ruby.isHere && process.env["CI"] === "true") throw new Error(`${ruby.name} is not here.`);

function read(name: string): string {
  return readFileSync(join(RELEASE, name), "utf8");
}

describe("a release", needing(here), () => {
  beforeAll(() => {
    const folder = dirname(dirname(installedNode(22)));
    const platform = ARCHIVE.replace(/^kubectl-watertight-|[.]tar[.]gz$/g, "");
    const args = ["--repository", REPOSITORY, "--node", `${platform}=${folder}`];
    const made = spawnSync(process.execPath, ["--import", "tsx", "tools/release.ts", ...args], {
      cwd: ROOT,
      env: { ...process.env, GITHUB_ACTIONS: "" },
      encoding: "utf8",
    });
    if (made.status !== 0) throw new Error(made.stderr);
  });

  test("is these files, with their sums", () => {
    expect(readdirSync(RELEASE).sort()).toEqual(
      [
        "SHA256SUMS",
        ARCHIVE,
        "notes.md",
        `watertight-${VERSION}.cdx.json`,
        `watertight-${VERSION}.provenance.json`,
        `watertight-${VERSION}.tgz`,
        "watertight.rb",
        "watertight.yaml",
      ].sort(),
    );
    expect(
      spawnSync("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: RELEASE }).status,
    ).toBe(0);
    expect(read("SHA256SUMS").trimEnd().split("\n")).toHaveLength(7);
    expect(readFileSync(join(ROOT, "CHANGELOG.md"), "utf8")).toContain(read("notes.md").trim());
  });

  test("has a package that says where its code is, and is else the one that was tried", () => {
    const manifestIn = (file: string): object => {
      const args = ["--extract", "--gzip", "--to-stdout", "--file", file, "package/package.json"];
      return JSON.parse(spawnSync("tar", args, { encoding: "utf8" }).stdout) as object;
    };
    expect(manifestIn(join(RELEASE, `watertight-${VERSION}.tgz`))).toEqual({
      ...manifestIn(PACKED),
      repository: { type: "git", url: `git+${REPOSITORY}.git` },
    });
  });

  test("bills the packages whose notices it carries", () => {
    const { components } = JSON.parse(read(`watertight-${VERSION}.cdx.json`)) as {
      readonly components: readonly { readonly name: string; readonly version: string }[];
    };
    const notices = readFileSync(
      join(ROOT, "dist/release-package/THIRD-PARTY-NOTICES.txt"),
      "utf8",
    );
    const noticed = [...notices.matchAll(/^-{80}\n(\S+) (\S+) \(.+\)\n-{80}$/gm)];
    expect(components.map(({ name, version }) => `${name} ${version}`)).toEqual(
      noticed.map(([, name, version]) => `${name ?? ""} ${version ?? ""}`),
    );
    expect(components.map(({ name }) => name)).toContain("js-yaml");
  });

  test("has one sum for each file, wherever it is named", () => {
    const sums = new Map(
      read("SHA256SUMS")
        .trimEnd()
        .split("\n")
        .map((line) => [line.slice(66), line.slice(0, 64)] as const),
    );
    const { spec } = parse(read("watertight.yaml")) as {
      readonly spec: {
        readonly platforms: readonly { readonly uri: string; readonly sha256: string }[];
      };
    };
    expect(spec.platforms).toMatchObject([
      { uri: `${REPOSITORY}/releases/download/v${VERSION}/${ARCHIVE}`, sha256: sums.get(ARCHIVE) },
    ]);
    const packed = `watertight-${VERSION}.tgz`;
    expect(read("watertight.rb")).toContain(`sha256 "${sums.get(packed) ?? "none"}"`);
    const { subject } = JSON.parse(read(`watertight-${VERSION}.provenance.json`)) as {
      readonly subject: readonly {
        readonly name: string;
        readonly digest: { readonly sha256: string };
      }[];
    };
    expect(subject.map(({ name }) => name)).toEqual([
      ARCHIVE,
      `watertight-${VERSION}.cdx.json`,
      packed,
    ]);
    expect(subject.every(({ name, digest }) => digest.sha256 === sums.get(name))).toBe(true);
  });

  test("has an archive that runs where there is no Node.js, through the link that krew makes", async () => {
    const store = emptyFolder();
    const bin = emptyFolder();
    const folder = emptyFolder();
    writeFileSync(join(folder, "manifest.yaml"), MANIFEST);
    spawnSync("tar", [
      "--extract",
      "--gzip",
      "--file",
      join(RELEASE, ARCHIVE),
      "--directory",
      store,
    ]);
    mkdirSync(join(bin, "links"));
    symlinkSync(join(store, "kubectl-watertight"), join(bin, "links/kubectl-watertight"));
    symlinkSync("links/kubectl-watertight", join(bin, "kubectl-watertight"));
    const env = { PATH: "/bin:/usr/bin", HOME: folder };
    const scan = await run(
      [join(bin, "kubectl-watertight"), "scan", "-o", "json", "-q", "manifest.yaml"],
      { cwd: folder, env },
    );
    expect(worstOf(scan.stdout)).toBe(WORST);
    expect(scan).toMatchObject({ status: 1, stderr: "" });
    const version = await run([join(bin, "kubectl-watertight"), "version"], { cwd: folder, env });
    expect(version.stdout).toContain("Node.js v22.");
    expect(readdirSync(store).sort()).toEqual([
      "LICENSE",
      "kubectl-watertight",
      "node",
      "watertight",
    ]);
    expect(readdirSync(join(store, "node")).sort()).toEqual(["LICENSE", "bin"]);
  });

  test("has a formula that Ruby reads", needing(ruby), () => {
    const checked = spawnSync("ruby", ["-c", "-W:no-deprecated", join(RELEASE, "watertight.rb")], {
      encoding: "utf8",
    });
    expect(checked).toMatchObject({ status: 0, stdout: "Syntax OK\n", stderr: "" });
  });
});
