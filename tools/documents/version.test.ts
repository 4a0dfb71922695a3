import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { VERSIONED, withVersion } from "./version.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

test("whatever names the version names the one of package.json", () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    readonly version: string;
  };
  const stale = VERSIONED.filter((file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    return withVersion(text, version) !== text;
  });
  expect(stale).toEqual([]);
});

test("every file that is said to name it does", () => {
  const without = VERSIONED.filter((file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    return withVersion(text, "99.0.0") === text;
  });
  expect(without).toEqual([]);
});

test("a version is written where ours stands, and nowhere else", () => {
  const text = `npx watertight@0.1.0 scan; rev: v0.1.0; uses: OWNER/watertight@v0.1.0
image: ghcr.io/OWNER/watertight:0.1.0; watertight-0.1.0.tgz; watertight/scan@0.1.0; watertight 0.1.0
  default: 0.1.0
uses: actions/checkout@v4; js-yaml 0.1.0; "yaml": "0.1.0"; a tag \`v0.1.0\`; for \`/v0.1.0/\``;
  expect(
    withVersion(text, "1.2.3-rc.1"),
  ).toBe(`npx watertight@1.2.3-rc.1 scan; rev: v1.2.3-rc.1; uses: OWNER/watertight@v1.2.3-rc.1
image: ghcr.io/OWNER/watertight:1.2.3-rc.1; watertight-1.2.3-rc.1.tgz; watertight/scan@1.2.3-rc.1; watertight 1.2.3-rc.1
  default: 1.2.3-rc.1
uses: actions/checkout@v4; js-yaml 0.1.0; "yaml": "0.1.0"; a tag \`v0.1.0\`; for \`/v0.1.0/\``);
});
