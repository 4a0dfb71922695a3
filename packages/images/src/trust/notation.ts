import { constants, type KeyObject, verify, X509Certificate } from "node:crypto";
import { type JsonObject, textAt, textsAt, valueAt } from "@watertight/core/kubernetes";
import type { StoredDocument } from "../registry/open-artifacts.ts";
import type { Authority } from "./authorities.ts";
import { parsed } from "./dsse.ts";

/** Whether a signature holds; the reason is a lower-case clause. */
export type Verified =
  | { readonly holds: true; readonly identity: string }
  | { readonly holds: false; readonly reason: string };

type NotationAuthority = Extract<Authority, { kind: "notation" }>;

/**
 * Verifies an envelope of JWS by Notary Project's specifications (signature-envelope-jws.md, signature-specification.md,
 * trust-store-trust-policy.md): its payload is the image's descriptor, its chain ends at a trusted certificate, and all of the chain is
 * valid now. What needs more (timestamps, signing authorities, plug-ins) does not hold. `now` in milliseconds.
 */
export function verifyNotation(
  bytes: Buffer,
  subject: StoredDocument,
  authority: NotationAuthority,
  now: number,
): Verified {
  const envelope = parsed(bytes);
  const header = envelope && parsed(Buffer.from(textAt(envelope, "protected"), "base64url"));
  if (!envelope || !header) return refused("its envelope is no JWS");
  const chain = chainOf(envelope);
  const [leaf] = chain;
  if (!leaf) return refused("it has no certificates that can be read");
  const failure =
    headerFailure(header, now) ??
    signatureFailure(envelope, textAt(header, "alg"), leaf) ??
    chainFailure(chain, authority, now) ??
    payloadFailure(envelope, subject);
  return failure === undefined ? { holds: true, identity: subjectOf(leaf) } : refused(failure);
}

function refused(reason: string): Verified {
  return { holds: false, reason };
}

function chainOf(envelope: JsonObject): readonly X509Certificate[] {
  try {
    return textsAt(envelope, "header", "x5c")
      .slice(0, LONGEST_CHAIN)
      .map((text) => new X509Certificate(Buffer.from(text, "base64")));
  } catch {
    return [];
  }
}

const LONGEST_CHAIN = 10;

const KNOWN_HEADERS: ReadonlySet<string> = new Set([
  "io.cncf.notary.signingScheme",
  "io.cncf.notary.expiry",
]);

function headerFailure(header: JsonObject, now: number): string | undefined {
  if (textAt(header, "cty") !== "application/vnd.cncf.notary.payload.v1+json")
    return `its payload is of type ${textAt(header, "cty") || "unknown"}`;
  const scheme = textAt(header, "io.cncf.notary.signingScheme");
  if (scheme !== "notary.x509") return `its signing scheme ${scheme || "unknown"} is not supported`;
  const critical = textsAt(header, "crit");
  if (!critical.includes("io.cncf.notary.signingScheme"))
    return "its header does not say that the signing scheme is critical";
  const unknown = critical.find((each) => !KNOWN_HEADERS.has(each));
  if (unknown !== undefined) return `it wants ${unknown} to be understood`;
  const expiry = valueAt(header, "io.cncf.notary.expiry");
  if (expiry === undefined) return undefined;
  const until = typeof expiry === "string" ? Date.parse(expiry) : Number.NaN;
  return until > now ? undefined : "it has expired";
}

interface Algorithm {
  readonly hash: string;
  /** Of RSA in bits, or the curve: the specification has one algorithm a kind of key. */
  readonly key: number | string;
}

const ALGORITHMS: ReadonlyMap<string, Algorithm> = new Map([
  ["PS256", { hash: "sha256", key: 2048 }],
  ["PS384", { hash: "sha384", key: 3072 }],
  ["PS512", { hash: "sha512", key: 4096 }],
  ["ES256", { hash: "sha256", key: "prime256v1" }],
  ["ES384", { hash: "sha384", key: "secp384r1" }],
  ["ES512", { hash: "sha512", key: "secp521r1" }],
]);

function signatureFailure(
  envelope: JsonObject,
  name: string,
  { publicKey }: X509Certificate,
): string | undefined {
  const algorithm = ALGORITHMS.get(name);
  if (!algorithm) return `its algorithm ${name || "unknown"} is not allowed`;
  if (kindOf(publicKey) !== algorithm.key) return `its key is not one for ${name}`;
  const bytes = Buffer.from(`${textAt(envelope, "protected")}.${textAt(envelope, "payload")}`);
  const signature = Buffer.from(textAt(envelope, "signature"), "base64url");
  const key =
    typeof algorithm.key === "number"
      ? {
          key: publicKey,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
        }
      : ({ key: publicKey, dsaEncoding: "ieee-p1363" } as const);
  try {
    return verify(algorithm.hash, bytes, key, signature)
      ? undefined
      : "its signature is not over what it says";
  } catch {
    return "its signature cannot be read";
  }
}

function kindOf({ asymmetricKeyDetails = {} }: KeyObject): number | string | undefined {
  return asymmetricKeyDetails.modulusLength ?? asymmetricKeyDetails.namedCurve;
}

// RFC 5280: for signing code.
const CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

function chainFailure(
  chain: readonly X509Certificate[],
  authority: NotationAuthority,
  now: number,
): string | undefined {
  const last = chain.at(-1);
  if (!last) return "it has no certificates";
  const trusted = authority.roots.some(
    (root) => root.raw.equals(last.raw) || (isIssuedBy(last, root) && isValid(root, now)),
  );
  return (
    linkFailure(chain, now) ??
    (trusted ? undefined : `its certificates lead to none of ${authority.name}`) ??
    signerFailure(chain[0] ?? last, authority)
  );
}

/** Each is valid, and signed by the next. */
function linkFailure(chain: readonly X509Certificate[], now: number): string | undefined {
  for (const [index, certificate] of chain.entries()) {
    const who = subjectOf(certificate);
    if (!isValid(certificate, now)) return `the certificate of ${who} is not valid now`;
    const issuer = chain[index + 1];
    if (issuer && !isIssuedBy(certificate, issuer))
      return `the certificate of ${who} is not signed by the next of its chain`;
  }
  return undefined;
}

function signerFailure(leaf: X509Certificate, { subject }: NotationAuthority): string | undefined {
  if (leaf.ca) return "the signer's certificate is one of an authority";
  const usages = usagesOf(leaf);
  if (usages.length > 0 && !usages.includes(CODE_SIGNING))
    return "the signer's certificate is not one for signing";
  const who = subjectOf(leaf);
  return subject === "" || who.split(", ").includes(subject) ? undefined : `the signer is ${who}`;
}

/** Extended ones; Node.js has none where the certificate has none, whatever its types say. */
function usagesOf({
  keyUsage = [],
}: {
  readonly keyUsage?: readonly string[] | undefined;
}): readonly string[] {
  return keyUsage;
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isValid({ validFrom, validTo }: X509Certificate, now: number): boolean {
  return Date.parse(validFrom) <= now && now <= Date.parse(validTo);
}

/** `CN=release, O=Example`. */
function subjectOf({ subject = "" }: { readonly subject?: string | undefined }): string {
  return subject.split("\n").reverse().join(", ");
}

function payloadFailure(envelope: JsonObject, subject: StoredDocument): string | undefined {
  const payload = parsed(Buffer.from(textAt(envelope, "payload"), "base64url"));
  if (textAt(payload, "targetArtifact", "digest") !== subject.digest)
    return "it is of another image";
  if (valueAt(payload, "targetArtifact", "size") !== subject.size)
    return "it is of an image of another size";
  return undefined;
}
