import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tarOf } from "../../testing/tar.ts";
import type { Network } from "./download.ts";
import { openAdvisories, sourceOf, update } from "./index.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watertight-feeds-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const NOW = (): Date => new Date("2026-03-01T12:00:00Z");

function record(id: string, name: string): string {
  const events = [{ introduced: "0" }];
  return JSON.stringify({
    id,
    affected: [{ package: { ecosystem: "npm", name }, ranges: [{ type: "SEMVER", events }] }],
  });
}

function write(name: string, content: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test("tar archives are read too, damaged files and cut archives told", async () => {
  const files = tarOf([
    { path: "2024/a.json", content: record("GHSA-0000-0000-0001", "a") },
    { path: "2024/bad.json.gz", content: Buffer.from([0x1f, 0x8b, 8, 0]) },
    { path: "README.md", content: "x" },
    { path: "2024/b.json", content: record("GHSA-0000-0000-0002", "b") },
  ]);
  const open = await openAdvisories([
    write("vex.tar", files),
    write("cut.tar.gz", gzipSync(files).subarray(0, 60)),
  ]);
  expect(
    open.notRead.map(({ path }) => path.replace(/^.*watertight-feeds-[^/]*\//, "")),
  ).toStrictEqual(["vex.tar/2024/bad.json.gz", "cut.tar.gz"]);
  expect(["a", "b"].map((name) => open.source.entries(`npm\u0000${name}`).length)).toStrictEqual([
    1, 1,
  ]);
});

test("Red Hat's archive is found by the file that names it, which may name nothing else", async () => {
  const source = sourceOf("redhat") ?? expect.fail();
  const names = ["csaf_vex_2026-02-28.tar", "https://evil.example/x", "../x"];
  const asked: string[] = [];
  const results = [];
  for (const name of names) {
    const network: Network = {
      sleep: () => Promise.resolve(),
      fetch: async (url) => {
        asked.push(url);
        await Promise.resolve();
        if (url.endsWith("archive_latest.txt")) return new Response(`${name}\n`);
        return new Response(
          tarOf([{ path: "a.json", content: record("GHSA-0000-0000-0001", "a") }]),
        );
      },
    };
    const { sources, store } = await update({
      ...{ folder: join(folder, String(results.length)), sources: [source], mirrors: [] },
      ...{ now: NOW, network },
    });
    results.push([sources[0]?.status, store.advisories, store.sources[0]?.from]);
  }
  const vex = "https://security.access.redhat.com/data/csaf/v2/vex";
  expect(results).toStrictEqual([
    ["changed", 1, `${vex}/csaf_vex_2026-02-28.tar`],
    ["failed", 0, undefined],
    ["failed", 0, undefined],
  ]);
  expect(asked.slice(0, 2)).toStrictEqual([
    `${vex}/archive_latest.txt`,
    `${vex}/csaf_vex_2026-02-28.tar`,
  ]);
  expect(asked.some((url) => url.includes("evil"))).toBe(false);
});
