import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly needs?: string;
  readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
// A door: people write it.
const { on, permissions, jobs } = parse(
  readFileSync(join(ROOT, ".github/workflows/release.yml"), "utf8"),
) as {
  readonly on: object;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
};
const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

test("only a tag publishes, and only after everything passed", () => {
  expect(on).toEqual({ push: { tags: ["v[0-9]+.[0-9]+.[0-9]+*"] } });
  const needs = Object.entries(jobs).map(([name, job]) => [name, job.needs]);
  expect(needs).toEqual([
    ["check", undefined],
    ["release", "check"],
    ["image", "release"],
    ["site", "release"],
  ]);
});

test("a job may do no more than what it publishes to needs", () => {
  expect(permissions).toEqual({ contents: "read" });
  const given = Object.entries(jobs).map(([name, job]) => [name, job.permissions]);
  expect(Object.fromEntries(given)).toEqual({
    check: undefined,
    release: { contents: "write", "id-token": "write", attestations: "write" },
    image: { contents: "read", packages: "write" },
    site: { contents: "write" },
  });
});

test("the package is published with provenance", () => {
  expect(scripts).toContain(
    "npm publish --provenance --access public dist/release/watertight-*.tgz",
  );
});

test("bash reads every script, and what they run of this repository is there", () => {
  for (const script of scripts) {
    expect(spawnSync("bash", ["-n"], { input: script, encoding: "utf8" }).stderr).toBe("");
  }
  const { scripts: known } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    readonly scripts: object;
  };
  const run = scripts.flatMap((script) =>
    [...script.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name),
  );
  expect(new Set(run)).toEqual(new Set(["release", "package", "site"]));
  expect(Object.keys(known)).toEqual(expect.arrayContaining(["release", "package", "site"]));
});
