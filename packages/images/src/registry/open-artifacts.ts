import type { JsonObject } from "@watertight/core/kubernetes";
import { isJsonObject, listAt, textAt, valueAt } from "@watertight/core/kubernetes";
import { digestOf, isDigest, parseDocument, verifyDigest } from "../sources/manifest.ts";
import type { Endpoint, RegistryClient } from "./client.ts";
import { RegistryError } from "./failure.ts";
import { endpointsFor, type Places, wholeOf } from "./open-reference.ts";

/** A document of a registry with the digest that it was verified by. */
export interface StoredDocument {
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
  readonly document: JsonObject;
}

/** What a registry has beside an image: signatures, attestations, whatever refers to it. */
export interface Artifacts {
  /** The image's own manifest or index. */
  readonly subject: StoredDocument;
  /** The manifest of a digest or a tag of the same repository; undefined where there is none. */
  readonly manifest: (wanted: string) => Promise<StoredDocument | undefined>;
  /** A short blob, verified by its digest. */
  readonly blob: (digest: string) => Promise<Buffer>;
  /** The manifests that refer to the image, by the registry's own word or by the tag that stands in for it. */
  readonly referrers: () => Promise<readonly Referrer[]>;
}

export interface Referrer {
  readonly digest: string;
  readonly artifactType: string;
}

const TYPES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/** Opens what stands beside an image; the first server that has the image is asked. */
export async function openArtifacts(reference: string, places: Places): Promise<Artifacts> {
  const { endpoints, wanted } = endpointsFor(reference, places);
  const failures: string[] = [];
  for (const endpoint of endpoints) {
    try {
      const subject = await manifestAt(places.client, endpoint, wanted);
      if (subject) return artifactsAt(places.client, endpoint, subject);
      failures.push(`${endpoint.name} has no ${wanted}.`);
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      failures.push(error.message);
    }
  }
  throw new RegistryError(failures.join(" "));
}

function artifactsAt(
  client: RegistryClient,
  endpoint: Endpoint,
  subject: StoredDocument,
): Artifacts {
  const manifest = (wanted: string): Promise<StoredDocument | undefined> =>
    manifestAt(client, endpoint, wanted);
  return {
    subject,
    manifest,
    blob: async (digest) => {
      if (!isDigest(digest)) throw new RegistryError(`"${digest}" is no digest.`);
      const bytes = await wholeOf(
        await client.get(endpoint, `blobs/${digest}`, { accept: "*/*" }),
        `${digest} of ${endpoint.name}`,
      );
      verifyDigest(bytes, digest, `A blob of ${endpoint.name}`);
      return bytes;
    },
    referrers: async () => {
      const told = await referrersAt(client, endpoint, subject.digest);
      if (told) return told;
      // The fallback of OCI's distribution specification: a tag that is the digest.
      const listed = await manifest(subject.digest.replace(":", "-"));
      return listed ? referrersIn(listed.document) : [];
    },
  };
}

async function manifestAt(
  client: RegistryClient,
  endpoint: Endpoint,
  wanted: string,
): Promise<StoredDocument | undefined> {
  const answer = await unlessAbsent(client.get(endpoint, `manifests/${wanted}`, { accept: TYPES }));
  if (!answer) return undefined;
  const what = `The manifest ${wanted} of ${endpoint.name}`;
  const bytes = await wholeOf(answer, what);
  if (isDigest(wanted)) verifyDigest(bytes, wanted, what);
  const document = parseDocument(bytes, what);
  const announced = answer.headers["content-type"];
  return {
    digest: isDigest(wanted) ? wanted : digestOf(bytes),
    mediaType: textAt(document, "mediaType") || (announced ?? "").split(";")[0]?.trim() || "",
    size: bytes.length,
    document,
  };
}

/** Undefined where the registry does not know of referrers. */
async function referrersAt(
  client: RegistryClient,
  endpoint: Endpoint,
  digest: string,
): Promise<readonly Referrer[] | undefined> {
  const answer = await unlessAbsent(
    client.get(endpoint, `referrers/${digest}`, {
      accept: "application/vnd.oci.image.index.v1+json",
    }),
  );
  if (!answer) return undefined;
  const what = `The referrers of ${digest} of ${endpoint.name}`;
  return referrersIn(parseDocument(await wholeOf(answer, what), what));
}

async function unlessAbsent<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    // Registries without the API answer so, or that the method is none of theirs.
    if (error instanceof RegistryError && [400, 404, 405, 501].includes(error.status))
      return undefined;
    throw error;
  }
}

function referrersIn(document: JsonObject): readonly Referrer[] {
  return listAt(document, "manifests").flatMap((each) => {
    const digest = textAt(each, "digest");
    if (!isJsonObject(each) || !isDigest(digest)) return [];
    const artifactType = textAt(each, "artifactType");
    return [
      {
        digest,
        artifactType: typeof valueAt(each, "artifactType") === "string" ? artifactType : "",
      },
    ];
  });
}
