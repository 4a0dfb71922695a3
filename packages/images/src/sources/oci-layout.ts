import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { listAt, textAt } from "@watertight/core/kubernetes";
import { type BlobStore, openImage, rootOf } from "./documents.ts";
import {
  digestOf,
  isDigest,
  isIndex,
  LONGEST_DOCUMENT,
  type Platform,
  parseDocument,
} from "./manifest.ts";
import type { OpenedImage } from "./opened-image.ts";

/** What an index of a layout calls its images: the annotation of OCI, or of containerd. */
const NAMES = ["org.opencontainers.image.ref.name", "io.containerd.image.name"];

/** Opens an image of an OCI layout in a folder (`oci-layout`, `index.json`, `blobs/`), by its name or its digest where it has several. */
export async function openLayout(
  folder: string,
  name: string | undefined,
  platform: Platform | undefined,
): Promise<OpenedImage> {
  const bytes = await shortFile(join(folder, "index.json"));
  const index = parseDocument(bytes, `index.json of ${folder}`);
  if (!isIndex(index)) throw new Error(`index.json of ${folder} lists no images.`);
  return openImage(
    name === undefined ? folder : `${folder}:${name}`,
    { digest: digestOf(bytes), document: chosenBy(index, name, folder) },
    storeOf(folder),
    platform,
  ).then((image) =>
    image.indexDigest === digestOf(bytes) ? { ...image, indexDigest: "" } : image,
  );
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

/** The index with the one image that has the name; the index itself where none is asked for. Throws with the names that there are. */
export function chosenBy(
  index: ReturnType<typeof parseDocument>,
  name: string | undefined,
  what: string,
): ReturnType<typeof parseDocument> {
  const images = listAt(index, "manifests");
  const namesOf = (each: (typeof images)[number]): readonly string[] =>
    NAMES.map((key) => textAt(each, "annotations", key)).filter((text) => text !== "");
  if (name !== undefined) {
    const fitting = images.filter(
      (each) => textAt(each, "digest") === name || namesOf(each).includes(name),
    );
    if (fitting.length > 0) return { ...index, manifests: fitting };
    const known = images.flatMap(namesOf);
    throw new Error(
      `${what} has no image "${name}"; it has ${known.length === 0 ? "images without names" : known.join(", ")}.`,
    );
  }
  const names = [...new Set(images.flatMap(namesOf))];
  if (names.length > 1)
    throw new Error(
      `${what} has several images: ${names.join(", ")}; name one as ${what}:${names[0] ?? ""}.`,
    );
  return index;
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
