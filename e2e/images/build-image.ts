import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "./programs.ts";

/** An image as an OCI layout, one layer for each change of its root folder, and that folder as it is in the end. */
export interface BuiltImage {
  readonly layout: string;
  readonly root: string;
}

/** Builds an image by umoci: whatever a change takes away becomes a whiteout. */
export function buildImage(
  folder: string,
  changes: readonly ((root: string) => void)[],
): BuiltImage {
  mkdirSync(folder, { recursive: true });
  const layout = join(folder, "layout");
  const bundle = join(folder, "bundle");
  const root = join(bundle, "rootfs");
  run("umoci", ["init", "--layout", layout]);
  run("umoci", ["new", "--image", `${layout}:latest`]);
  run("umoci", ["unpack", "--image", `${layout}:latest`, bundle]);
  changes.forEach((change, index) => {
    change(root);
    run("umoci", [
      "repack",
      "--refresh-bundle",
      "--history.created_by",
      `RUN change ${index + 1}`,
      "--image",
      `${layout}:latest`,
      bundle,
    ]);
  });
  run("umoci", [
    "config",
    "--config.user",
    "1000",
    "--config.exposedports",
    "8080/tcp",
    "--image",
    `${layout}:latest`,
  ]);
  return { layout, root };
}
