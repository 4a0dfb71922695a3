import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { request } from "node:https";
import type { Registry } from "./registry.ts";

/*
 * Signatures with a key of the test's own, in the form that cosign gives to its old tags (sigstore/cosign, specs/SIGNATURE_SPEC.md):
 * where cosign itself is not here, a real registry is asked all the same.
 */

/** A key that signs images of a registry. */
export interface OwnKey {
  /** PEM. */
  readonly publicKey: string;
  /** Signs the digest of an image of a repository, and pushes that beside the image. */
  readonly sign: (registry: Registry, repository: string, digest: string) => Promise<void>;
}

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";

export function createKey(): OwnKey {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    sign: async (registry, repository, digest) => {
      const payload = Buffer.from(
        JSON.stringify({
          critical: {
            identity: { "docker-reference": `${registry.host}/${repository}` },
            image: { "docker-manifest-digest": digest },
            type: "cosign container image signature",
          },
          optional: null,
        }),
      );
      const config = Buffer.from("{}");
      const signature = sign("sha256", payload, privateKey).toString("base64");
      for (const blob of [payload, config]) await pushBlob(registry, repository, blob);
      const manifest = {
        schemaVersion: 2,
        mediaType: MANIFEST,
        config: { mediaType: "application/vnd.oci.image.config.v1+json", ...placeOf(config) },
        layers: [
          {
            mediaType: "application/vnd.dev.cosign.simplesigning.v1+json",
            ...placeOf(payload),
            annotations: { "dev.cosignproject.cosign/signature": signature },
          },
        ],
      };
      await asked(registry, {
        ...{ method: "PUT", path: `/v2/${repository}/manifests/${digest.replace(":", "-")}.sig` },
        ...{ type: MANIFEST, body: Buffer.from(JSON.stringify(manifest)) },
      });
    },
  };
}

function placeOf(blob: Buffer): { readonly size: number; readonly digest: string } {
  return { size: blob.length, digest: digestOf(blob) };
}

function digestOf(blob: Buffer): string {
  return `sha256:${createHash("sha256").update(blob).digest("hex")}`;
}

async function pushBlob(registry: Registry, repository: string, blob: Buffer): Promise<void> {
  const path = `/v2/${repository}/blobs/uploads/`;
  const to = await asked(registry, { method: "POST", path, type: "", body: Buffer.alloc(0) });
  const { pathname, searchParams } = new URL(to, `https://${registry.host}`);
  searchParams.set("digest", digestOf(blob));
  await asked(registry, {
    ...{ method: "PUT", path: `${pathname}?${searchParams.toString()}` },
    ...{ type: "application/octet-stream", body: blob },
  });
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
}

/** The `Location` of the answer. */
function asked(
  { host, certificate }: Registry,
  { method, path, type, body }: Asked,
): Promise<string> {
  return new Promise((settle, fail) => {
    const [hostname = "", port] = host.split(":");
    const sent = request(
      {
        ...{ hostname, port, method, path, ca: readFileSync(certificate), auth: "user:word" },
        headers: {
          ...(type !== "" && { "Content-Type": type }),
          "Content-Length": body.length,
        },
      },
      (answer) => {
        answer.resume();
        const { statusCode = 0, headers } = answer;
        if (statusCode >= 300) fail(new Error(`${method} ${path}: ${statusCode}`));
        else settle(headers.location ?? "");
      },
    );
    sent.on("error", fail);
    sent.end(body);
  });
}
