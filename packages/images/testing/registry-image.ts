import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { tarOf } from "./tar.ts";

/* A small image for two platforms, as a registry has it. */

export const digestOf = (bytes: Buffer | string): string =>
  `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

export const TAR = tarOf([
  { path: "node_modules/a/package.json", content: '{"name":"a","version":"1.0.0"}' },
  { path: "pad", content: "x".repeat(50_000) },
]);
export const LAYER = gzipSync(TAR, { level: 0 });
const CONFIG = JSON.stringify({
  os: "linux",
  architecture: "amd64",
  config: { User: "app", Env: ["PATH=/bin", "DB_PASSWORD=hunter2-Xq9zV"] },
  rootfs: { type: "layers", diff_ids: [digestOf(TAR)] },
  history: [{ created_by: "COPY . ." }, { created_by: "ENV x", empty_layer: true }],
});
export const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: "application/vnd.oci.image.manifest.v1+json",
  config: {
    mediaType: "application/vnd.oci.image.config.v1+json",
    digest: digestOf(CONFIG),
    size: CONFIG.length,
  },
  layers: [
    {
      mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
      digest: digestOf(LAYER),
      size: LAYER.length,
    },
  ],
});
export const INDEX = JSON.stringify({
  schemaVersion: 2,
  manifests: [
    { digest: `sha256:${"1".repeat(64)}`, platform: { os: "unknown", architecture: "unknown" } },
    {
      digest: `sha256:${"2".repeat(64)}`,
      platform: { os: "linux", architecture: "arm64", variant: "v8" },
    },
    {
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      digest: digestOf(MANIFEST),
      platform: { os: "linux", architecture: "amd64" },
    },
  ],
});
export const BLOBS = new Map<string, Buffer>(
  [LAYER, Buffer.from(CONFIG), Buffer.from(MANIFEST)].map((bytes) => [digestOf(bytes), bytes]),
);
