import { isJsonList, type JsonValue, textAt, textsAt } from "@watertight/core/kubernetes";
import { diffIdsIn } from "../configuration.ts";
import { unpacked } from "../layers/decompress.ts";
import { emptyLayer, type LayerContents } from "../layers/layer.ts";
import { mismatchOf, readLayer } from "../layers/read-layer.ts";
import type { Limits } from "../limits.ts";
import { tarEntries } from "../tar/tar-stream.ts";
import { type BlobStore, openImage } from "./documents.ts";
import {
  digestOf,
  isIndex,
  LONGEST_DOCUMENT,
  type Platform,
  parseDocument,
  verifyDigest,
} from "./manifest.ts";
import { chosenBy } from "./oci-layout.ts";
import type { OpenedImage } from "./opened-image.ts";

/** What an archive held when it had passed: documents as they are, everything else read as layers. */
interface Passed {
  readonly documents: ReadonlyMap<string, Buffer>;
  readonly layers: ReadonlyMap<string, LayerContents>;
  /** Older archives have a layer once, and symlinks to it. */
  readonly links: ReadonlyMap<string, string>;
}

/** Names of files that hold no image. */
const PASSED_OVER = /(?:^|\/)(?:VERSION|repositories|oci-layout|version)$/;

/**
 * Opens an image of an archive as `docker save`, `podman save`, `skopeo copy` and `ctr images export` write it, packed or not, in one pass:
 * layers are read as they come, since what says which of them belong to the image may be the last file.
 */
export async function openArchive(
  source: AsyncIterable<Buffer>,
  wanted: {
    readonly reference: string;
    readonly name: string | undefined;
    readonly platform: Platform | undefined;
    readonly limits: Limits;
  },
): Promise<OpenedImage> {
  const passed = await passArchive(source, wanted.limits);
  const { reference, name, platform } = wanted;
  const index = passed.documents.get("index.json");
  if (index) {
    const document = parseDocument(index, `index.json of ${reference}`);
    if (isIndex(document)) {
      const root = { digest: digestOf(index), document: chosenBy(document, name, reference) };
      const image = await openImage(reference, root, storeOf(passed), platform);
      return image.indexDigest === root.digest ? { ...image, indexDigest: "" } : image;
    }
  }
  const manifest = passed.documents.get("manifest.json");
  if (manifest) return openDockerArchive(passed, manifest, { reference, name });
  throw new Error(
    `${reference} is no archive of an image: it has neither index.json (OCI) nor manifest.json (docker save).`,
  );
}

async function passArchive(source: AsyncIterable<Buffer>, limits: Limits): Promise<Passed> {
  const documents = new Map<string, Buffer>();
  const layers = new Map<string, LayerContents>();
  const links = new Map<string, string>();
  const onLink = (path: string, target: string): void => {
    links.set(path, target);
  };
  for await (const { entry, content } of tarEntries(unpacked(source), onLink)) {
    const { path, size } = entry;
    if (PASSED_OVER.test(path)) continue;
    const head = await content.next();
    if (head.done === true) continue;
    const bytes = joined(head.value, content);
    // Documents of JSON begin so, and no layer does.
    if (size <= LONGEST_DOCUMENT && /^\s*[{[]/.test(head.value.toString("latin1", 0, 64)))
      documents.set(path, await wholeOf(bytes));
    else layers.set(path, await readOnce(bytes, limits));
  }
  return { documents, layers, links };
}

async function readOnce(bytes: AsyncIterable<Buffer>, limits: Limits): Promise<LayerContents> {
  let opened = false;
  return readLayer(
    {
      digest: "",
      diffId: "",
      open: () => {
        if (opened) return undefined;
        opened = true;
        return bytes;
      },
    },
    limits,
  );
}

async function* joined(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function wholeOf(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function storeOf({ documents, layers }: Passed): BlobStore {
  const place = (digest: string): string => `blobs/${digest.replace(":", "/")}`;
  return {
    document: ({ digest }) => {
      const found = documents.get(place(digest));
      if (!found) throw new Error(`The archive has no blob ${digest}.`);
      return Promise.resolve(found);
    },
    layer: (descriptor, diffId) => {
      const found = layers.get(place(descriptor.digest));
      return found
        ? trusted(found, { digest: descriptor.digest, diffId })
        : emptyLayer({ digest: descriptor.digest, diffId }, "the archive does not have it");
    },
  };
}

/** Layers were read before anybody knew what they must be. */
function trusted(
  layer: LayerContents,
  expected: { readonly digest: string; readonly diffId: string },
): LayerContents {
  // What was cut says so itself.
  if (!layer.whole) return layer;
  const mismatch = mismatchOf(expected, layer.digest, layer.diffId);
  return mismatch === undefined ? { ...layer, ...expected } : emptyLayer(expected, mismatch);
}

/** `manifest.json` of `docker save`: a list of `{Config, RepoTags, Layers}`, the last two paths of the archive. */
function openDockerArchive(
  { documents, layers, links }: Passed,
  bytes: Buffer,
  { reference, name }: { readonly reference: string; readonly name: string | undefined },
): OpenedImage {
  const images = parseList(bytes, reference);
  const entry = imageNamed(images, name, reference);
  const place = textAt(entry, "Config");
  const configuration = documents.get(place);
  if (!configuration)
    throw new Error(`${reference} lacks the configuration of its image, ${place}.`);
  const [, hex] = /([0-9a-f]{64})(?:\.json)?$/.exec(place) ?? [];
  if (hex !== undefined)
    verifyDigest(configuration, `sha256:${hex}`, `the configuration of ${reference}`);
  const document = parseDocument(configuration, `the configuration of ${reference}`);
  const diffIds = diffIdsIn(document);
  return {
    reference: name === undefined ? reference : `${reference}:${name}`,
    digest: "",
    indexDigest: "",
    configuration: document,
    layers: textsAt(entry, "Layers").map((path, index) => {
      const expected = { digest: "", diffId: diffIds[index] ?? "" };
      const found = layers.get(links.get(path) ?? path);
      return found
        ? trusted(found, expected)
        : emptyLayer(expected, `the archive does not have its file ${path}`);
    }),
    notRead: [],
  };
}

function parseList(bytes: Buffer, reference: string): readonly JsonValue[] {
  const { list } = parseDocument(
    Buffer.concat([Buffer.from('{"list":'), bytes, Buffer.from("}")]),
    `manifest.json of ${reference}`,
  );
  if (!isJsonList(list) || list.length === 0)
    throw new Error(`manifest.json of ${reference} lists no images.`);
  return list;
}

function imageNamed(
  images: readonly JsonValue[],
  name: string | undefined,
  reference: string,
): JsonValue {
  const names = images.flatMap((each) => textsAt(each, "RepoTags"));
  const fitting =
    name === undefined ? images : images.filter((each) => textsAt(each, "RepoTags").includes(name));
  const [first] = fitting;
  if (first === undefined)
    throw new Error(`${reference} has no image "${name ?? ""}"; it has ${names.join(", ")}.`);
  if (fitting.length > 1)
    throw new Error(
      `${reference} has several images: ${names.join(", ")}; name one as ${reference}:${names[0] ?? ""}.`,
    );
  return first;
}
