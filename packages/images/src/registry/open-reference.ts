import { parseImageReference } from "@watertight/core/kubernetes";
import { type BlobStore, openImage, type Root } from "../sources/documents.ts";
import {
  digestOf,
  isDigest,
  LONGEST_DOCUMENT,
  MANIFEST_TYPES,
  type Platform,
  parseDocument,
  verifyDigest,
} from "../sources/manifest.ts";
import type { OpenedImage } from "../sources/opened-image.ts";
import type { Endpoint, RegistryClient } from "./client.ts";
import { RegistryError } from "./failure.ts";
import type { HttpAnswer } from "./http.ts";

/** How references become servers. */
export interface Places {
  readonly client: RegistryClient;
  /** Mirrors of a registry, the first to be asked first: `HOST` or `HOST/PATH`. */
  readonly mirrors: ReadonlyMap<string, readonly string[]>;
  readonly plainHttp: (host: string) => boolean;
}

/** A blob that was cut is asked for from there on, so often. */
const MOST_RESUMES = 5;

/** Opens an image of a registry: mirrors first, then the registry itself; whichever answers first serves all of the image. */
export async function openReference(
  reference: string,
  platform: Platform | undefined,
  places: Places,
): Promise<OpenedImage> {
  const { endpoints, wanted, digest } = endpointsFor(reference, places);
  const failures: string[] = [];
  for (const endpoint of endpoints) {
    try {
      const root = await manifestOf(places.client, endpoint, { wanted, digest, reference });
      return await openImage(reference, root, storeOf(places.client, endpoint), platform);
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      failures.push(error.message);
    }
  }
  throw new RegistryError(failures.join(" "));
}

/** The servers to ask for a reference, in their order; throws for what is none. */
export function endpointsFor(
  reference: string,
  places: Places,
): {
  readonly endpoints: readonly Endpoint[];
  readonly wanted: string;
  readonly digest: string | undefined;
} {
  const { name, tag, digest } = parseImageReference(reference);
  const wanted = digest ?? tag ?? "latest";
  validate(reference, name, wanted, digest);
  return { endpoints: endpointsOf(name, places), wanted, digest };
}

// The grammar of github.com/distribution/reference.
const REPOSITORY =
  /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const HOST =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d+)?$/;

function validate(
  reference: string,
  name: string,
  wanted: string,
  digest: string | undefined,
): void {
  const slash = name.indexOf("/");
  const short = name.length <= 255 && REPOSITORY.test(name.slice(slash + 1));
  const fits = digest === undefined ? /^\w[\w.-]{0,127}$/.test(wanted) : isDigest(digest);
  if (!short || !HOST.test(name.slice(0, slash)) || !fits)
    throw new Error(
      `"${reference}" is no reference to an image, and there is no file or folder of that name.`,
    );
}

function endpointsOf(name: string, { mirrors, plainHttp }: Places): readonly Endpoint[] {
  const slash = name.indexOf("/");
  const [host, repository] = [name.slice(0, slash), name.slice(slash + 1)];
  const own = host === "docker.io" ? "registry-1.docker.io" : host;
  const endpoint = (server: string, path: string, key: string): Endpoint => ({
    base: `${plainHttp(server) ? "http" : "https"}://${server}`,
    repository: path,
    name: key,
  });
  return [
    ...(mirrors.get(host) ?? []).map((mirror) => {
      const [server = "", ...prefix] = mirror.split("/");
      const path = [...prefix, repository].join("/");
      return endpoint(server, path, `${server}/${path}`);
    }),
    endpoint(own, repository, name),
  ];
}

async function manifestOf(
  client: RegistryClient,
  endpoint: Endpoint,
  { wanted, digest, reference }: { wanted: string; digest: string | undefined; reference: string },
): Promise<Root> {
  const answer = await client.get(endpoint, `manifests/${wanted}`, {
    accept: MANIFEST_TYPES.join(", "),
  });
  const bytes = await wholeOf(answer, `The manifest of ${reference}`);
  const what = `The manifest of ${reference}`;
  const announced = answer.headers["docker-content-digest"];
  if (digest !== undefined) verifyDigest(bytes, digest, what);
  else if (typeof announced === "string" && isDigest(announced))
    verifyDigest(bytes, announced, what);
  return { digest: digest ?? digestOf(bytes), document: parseDocument(bytes, what) };
}

function storeOf(client: RegistryClient, endpoint: Endpoint): BlobStore {
  return {
    document: async ({ digest, mediaType }) => {
      if (!isDigest(digest))
        throw new RegistryError(`${endpoint.name} names a blob "${digest}", which is no digest.`);
      const kind = /manifest|index/.test(mediaType) ? "manifests" : "blobs";
      const answer = await client.get(endpoint, `${kind}/${digest}`, {
        accept: kind === "manifests" ? MANIFEST_TYPES.join(", ") : "*/*",
      });
      return wholeOf(answer, `${digest} of ${endpoint.name}`);
    },
    layer: ({ digest, size }, diffId) => ({
      digest,
      diffId,
      open: () => blobBytes(client, endpoint, digest, size),
    }),
  };
}

/** The whole of a short body. */
export async function wholeOf({ body }: HttpAnswer, what: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > LONGEST_DOCUMENT)
      throw new RegistryError(`${what} is longer than ${LONGEST_DOCUMENT} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The bytes of a blob; where the connection is cut, what is missing is asked for alone. */
async function* blobBytes(
  client: RegistryClient,
  endpoint: Endpoint,
  digest: string,
  size: number,
): AsyncGenerator<Buffer> {
  if (!isDigest(digest))
    throw new RegistryError(`${endpoint.name} names a layer "${digest}", which is no digest.`);
  let come = 0;
  for (let resumes = 0; ; resumes++) {
    const before = come;
    try {
      for await (const chunk of await partOf(client, endpoint, { digest, from: come })) {
        come += chunk.length;
        refuseMore(digest, come, size);
        yield chunk;
      }
      return;
    } catch (error) {
      if (error instanceof RegistryError || resumes >= MOST_RESUMES || come === before) throw error;
    }
  }
}

function refuseMore(digest: string, come: number, size: number): void {
  if (size > 0 && come > size)
    throw new RegistryError(`${digest} is longer than the ${size} bytes that its manifest says`);
}

async function partOf(
  client: RegistryClient,
  endpoint: Endpoint,
  { digest, from }: { readonly digest: string; readonly from: number },
): Promise<AsyncIterable<Buffer>> {
  const headers = { accept: "*/*", ...(from > 0 ? { range: `bytes=${from}-` } : {}) };
  const { status, body } = await client.get(endpoint, `blobs/${digest}`, headers);
  // Whoever does not know ranges sends all of it again.
  return from === 0 || status === 206 ? body : skipping(body, from);
}

async function* skipping(body: AsyncIterable<Buffer>, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of body) {
    if (left < chunk.length) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}
