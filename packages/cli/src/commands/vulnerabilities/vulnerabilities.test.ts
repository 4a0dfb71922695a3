import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { watertightIn } from "../../../testing/watertight.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watertight-store-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const RECORD = JSON.stringify({
  id: "GHSA-0000-0000-0001",
  affected: [
    {
      package: { ecosystem: "npm", name: "a" },
      ranges: [{ type: "SEMVER", events: [{ introduced: "0" }] }],
    },
  ],
});

test("feeds are imported, described, exported signed and imported elsewhere", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(join(folder, "a.json"), RECORD);
  writeFileSync(join(folder, "bad.json"), "{");
  writeFileSync(join(folder, "key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
  writeFileSync(join(folder, "key.pub"), publicKey.export({ type: "spki", format: "pem" }));
  const run = (...argv: readonly string[]): ReturnType<typeof watertightIn> =>
    watertightIn(folder, ["vulnerabilities", ...argv]);

  const before = await run("status", "--store", "s1");
  expect([before.status, before.stderr]).toStrictEqual([
    1,
    "Exit status 1: There is no store yet: fetch one with watertight vulnerabilities update.\n",
  ]);

  const imported = await run("import", "--store", "s1", "a.json", "bad.json");
  expect(imported.status).toBe(3);
  expect(imported.stdout).toMatch(
    /^1 advisories for 1 packages; 0 vulnerabilities .*\n {2}a\.json: 1 document, 1 advisories, of \d{4}-\d\d-\d\d\n/,
  );
  expect(imported.stderr).toMatch(
    /^Exit status 3: 1 document could not be read; the first is bad\.json: /,
  );

  expect((await run("export", "--store", "s1", "--sign-key", "key.pem", "out.bundle")).status).toBe(
    0,
  );
  const taken = await run("import", "--store", "s2", "--verify-key", "key.pub", "out.bundle");
  expect([taken.status, taken.stderr]).toStrictEqual([
    0,
    expect.stringMatching(/^The bundle of .* is whole and signed by the key\.\n$/),
  ]);
  const scanned = await watertightIn(folder, [
    "images",
    "match",
    "--vulnerabilities",
    "s2",
    "pkg:npm/a@1",
  ]);
  expect(scanned.stdout).toBe("unknown  GHSA-0000-0000-0001  pkg:npm/a@1  no fix is known\n");
  await expect(run("import", "--store", "s3", "--verify-key", "key.pem", "a.json")).rejects.toThrow(
    "--verify-key is for one bundle",
  );
});

test.each([
  [["narnia"], "narnia is no source: give osv:ECOSYSTEM"],
  [["--mirror", "nowhere", "kev"], "nowhere is no address of a mirror"],
])("%j is refused before anything is fetched", async (argv, sentence) => {
  const run = watertightIn(folder, ["vulnerabilities", "update", "--store", "s", ...argv]);
  await expect(run).rejects.toThrow(sentence);
});
