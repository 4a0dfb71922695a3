/** A storage of containers as Buildah writes it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { watertightIn } from "../../packages/cli/testing/watertight.ts";
import { program, run } from "./programs.ts";

const BUILDAH = program("buildah", "apt-get install buildah");

test("images that Buildah has stored are read where they are", needing(BUILDAH), async () => {
  const folder = mkdtempSync(join(tmpdir(), "watertight-storage-"));
  const storage = join(folder, "storage");
  const buildah = (...argv: readonly string[]): string =>
    run("buildah", [
      ...["--root", storage, "--runroot", join(folder, "run"), "--storage-driver", "vfs"],
      ...argv,
    ]).trim();
  try {
    const container = buildah("from", "scratch");
    for (const [name, version] of [
      ["lodash", "4.17.20"],
      ["express", "4.18.2"],
    ] as const) {
      const place = join(folder, name, "node_modules", name);
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, "package.json"), JSON.stringify({ name, version }));
      buildah("copy", container, join(folder, name), "/app");
      buildah("config", "--user", "1000", container);
      buildah("commit", "-q", container, `localhost/shop/${name}:1`);
    }
    const read = async (name: string): Promise<unknown> => {
      const argv = ["images", "packages", "-o", "json", `${storage}:localhost/shop/${name}:1`];
      const { stdout } = await watertightIn(folder, argv);
      const document = JSON.parse(stdout) as {
        image: { config: { user: string } };
        packages: { name: string }[];
      };
      return [document.image.config.user, document.packages.map((each) => each.name)];
    };
    expect([await read("lodash"), await read("express")]).toStrictEqual([
      ["1000", ["lodash"]],
      ["1000", ["express", "lodash"]],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
