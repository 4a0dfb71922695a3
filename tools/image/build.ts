import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { layOutNode } from "./node-root.ts";

/** What an image is built of. */
interface Parts {
  /** The packed folder, dist/package. */
  readonly folder: string;
  readonly containerfile: string;
  /** A Node.js of this machine, which becomes the base; or an image that has one at /nodejs/bin/node. */
  readonly base: { readonly node: string } | { readonly image: string };
  /** The OCI layout that is written; what was there is gone. */
  readonly layout: string;
  readonly tag: string;
}

/**
 * Builds the image with buildah, in a store of its own that is gone afterwards: no daemon, no root file system of anybody else's. All times in it are 0, so that
 * equal parts make equal digests. Gives the digest of the manifest.
 */
export function buildImage({ folder, containerfile, base, layout, tag }: Parts): string {
  const work = mkdtempSync(join(tmpdir(), "watertight-image-"));
  const buildah = (...args: readonly string[]): void => {
    const store = [
      "--root",
      join(work, "store"),
      "--runroot",
      join(work, "run"),
      "--storage-driver",
      "vfs",
    ];
    execFileSync("buildah", [...store, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  };
  const build = (file: string, context: string, ...args: readonly string[]): void => {
    buildah("build", "--isolation", "chroot", "--timestamp", "0", "--file", file, ...args, context);
  };
  try {
    let image = "localhost/node";
    if ("node" in base) {
      layOutNode(base.node, join(work, "root"));
      build(join(import.meta.dirname, "base.Containerfile"), join(work, "root"), "--tag", image);
    } else {
      image = base.image;
    }
    const pull = "node" in base ? "--pull-never" : "--pull";
    build(
      containerfile,
      folder,
      pull,
      "--build-arg",
      `BASE=${image}`,
      "--tag",
      "localhost/watertight",
    );
    rmSync(layout, { recursive: true, force: true });
    mkdirSync(layout, { recursive: true });
    buildah("push", "localhost/watertight", `oci:${layout}:${tag}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return digestIn(layout);
}

/** The digest of the one manifest of an OCI layout (https://github.com/opencontainers/image-spec/blob/main/image-layout.md). */
function digestIn(layout: string): string {
  const { manifests } = JSON.parse(readFileSync(join(layout, "index.json"), "utf8")) as {
    readonly manifests: readonly { readonly digest: string }[];
  };
  const [manifest, another] = manifests;
  if (manifest === undefined || another !== undefined) {
    throw new Error(`${layout} holds ${manifests.length} images instead of one.`);
  }
  return manifest.digest;
}
