import { type KeyObject, verify } from "node:crypto";
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  textAt,
} from "@watertight/core/kubernetes";

/** A signed statement of in-toto, as it is before anybody has verified it. */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: Buffer;
  readonly signatures: readonly Buffer[];
}

/** Reads an envelope of DSSE (github.com/secure-systems-lab/dsse, envelope.md); undefined for what is none. */
export function envelopeOf(value: JsonValue | undefined): Envelope | undefined {
  const payload = textAt(value, "payload");
  const signatures = listAt(value, "signatures").map((each) =>
    Buffer.from(textAt(each, "sig"), "base64"),
  );
  if (payload === "" || signatures.length === 0) return undefined;
  return {
    payloadType: textAt(value, "payloadType"),
    payload: Buffer.from(payload, "base64"),
    signatures,
  };
}

/** What an envelope's signatures are over: its pre-authentication encoding (protocol.md). */
function signedBytes({ payloadType, payload }: Envelope): Buffer {
  const type = Buffer.from(payloadType, "utf8");
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} `),
    type,
    Buffer.from(` ${payload.length} `),
    payload,
  ]);
}

export function isSignedBy(envelope: Envelope, key: KeyObject): boolean {
  const bytes = signedBytes(envelope);
  return envelope.signatures.some((signature) => isSignature(signature, bytes, key));
}

/** What sigstore signs with a key: ECDSA over the hash of its curve or SHA-256, RSA with PKCS #1 1.5, Ed25519. */
export function isSignature(signature: Buffer, bytes: Buffer, key: KeyObject): boolean {
  try {
    return algorithmsOf(key).some((algorithm) => verify(algorithm, bytes, key, signature));
  } catch {
    // Of another length than the key's signatures have.
    return false;
  }
}

function algorithmsOf({
  asymmetricKeyType = "",
  asymmetricKeyDetails = {},
}: {
  readonly asymmetricKeyType?: string | undefined;
  readonly asymmetricKeyDetails?: { readonly namedCurve?: string | undefined } | undefined;
}): readonly (string | undefined)[] {
  const { namedCurve = "" } = asymmetricKeyDetails;
  return ALGORITHMS.get(`${asymmetricKeyType} ${namedCurve}`.trim()) ?? [];
}

const ALGORITHMS: ReadonlyMap<string, readonly (string | undefined)[]> = new Map([
  ["ec prime256v1", ["sha256"]],
  ["ec secp384r1", ["sha256", "sha384"]],
  ["ec secp521r1", ["sha256", "sha512"]],
  ["rsa", ["sha256"]],
  // The hash is part of the algorithm.
  ["ed25519", [undefined]],
]);

/** A statement of in-toto about an image. */
export interface Statement {
  readonly predicateType: string;
  /** `sha256:…` of each subject. */
  readonly digests: readonly string[];
}

/** The statement of an envelope (github.com/in-toto/attestation, spec/v1/statement.md); undefined where it is of another type. */
export function statementOf({ payloadType, payload }: Envelope): Statement | undefined {
  if (payloadType !== "application/vnd.in-toto+json") return undefined;
  const document = parsed(payload);
  if (
    !document ||
    !/^https:\/\/in-toto\.io\/Statement\/v(?:0\.1|1)$/.test(textAt(document, "_type"))
  )
    return undefined;
  const digests = listAt(document, "subject").flatMap((each) => {
    const digest = textAt(each, "digest", "sha256");
    return digest === "" ? [] : [`sha256:${digest}`];
  });
  return { predicateType: textAt(document, "predicateType"), digests };
}

/** JSON of bytes; undefined for what is no object. */
export function parsed(bytes: Buffer): JsonObject | undefined {
  try {
    // A door: JSON gives JSON.
    const value = JSON.parse(bytes.toString("utf8")) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
