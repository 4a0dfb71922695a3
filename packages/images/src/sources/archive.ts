import { isJsonList, type JsonValue, textAt, textsAt } from "@watertight/core/kubernetes";
import { diffIdsIn } from "../configuration.ts";
import { unpacked } from "../layers/decompress.ts";
import { emptyLayer, type LayerContents } from "../layers/layer.ts";
import { mismatchOf, type OnBytes, readLayer } from "../layers/read-layer.ts";
import type { Limits } from "../limits.ts";
import { tarEntries } from "../tar/tar-stream.ts";
import type { BlobStore } from "./documents.ts";
import {
  isIndex,
  LONGEST_DOCUMENT,
  type Platform,
  parseDocument,
  verifyDigest,
} from "./manifest.ts";
import { openIndex } from "./oci-layout.ts";
import type { OpenedImage, Opening } from "./opened-image.ts";

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
 * Opens the images of an archive as `docker save`, `podman save`, `skopeo copy` and `ctr images export` write it, packed or not, in one pass: layers are
 * read as they come, since what says which of them belong to which image may be the last file.
 */
export async function openArchive(
  source: AsyncIterable<Buffer>,
  wanted: {
    readonly reference: string;
    readonly name: string | undefined;
    readonly platform: Platform | undefined;
    readonly limits: Limits;
    readonly onBytes: OnBytes;
  },
): Promise<readonly Opening[]> {
  const passed = await passArchive(source, wanted);
  const { reference } = wanted;
  const index = passed.documents.get("index.json");
  if (index) {
    const document = parseDocument(index, `index.json of ${reference}`);
    if (isIndex(document))
      return openIndex(document, { ...wanted, bytes: index, store: storeOf(passed) });
  }
  const manifest = passed.documents.get("manifest.json");
  if (manifest) return openDockerArchive(passed, manifest, wanted);
  throw new Error(
    `${reference} is no archive of an image: it has neither index.json (OCI) nor manifest.json (docker save).`,
  );
}

async function passArchive(
  source: AsyncIterable<Buffer>,
  reading: { readonly limits: Limits; readonly onBytes: OnBytes },
): Promise<Passed> {
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
    else layers.set(path, await readOnce(bytes, reading));
  }
  return { documents, layers, links };
}

async function readOnce(
  bytes: AsyncIterable<Buffer>,
  { limits, onBytes }: { readonly limits: Limits; readonly onBytes: OnBytes },
): Promise<LayerContents> {
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
    onBytes,
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
  passed: Passed,
  bytes: Buffer,
  { reference, name }: { readonly reference: string; readonly name: string | undefined },
): readonly Opening[] {
  const images = parseList(bytes, reference);
  const fitting = name === undefined ? images : images.filter((each) => isNamed(each, name));
  if (fitting.length === 0) {
    const names = images.map(nameOf).join(", ");
    throw new Error(`${reference} has no image "${name ?? ""}"; it has ${names}.`);
  }
  return fitting.map((each) => {
    const called = name ?? (images.length === 1 ? "" : nameOf(each));
    const whole = called === "" ? reference : `${reference}:${called}`;
    return { name: called, open: async () => Promise.resolve(dockerImage(passed, each, whole)) };
  });
}

/** Its first tag; of what has none the digest of its configuration. */
function nameOf(image: JsonValue): string {
  const [first] = textsAt(image, "RepoTags");
  return first ?? configurationDigest(image) ?? textAt(image, "Config");
}

function isNamed(image: JsonValue, name: string): boolean {
  return textsAt(image, "RepoTags").includes(name) || nameOf(image) === name;
}

function configurationDigest(image: JsonValue): string | undefined {
  const [, hex] = /([0-9a-f]{64})(?:\.json)?$/.exec(textAt(image, "Config")) ?? [];
  return hex === undefined ? undefined : `sha256:${hex}`;
}

function dockerImage(
  { documents, layers, links }: Passed,
  image: JsonValue,
  reference: string,
): OpenedImage {
  const place = textAt(image, "Config");
  const configuration = documents.get(place);
  if (!configuration)
    throw new Error(`${reference} lacks the configuration of its image, ${place}.`);
  const digest = configurationDigest(image);
  if (digest !== undefined)
    verifyDigest(configuration, digest, `the configuration of ${reference}`);
  const document = parseDocument(configuration, `the configuration of ${reference}`);
  const diffIds = diffIdsIn(document);
  return {
    reference,
    digest: "",
    indexDigest: "",
    configuration: document,
    layers: textsAt(image, "Layers").map((path, index) => {
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
