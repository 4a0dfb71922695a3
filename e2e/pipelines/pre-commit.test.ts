import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { needing } from "../../conformance/needs.ts";
import { MANIFEST, ROOT, VERSION } from "../package/packed.ts";
import { run } from "../package/processes.ts";
import { type Registry, startRegistry } from "../package/registry.ts";
import { neededPreCommit } from "./pre-commit.ts";
import { checkout } from "./registry-shell.ts";

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly args: readonly string[];
  readonly language: string;
}

// A door: people write it.
const hooks = parse(readFileSync(join(ROOT, ".pre-commit-hooks.yaml"), "utf8")) as readonly Hook[];
const preCommit = neededPreCommit();

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => {
  registry.close();
});

const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: baseline
`;

/** A repository with one committed weakness, where these files are staged. */
function repositoryWith(staged: Readonly<Record<string, string>>) {
  const place = checkout(registry.address, { "old.yaml": MANIFEST });
  const git = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync("git", args, { cwd: place.folder, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  };
  git("init", "-q", "-b", "main");
  git("add", "old.yaml");
  git("-c", "user.name=a", "-c", "user.email=a@shop.example", "commit", "-qm", "old");
  for (const [name, text] of Object.entries(staged)) writeFileSync(join(place.folder, name), text);
  git("add", ...Object.keys(staged));
  // What is not staged is put aside by pre-commit only when it commits.
  spawnSync("git", ["clean", "-fdq"], { cwd: place.folder });
  return {
    ...place,
    hook: (id: string) =>
      run([preCommit.path, "try-repo", ROOT, id, "--verbose"], {
        cwd: place.folder,
        env: { ...place.env, PRE_COMMIT_HOME: join(place.home, "pre-commit") },
      }),
  };
}

test("the hooks run this version, as npm has it", () => {
  expect(hooks.map(({ id, entry, language }) => [id, entry.split(" scan ")[0], language])).toEqual([
    ["watertight", `npx --yes watertight@${VERSION}`, "system"],
    ["watertight-fix", `npx --yes watertight@${VERSION} fix --write`, "system"],
  ]);
});

describe("pre-commit", needing(preCommit), () => {
  test("is failed by a weakness in a file of the commit, and is told of no other", async () => {
    const { hook } = repositoryWith({
      "new.yaml": MANIFEST.replace("  name: agent", "  name: new"),
    });
    const ended = await hook("watertight");
    expect(ended.stdout).toMatch(/^new[.]yaml:11:9 critical privileged-container/m);
    expect(ended.stdout).not.toContain("old.yaml:");
    expect(ended.status).toBe(1);
  });

  test("is passed by a commit without a weakness, whatever the repository has", async () => {
    const { hook } = repositoryWith({ "new.yaml": NAMESPACE });
    expect(await hook("watertight")).toMatchObject({ status: 0 });
  });

  test("has what is safe changed", async () => {
    const { folder, hook } = repositoryWith({ "new.yaml": NAMESPACE });
    const ended = await hook("watertight-fix");
    expect(ended.stdout).toContain("files were modified by this hook");
    expect(ended.status).toBe(1);
    expect(readFileSync(join(folder, "new.yaml"), "utf8")).toContain(
      "pod-security.kubernetes.io/warn: restricted",
    );
  });
});
