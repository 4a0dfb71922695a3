import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { digestOf } from "./digest.ts";

/** A pair of keys of Ed25519 (RFC 8032) in PEM. */
export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** A new pair. */
export function createKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    privateKey: String(privateKey.export({ type: "pkcs8", format: "pem" })),
    publicKey: String(publicKey.export({ type: "spki", format: "pem" })),
  };
}

/** A private key of Ed25519 from PEM; undefined where it is none. */
export function privateKeyIn(pem: string): KeyObject | undefined {
  return ed25519(() => createPrivateKey(pem));
}

/** A public key of Ed25519 from PEM; undefined where it is none. */
export function publicKeyIn(pem: string): KeyObject | undefined {
  return ed25519(() => createPublicKey(pem));
}

function ed25519(read: () => KeyObject): KeyObject | undefined {
  try {
    const key = read();
    return key.asymmetricKeyType === "ed25519" ? key : undefined;
  } catch {
    return undefined;
  }
}

/** The public key as one line of base64 (SubjectPublicKeyInfo). */
export function publicKeyText(key: KeyObject): string {
  return spkiOf(key).toString("base64");
}

/** A key from such a line; undefined where it is none. */
export function publicKeyOfText(base64: string): KeyObject | undefined {
  const key = Buffer.from(base64, "base64");
  return ed25519(() => createPublicKey({ key, format: "der", type: "spki" }));
}

/** What a key is called: the digest of its SubjectPublicKeyInfo. */
export function keyIdOf(key: KeyObject): string {
  return digestOf(spkiOf(key));
}

function spkiOf(key: KeyObject): Buffer {
  const own = key.type === "private" ? createPublicKey(key) : key;
  return own.export({ type: "spki", format: "der" });
}

/** What DSSE signs (https://github.com/secure-systems-lab/dsse/blob/master/protocol.md): type and body with their lengths. */
function preAuthentication(type: string, body: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${body.length} `;
  return Buffer.concat([Buffer.from(head), body]);
}

/** An envelope of DSSE, with one signature. */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: string;
  readonly signatures: readonly [{ readonly keyid: string; readonly sig: string }];
}

/** Signs a body. */
export function envelopeOf(type: string, body: Uint8Array, key: KeyObject): Envelope {
  const signature = sign(null, preAuthentication(type, body), key);
  return {
    payloadType: type,
    payload: Buffer.from(body).toString("base64"),
    signatures: [{ keyid: keyIdOf(key), sig: signature.toString("base64") }],
  };
}

/** Whether an envelope's signature is one by this key. */
export function isSignedBy(
  { payloadType, payload, signatures }: Envelope,
  key: KeyObject,
): boolean {
  const [{ sig }] = signatures;
  const body = Buffer.from(payload, "base64");
  return verify(null, preAuthentication(payloadType, body), key, Buffer.from(sig, "base64"));
}
