import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The part of an image's configuration that says how it runs (https://github.com/opencontainers/image-spec/blob/main/config.md). */
export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly WorkingDir: string;
  readonly Labels: Readonly<Record<string, string>>;
}

/** Unpacks the one image of an OCI layout into a folder, layer over layer, and gives how it runs. It has no whiteouts: nothing is taken away in ours. */
export function unpackImage(layout: string, folder: string): ImageConfig {
  const read = (digest: string): string => join(layout, "blobs", digest.replace(":", "/"));
  const json = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
  // Doors: buildah wrote them.
  const index = json(join(layout, "index.json")) as {
    readonly manifests: readonly { readonly digest: string }[];
  };
  const manifest = json(read(index.manifests[0]?.digest ?? "")) as {
    readonly config: { readonly digest: string };
    readonly layers: readonly { readonly digest: string }[];
  };
  mkdirSync(folder, { recursive: true });
  for (const { digest } of manifest.layers) {
    execFileSync("tar", ["--extract", "--gzip", "--file", read(digest), "--directory", folder]);
  }
  return (json(read(manifest.config.digest)) as { readonly config: ImageConfig }).config;
}
