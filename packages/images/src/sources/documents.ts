import type { NotRead } from "@watertight/core/images";
import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { diffIdsIn } from "../configuration.ts";
import type { LayerContents } from "../layers/layer.ts";
import type { LayerSource } from "../layers/read-layer.ts";
import {
  choose,
  type Descriptor,
  digestOf,
  isIndex,
  type Platform,
  parseDocument,
  readManifest,
  verifyDigest,
} from "./manifest.ts";
import type { OpenedImage } from "./opened-image.ts";

/** Blobs by their digests, from wherever they are stored. */
export interface BlobStore {
  /** The whole of a short one; it is verified by who asks. */
  readonly document: (descriptor: Descriptor) => Promise<Buffer>;
  readonly layer: (
    descriptor: Descriptor,
    diffId: string,
  ) => LayerSource | LayerContents | Promise<LayerSource | LayerContents>;
}

/** A document with the digest that it was found by. */
export interface Root {
  readonly digest: string;
  readonly document: JsonObject;
}

/** Indices point to indices in archives of several images; nobody nests deeper. */
const DEEPEST = 4;

/** From an index or manifest to an image: the platform is chosen, every document verified by its digest. */
export async function openImage(
  reference: string,
  root: Root,
  store: BlobStore,
  platform: Platform | undefined,
): Promise<OpenedImage> {
  let { digest, document } = root;
  let indexDigest = "";
  for (let depth = 0; isIndex(document); depth++) {
    if (depth > DEEPEST) throw new Error(`${reference} has indices in indices without end.`);
    const chosen = choose(document, platform, reference);
    indexDigest = indexDigest === "" ? digest : indexDigest;
    document = await verified(store, chosen, `the manifest of ${reference}`);
    ({ digest } = chosen);
  }
  const manifest = readManifest(document, reference);
  const configuration = await verified(
    store,
    manifest.configuration,
    `the configuration of ${reference}`,
  );
  return {
    reference,
    digest,
    indexDigest,
    configuration,
    ...(await layersOf(manifest.layers, configuration, store)),
  };
}

async function verified(
  store: BlobStore,
  descriptor: Descriptor,
  what: string,
): Promise<JsonObject> {
  const bytes = await store.document(descriptor);
  verifyDigest(bytes, descriptor.digest, what);
  return parseDocument(bytes, what);
}

async function layersOf(
  descriptors: readonly Descriptor[],
  configuration: JsonValue,
  store: BlobStore,
): Promise<Pick<OpenedImage, "layers" | "notRead">> {
  const diffIds = diffIdsIn(configuration);
  const notRead: NotRead[] = [];
  if (diffIds.length !== descriptors.length)
    notRead.push({
      path: "the configuration",
      reason: `it knows ${diffIds.length} layers and the manifest ${descriptors.length}: what the layers unpack to is not verified`,
    });
  const known = diffIds.length === descriptors.length;
  const layers: (LayerSource | LayerContents)[] = [];
  for (const [index, descriptor] of descriptors.entries()) {
    const reason = refusalOf(descriptor);
    if (reason === undefined)
      layers.push(await store.layer(descriptor, known ? (diffIds[index] ?? "") : ""));
    else notRead.push({ path: descriptor.digest, reason });
  }
  return { layers, notRead };
}

/** Layers that stand elsewhere are not fetched from there, and what is no file system is none. */
function refusalOf({ mediaType }: Descriptor): string | undefined {
  if (/foreign|nondistributable/.test(mediaType))
    return "it is a layer that may not be distributed and stands elsewhere; it was not fetched";
  if (/\+encrypted$/.test(mediaType)) return "the layer is encrypted";
  if (mediaType !== "" && !/tar|octet-stream/.test(mediaType))
    return `it is no layer of files but ${mediaType}`;
  return undefined;
}

/** The root of documents that are found by no digest. */
export function rootOf(bytes: Buffer, what: string): Root {
  return { digest: digestOf(bytes), document: parseDocument(bytes, what) };
}
