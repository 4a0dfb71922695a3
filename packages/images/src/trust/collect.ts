import {
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import type { Artifacts, Referrer, StoredDocument } from "../registry/open-artifacts.ts";
import { parsed } from "./dsse.ts";

/** A signature as a registry has it, before anybody has verified it. */
export type FoundSignature =
  /** A bundle of sigstore. */
  | { readonly form: "bundle"; readonly bundle: JsonObject }
  /** Of cosign's old tags: over these bytes, which name the image. */
  | {
      readonly form: "simple";
      readonly payload: Buffer;
      readonly signature: Buffer;
      readonly annotations: Readonly<Record<string, string>>;
    }
  /** An attestation of cosign's old tags. */
  | {
      readonly form: "dsse";
      readonly envelope: JsonObject;
      readonly annotations: Readonly<Record<string, string>>;
    }
  | { readonly form: "jws"; readonly envelope: Buffer };

export interface Collected {
  readonly signatures: readonly FoundSignature[];
  /** What could not be read, each a lower-case clause. */
  readonly unread: readonly string[];
}

/** Nobody signs an image oftener; a registry that says so is not followed on and on. */
const MOST = 64;

const BUNDLE = "application/vnd.dev.sigstore.bundle";
const NOTATION = "application/vnd.cncf.notary.signature";

/**
 * Everything that vouches for an image: referrers with bundles (sigstore/cosign, specs/BUNDLE_SPEC.md) and of Notary Project, and the tags
 * `sha256-….sig` and `.att` (specs/SIGNATURE_SPEC.md). One that cannot be read takes nothing from the others.
 */
export async function collectSignatures(artifacts: Artifacts): Promise<Collected> {
  const signatures: FoundSignature[] = [];
  const unread: string[] = [];
  const attempt = async (work: () => Promise<readonly FoundSignature[]>): Promise<void> => {
    try {
      signatures.push(...(await work()));
    } catch (error) {
      unread.push(error instanceof Error ? error.message.replace(/\.$/, "") : "it cannot be read");
    }
  };
  const tag = artifacts.subject.digest.replace(":", "-");
  let referrers: readonly Referrer[] = [];
  await Promise.all([
    attempt(async () => {
      referrers = await artifacts.referrers();
      return [];
    }),
    attempt(() => simpleOf(artifacts, `${tag}.sig`)),
    attempt(() => attestationsOf(artifacts, `${tag}.att`)),
  ]);
  if (referrers.length > MOST)
    unread.push(`${referrers.length} documents refer to it, of which ${MOST} were read`);
  for (const referrer of referrers.slice(0, MOST))
    if (mayVouch(referrer)) await attempt(() => ofReferrer(artifacts, referrer));
  return { signatures, unread };
}

function mayVouch({ artifactType }: Referrer): boolean {
  return artifactType === "" || artifactType.startsWith(BUNDLE) || artifactType === NOTATION;
}

async function ofReferrer(
  artifacts: Artifacts,
  { digest }: Referrer,
): Promise<readonly FoundSignature[]> {
  const found = await artifacts.manifest(digest);
  if (!found) throw new Error(`${digest} refers to it and is not there`);
  const { document } = found;
  // It refers to the image by its own word; what it holds says so once more, signed.
  if (textAt(document, "subject", "digest") !== artifacts.subject.digest) return [];
  const type = textAt(document, "artifactType") || textAt(document, "config", "mediaType");
  const layers = layersOf(found);
  if (type === NOTATION) {
    const own = layers.filter(({ mediaType }) => mediaType === "application/jose+json");
    if (own.length === 0) throw new Error(`a signature of Notary Project, ${digest}, is no JWS`);
    return Promise.all(
      own.map(
        async (layer): Promise<FoundSignature> => ({
          form: "jws",
          envelope: await artifacts.blob(layer.digest),
        }),
      ),
    );
  }
  if (!type.startsWith(BUNDLE)) return [];
  return Promise.all(
    layers.map(
      async (layer): Promise<FoundSignature> => ({
        form: "bundle",
        bundle: objectOf(await artifacts.blob(layer.digest), layer.digest),
      }),
    ),
  );
}

async function simpleOf(artifacts: Artifacts, tag: string): Promise<readonly FoundSignature[]> {
  const found = await artifacts.manifest(tag);
  const layers = found ? layersOf(found) : [];
  return Promise.all(
    layers
      .filter(({ mediaType }) => mediaType === "application/vnd.dev.cosign.simplesigning.v1+json")
      .map(
        async ({ digest, annotations }): Promise<FoundSignature> => ({
          form: "simple",
          payload: await artifacts.blob(digest),
          signature: Buffer.from(annotations["dev.cosignproject.cosign/signature"] ?? "", "base64"),
          annotations,
        }),
      ),
  );
}

async function attestationsOf(
  artifacts: Artifacts,
  tag: string,
): Promise<readonly FoundSignature[]> {
  const found = await artifacts.manifest(tag);
  const layers = found ? layersOf(found) : [];
  return Promise.all(
    layers
      .filter(({ mediaType }) => mediaType === "application/vnd.dsse.envelope.v1+json")
      .map(
        async ({ digest, annotations }): Promise<FoundSignature> => ({
          form: "dsse",
          envelope: objectOf(await artifacts.blob(digest), digest),
          annotations,
        }),
      ),
  );
}

interface Layer {
  readonly mediaType: string;
  readonly digest: string;
  readonly annotations: Readonly<Record<string, string>>;
}

function layersOf({ document }: StoredDocument): readonly Layer[] {
  return listAt(document, "layers")
    .slice(0, MOST)
    .map((each) => ({
      mediaType: textAt(each, "mediaType"),
      digest: textAt(each, "digest"),
      annotations: textsIn(each),
    }));
}

/** Without a prototype, for the keys are a stranger's. */
function textsIn(layer: JsonValue): Readonly<Record<string, string>> {
  const texts = Object.entries(objectAt(layer, "annotations")).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.assign(Object.create(null) as Record<string, string>, Object.fromEntries(texts));
}

function objectOf(bytes: Buffer, digest: string): JsonObject {
  const document = parsed(bytes);
  if (!document) throw new Error(`${digest} is no JSON object`);
  return document;
}
