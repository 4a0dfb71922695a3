import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";

/*
 * What stands in the log of a Pod is read by whoever may read logs. A secret in it is sealed for the one who asked: X25519 with a key of
 * the moment, HKDF-SHA-256, AES-256-GCM.
 */

/** Who asked: the key that others seal with, as text, and how to open what they sealed. */
export interface Recipient {
  readonly key: string;
  /** Undefined where a text was not sealed for this recipient, or was changed. */
  readonly open: (sealed: string) => string | undefined;
}

/** Of an X25519 key in SubjectPublicKeyInfo (RFC 8410), before the key's 32 bytes. */
const SPKI = Buffer.from("302a300506032b656e032100", "hex");

const KEY = 32;
const NONCE = 12;
const TAG = 16;

/** A recipient for one run. */
export function createRecipient(): Recipient {
  const { publicKey, privateKey } = generateKeyPairSync("x25519");
  return {
    key: rawOf(publicKey).toString("base64"),
    open: (sealed) => {
      const bytes = Buffer.from(sealed, "base64");
      if (bytes.length < KEY + NONCE + TAG) return undefined;
      try {
        return opened(bytes, privateKey);
      } catch {
        return undefined;
      }
    },
  };
}

/** A text that only the recipient of a key can read. */
export function sealFor(key: string, text: string): string {
  const { publicKey, privateKey } = generateKeyPairSync("x25519");
  const own = rawOf(publicKey);
  const nonce = randomBytes(NONCE);
  const recipient = publicKeyFrom(Buffer.from(key, "base64"));
  const cipher = createCipheriv("aes-256-gcm", sharedKey(privateKey, recipient, own), nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([own, nonce, cipher.getAuthTag(), body]).toString("base64");
}

function opened(bytes: Buffer, privateKey: KeyObject): string {
  const sender = bytes.subarray(0, KEY);
  const nonce = bytes.subarray(KEY, KEY + NONCE);
  const key = sharedKey(privateKey, publicKeyFrom(sender), sender);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce);
  decipher.setAuthTag(bytes.subarray(KEY + NONCE, KEY + NONCE + TAG));
  const body = bytes.subarray(KEY + NONCE + TAG);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
}

function sharedKey(privateKey: KeyObject, publicKey: KeyObject, sender: Buffer): Buffer {
  const shared = diffieHellman({ privateKey, publicKey });
  return Buffer.from(hkdfSync("sha256", shared, sender, "watertight sealed token", KEY));
}

function publicKeyFrom(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, raw]), format: "der", type: "spki" });
}

function rawOf(key: KeyObject): Buffer {
  return key.export({ type: "spki", format: "der" }).subarray(-KEY);
}
