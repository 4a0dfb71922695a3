import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type JsonObject, type JsonValue, listAt, textAt } from "@watertight/core/kubernetes";
import { type BlobStore, openImage, rootOf } from "./documents.ts";
import {
  digestOf,
  isDigest,
  isIndex,
  LONGEST_DOCUMENT,
  type Platform,
  parseDocument,
} from "./manifest.ts";
import type { OpenedImage, Opening } from "./opened-image.ts";

/** What an index of a layout calls its images: the annotation of OCI, or of containerd. */
const NAMES = ["org.opencontainers.image.ref.name", "io.containerd.image.name"];

/** The images of an OCI layout in a folder (`oci-layout`, `index.json`, `blobs/`), or the one of a name or digest. */
export async function openLayout(
  folder: string,
  name: string | undefined,
  platform: Platform | undefined,
): Promise<readonly Opening[]> {
  const bytes = await shortFile(join(folder, "index.json"));
  const index = parseDocument(bytes, `index.json of ${folder}`);
  if (!isIndex(index)) throw new Error(`index.json of ${folder} lists no images.`);
  return openIndex(index, { bytes, reference: folder, name, platform, store: storeOf(folder) });
}

/** The images of the `index.json` of a layout or an archive, or the one of a name or digest. */
export function openIndex(
  index: JsonObject,
  wanted: {
    readonly bytes: Buffer;
    readonly reference: string;
    readonly name: string | undefined;
    readonly platform: Platform | undefined;
    readonly store: BlobStore;
  },
): readonly Opening[] {
  const { reference, name, platform, store } = wanted;
  const digest = digestOf(wanted.bytes);
  const listed =
    name === undefined ? imagesIn(index) : [{ name, index: named(index, name, reference) }];
  return listed.map((each) => ({
    name: each.name,
    open: async () => {
      const called = each.name === "" ? reference : `${reference}:${each.name}`;
      const image = await openImage(called, { digest, document: each.index }, store, platform);
      return image.indexDigest === digest ? { ...image, indexDigest: "" } : image;
    },
  }));
}

/** Opens the image of a folder with `manifest.json`, `version` and one file a blob, as skopeo's `dir:` has it. */
export async function openBlobFolder(
  folder: string,
  platform: Platform | undefined,
): Promise<OpenedImage> {
  const root = rootOf(await shortFile(join(folder, "manifest.json")), `manifest.json of ${folder}`);
  const place = (digest: string): string => join(folder, hexOf(digest));
  return openImage(folder, root, storeAt(place), platform);
}

/** An index with the manifests of one image. */
interface ListedImage {
  readonly name: string;
  readonly index: JsonObject;
}

/** The images of an index: one a name, one a manifest that has neither name nor platform, and one of all that have platforms alone. */
function imagesIn(index: JsonObject): readonly ListedImage[] {
  const images = new Map<string, JsonValue[]>();
  for (const each of listAt(index, "manifests")) {
    const os = textAt(each, "platform", "os");
    // Attestations lie beside images as images of no platform.
    if (os === "unknown") continue;
    const plain = os === "" ? textAt(each, "digest") : "";
    const names = namesOf(each);
    for (const name of names.length === 0 ? [plain] : names)
      images.set(name, [...(images.get(name) ?? []), each]);
  }
  if (images.size <= 1) return [{ name: "", index }];
  return [...images].map(([name, manifests]) => ({ name, index: { ...index, manifests } }));
}

function namesOf(image: JsonValue): readonly string[] {
  const names = NAMES.map((key) => textAt(image, "annotations", key));
  return [...new Set(names.filter((text) => text !== ""))].slice(0, 1);
}

/** The index with the one image that has the name or digest; throws with the names that there are. */
function named(index: JsonObject, name: string, what: string): JsonObject {
  const images = listAt(index, "manifests");
  const manifests = images.filter(
    (each) =>
      textAt(each, "digest") === name ||
      NAMES.some((key) => textAt(each, "annotations", key) === name),
  );
  if (manifests.length > 0) return { ...index, manifests };
  const known = images.flatMap(namesOf);
  throw new Error(
    `${what} has no image "${name}"; it has ${known.length === 0 ? "images without names" : known.join(", ")}.`,
  );
}

function storeOf(folder: string): BlobStore {
  return storeAt((digest) => {
    const [algorithm = "", hex = ""] = digest.split(":");
    return join(folder, "blobs", algorithm, hex);
  });
}

function storeAt(place: (digest: string) => string): BlobStore {
  const placeOf = (digest: string): string => {
    // It becomes a part of a path.
    if (!isDigest(digest)) throw new Error(`"${digest}" is no digest.`);
    return place(digest);
  };
  return {
    document: ({ digest }) => shortFile(placeOf(digest)),
    layer: ({ digest }, diffId) => ({
      digest,
      diffId,
      open: () => fileBytes(placeOf(digest)),
    }),
  };
}

function hexOf(digest: string): string {
  return digest.slice(digest.indexOf(":") + 1);
}

/** The bytes of a file as they are read; chunks are large, for each costs a turn of the loop. */
export async function* fileBytes(
  path: string,
  part?: { readonly start: number; readonly size: number },
): AsyncGenerator<Buffer> {
  if (part?.size === 0) return;
  const range = part ? { start: part.start, end: part.start + part.size - 1 } : {};
  // A door: without an encoding the stream gives buffers.
  for await (const chunk of createReadStream(path, { highWaterMark: 524_288, ...range }))
    yield chunk as Buffer;
}

/** The whole of a document; throws where it is longer than any may be. */
async function shortFile(path: string): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > LONGEST_DOCUMENT) throw new Error(`${path} is longer than ${LONGEST_DOCUMENT} bytes.`);
  return readFile(path);
}
