import { createHash, type KeyObject } from "node:crypto";
import { type JsonObject, type JsonValue, textAt, valueAt } from "@watertight/core/kubernetes";
import type { Authority } from "./authorities.ts";
import type { FoundSignature } from "./collect.ts";
import { envelopeOf, isSignature, isSignedBy, parsed, statementOf } from "./dsse.ts";
import { verifyKeyless } from "./keyless.ts";

/** A signature of sigstore that holds, or why it does not. */
export type VerifiedSigstore =
  | { readonly holds: true; readonly identity: string; readonly predicateType?: string }
  | { readonly holds: false; readonly reason: string };

type SigstoreAuthority = Extract<Authority, { kind: "key" | "keyless" }>;
type SigstoreSignature = Exclude<FoundSignature, { form: "jws" }>;

/** Whether an authority has signed, and whether what it signed is about the image of this digest. */
export async function verifySigstore(
  found: SigstoreSignature,
  digest: string,
  authority: SigstoreAuthority,
): Promise<VerifiedSigstore> {
  const about = aboutOf(found, digest);
  if (typeof about === "string") return { holds: false, reason: about };
  const signed =
    authority.kind === "key"
      ? verifyKey(found, authority.key)
      : await verifyKeyless(bundleOf(found), authority, artifactOf(found));
  if (!signed.holds) return signed;
  const { identity } = signed;
  return { holds: true, identity, ...about };
}

function verifyKey(
  found: SigstoreSignature,
  key: KeyObject,
):
  | { readonly holds: true; readonly identity: "" }
  | { readonly holds: false; readonly reason: string } {
  const holds =
    found.form === "simple"
      ? isSignature(found.signature, found.payload, key)
      : isEnvelopeSignedBy(found, key);
  return holds
    ? { holds, identity: "" }
    : { holds: false, reason: "a signature is by another key, or over something else" };
}

function isEnvelopeSignedBy(found: SigstoreSignature, key: KeyObject): boolean {
  const envelope = envelopeIn(found);
  return envelope !== undefined && isSignedBy(envelope, key);
}

function envelopeIn(found: SigstoreSignature): ReturnType<typeof envelopeOf> {
  if (found.form === "bundle") return envelopeOf(valueAt(found.bundle, "dsseEnvelope"));
  return found.form === "dsse" ? envelopeOf(found.envelope) : undefined;
}

/** What cosign says by a statement in place of its old payload. */
const SIGN = "https://sigstore.dev/cosign/sign/v1";

/** What a signature is about; a lower-case clause where it is not about the image. */
function aboutOf(
  found: SigstoreSignature,
  digest: string,
): string | { readonly predicateType?: string } {
  if (found.form === "simple") {
    const payload = parsed(found.payload);
    const own = textAt(payload, "critical", "image", "docker-manifest-digest");
    // sigstore/cosign, specs/SIGNATURE_SPEC.md; older ones write another case.
    if (
      !/^(?:cosign|atomic) container (?:image )?signature$/.test(
        textAt(payload, "critical", "type"),
      )
    )
      return "a payload is none of cosign";
    return own === digest ? {} : "a signature is of another image";
  }
  const envelope = envelopeIn(found);
  const statement = envelope && statementOf(envelope);
  if (!statement) return "a bundle holds no statement";
  if (!statement.digests.includes(digest)) return "a statement is of another image";
  return statement.predicateType === SIGN ? {} : { predicateType: statement.predicateType };
}

/** What was signed and the bundle does not hold. */
function artifactOf(found: SigstoreSignature): Buffer | undefined {
  return found.form === "simple" ? found.payload : undefined;
}

/** Bundles as they are; of the old tags, what their annotations say in the shape of one. */
function bundleOf(found: SigstoreSignature): JsonValue {
  if (found.form === "bundle") return found.bundle;
  const { annotations } = found;
  const material = {
    x509CertificateChain: {
      certificates: certificatesIn(annotations["dev.sigstore.cosign/certificate"] ?? ""),
    },
    tlogEntries: entriesIn(annotations["dev.sigstore.cosign/bundle"] ?? ""),
    timestampVerificationData: timestampsIn(
      annotations["dev.sigstore.cosign/rfc3161timestamp"] ?? "",
    ),
  };
  const content =
    found.form === "dsse"
      ? { dsseEnvelope: found.envelope }
      : {
          messageSignature: {
            messageDigest: {
              algorithm: "SHA2_256",
              digest: createHash("sha256").update(found.payload).digest("base64"),
            },
            signature: found.signature.toString("base64"),
          },
        };
  return {
    mediaType: "application/vnd.dev.sigstore.bundle+json;version=0.1",
    verificationMaterial: material,
    ...content,
  };
}

/** The signer's alone: the trusted root has the others. */
function certificatesIn(pem: string): readonly JsonObject[] {
  const [first] =
    /-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/.exec(pem)?.slice(1) ?? [];
  return first === undefined ? [] : [{ rawBytes: first.replace(/\s+/g, "") }];
}

/** An entry of Rekor as cosign keeps it, with the promise that it is in the log. */
function entriesIn(text: string): readonly JsonObject[] {
  const entry = parsed(Buffer.from(text));
  const body = textAt(entry, "Payload", "body");
  const decoded = parsed(Buffer.from(body, "base64"));
  if (!entry || !decoded) return [];
  const number = (key: string): string => {
    const value = valueAt(entry, "Payload", key);
    return typeof value === "number" ? String(value) : "0";
  };
  return [
    {
      logIndex: number("logIndex"),
      logId: { keyId: Buffer.from(textAt(entry, "Payload", "logID"), "hex").toString("base64") },
      kindVersion: { kind: textAt(decoded, "kind"), version: textAt(decoded, "apiVersion") },
      integratedTime: number("integratedTime"),
      inclusionPromise: { signedEntryTimestamp: textAt(entry, "SignedEntryTimestamp") },
      canonicalizedBody: body,
    },
  ];
}

function timestampsIn(text: string): JsonObject {
  const signed = textAt(parsed(Buffer.from(text)), "SignedRFC3161Timestamp");
  return { rfc3161Timestamps: signed === "" ? [] : [{ signedTimestamp: signed }] };
}
