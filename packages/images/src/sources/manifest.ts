import { createHash } from "node:crypto";
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
  valueAt,
} from "@watertight/core/kubernetes";

/** What a manifest says of a part. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** A manifest of one image. */
export interface Manifest {
  readonly configuration: Descriptor;
  readonly layers: readonly Descriptor[];
}

/** Which of several images is wanted: `linux/amd64`, `linux/arm/v7`, `windows/amd64`. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string;
}

/** Documents of registries and layouts are short: Docker's registry takes 4 MiB at most. */
export const LONGEST_DOCUMENT = 4_194_304;

export const MANIFEST_TYPES: readonly string[] = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

/** The digest of bytes: `sha256:…`, or by the algorithm of another digest. */
export function digestOf(bytes: Uint8Array, like = "sha256:"): string {
  const algorithm = like.startsWith("sha512:") ? "sha512" : "sha256";
  return `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
}

/** Throws where a document is not the one that was asked for. */
export function verifyDigest(bytes: Uint8Array, digest: string, what: string): void {
  if (!isDigest(digest)) throw new Error(`${what} has the digest "${digest}", which is none.`);
  const found = digestOf(bytes, digest);
  if (found !== digest)
    throw new Error(
      `${what} should be ${digest} and is ${found}: it was changed, and is not trusted.`,
    );
}

/** Whether a text is a digest of OCI that can be verified. */
export function isDigest(text: string): boolean {
  return /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(text);
}

/** The value of a document; throws where it is no JSON object. */
export function parseDocument(bytes: Buffer, what: string): JsonObject {
  let value: JsonValue | undefined;
  try {
    // A door: JSON gives JSON.
    value = JSON.parse(bytes.toString("utf8")) as JsonValue;
  } catch {
    value = undefined;
  }
  if (!isJsonObject(value)) throw new Error(`${what} is no JSON object.`);
  return value;
}

/** Whether a document lists images for several platforms. */
export function isIndex(document: JsonObject): boolean {
  return Array.isArray(valueAt(document, "manifests"));
}

/** Reads a manifest; throws for what is none of an image, with what it is instead. */
export function readManifest(document: JsonObject, what: string): Manifest {
  if (valueAt(document, "schemaVersion") === 1 || valueAt(document, "fsLayers") !== undefined)
    throw new Error(
      `${what} has a manifest of schema 1, which has no digests of its layers' contents; push it again by a program of this decade.`,
    );
  const configuration = descriptorIn(objectAt(document, "config"));
  const layers = listAt(document, "layers");
  if (configuration.digest === "" || valueAt(document, "layers") === undefined)
    throw new Error(`${what} has no manifest of an image: it names no configuration or no layers.`);
  if (!CONFIGURATIONS.has(configuration.mediaType))
    throw new Error(
      `${what} is no container image but an artifact with a configuration of type ${configuration.mediaType || "unknown"}.`,
    );
  return { configuration, layers: layers.map((each) => descriptorIn(each)) };
}

const CONFIGURATIONS: ReadonlySet<string> = new Set([
  "application/vnd.oci.image.config.v1+json",
  "application/vnd.docker.container.image.v1+json",
  // Some builders of old say this.
  "application/octet-stream",
]);

function descriptorIn(value: JsonValue): Descriptor {
  const size = valueAt(value, "size");
  return {
    mediaType: textAt(value, "mediaType"),
    digest: textAt(value, "digest"),
    size: typeof size === "number" ? size : 0,
  };
}

/** A platform as people write it; throws where it is none. */
export function parsePlatform(text: string): Platform {
  const [os = "", architecture = "", variant = "", ...more] = text.split("/");
  if (os === "" || architecture === "" || more.length > 0)
    throw new Error(`"${text}" is no platform; write it as linux/amd64 or linux/arm64/v8.`);
  return { os, architecture, variant };
}

/** The manifest of an index for a platform; throws with the platforms that it has where it has no such. */
export function choose(
  index: JsonObject,
  platform: Platform | undefined,
  what: string,
): Descriptor {
  const images = listAt(index, "manifests")
    .map((each) => ({ ...descriptorIn(each), platform: platformOf(objectAt(each, "platform")) }))
    // Attestations lie beside images as images of no platform.
    .filter((each) => each.platform.os !== "unknown");
  const wanted = platform ?? { os: "linux", architecture: "amd64", variant: "" };
  const fitting = images.filter((each) => fits(each.platform, wanted));
  const [first] =
    fitting.length === 0 && platform === undefined && images.length === 1 ? images : fitting;
  if (first) return first;
  const known = images.map((each) => platformText(each.platform)).sort();
  throw new Error(
    `${what} has no image for ${platformText(wanted)}; it has ${known.length === 0 ? "none at all" : `${known.join(", ")} (choose one by --platform)`}.`,
  );
}

function platformOf(value: JsonObject): Platform {
  return {
    os: textAt(value, "os"),
    architecture: textAt(value, "architecture"),
    variant: textAt(value, "variant"),
  };
}

function platformText({ os, architecture, variant }: Platform): string {
  return [os, architecture, variant].filter((part) => part !== "").join("/");
}

/** An index without platforms holds images for any. */
function fits(found: Platform, wanted: Platform): boolean {
  if (found.os === "" && found.architecture === "") return true;
  if (found.os !== wanted.os || found.architecture !== wanted.architecture) return false;
  return wanted.variant === "" || variantOf(found) === variantOf(wanted);
}

/** arm64 is v8 where nobody says more. */
function variantOf({ architecture, variant }: Platform): string {
  return variant === "" && architecture === "arm64" ? "v8" : variant;
}
