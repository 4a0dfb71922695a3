import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";

/*
 * A store in one file for machines without a network: a line of JSON with what it is and who signed that, then the store as gzip.
 * The signature is Ed25519 (or whatever the key is) over the line's other members in their order, of which one is the digest.
 */

/** What the first line of a bundle says. */
interface BundleHead {
  readonly watertightAdvisories: 1;
  readonly created: string;
  readonly sha256: string;
}

/** A bundle that was read: whole, and signed by the key that was given, or by nobody who was asked for. */
export interface Bundle {
  readonly head: BundleHead;
  readonly store: Buffer;
  readonly signed: "verified" | "not checked" | "unsigned";
}

/** Makes a bundle; `privateKey` is PEM. */
export function writeBundle(
  store: Buffer,
  created: string,
  privateKey: string | undefined,
): Buffer {
  const head: BundleHead = {
    watertightAdvisories: 1,
    created,
    sha256: createHash("sha256").update(store).digest("hex"),
  };
  const signature =
    privateKey === undefined ? undefined : signatureOf(head, createPrivateKey(privateKey));
  const line = JSON.stringify({ ...head, ...(signature !== undefined && { signature }) });
  return Buffer.concat([Buffer.from(`${line}\n`), gzipSync(store, { level: 6 })]);
}

function signatureOf(head: BundleHead, key: KeyObject): string {
  return sign(undefined, Buffer.from(signedText(head)), key).toString("base64");
}

function signedText({ watertightAdvisories, created, sha256 }: BundleHead): string {
  return JSON.stringify({ watertightAdvisories, created, sha256 });
}

/** The first line is short; what is longer is no bundle. */
const LONGEST_LINE = 4096;
const LARGEST = 2 ** 31 - 1;

/** Whether bytes begin as a bundle does. */
export function isBundle(bytes: Buffer): boolean {
  return bytes.subarray(0, 24).toString("latin1").startsWith('{"watertightAdvisories":');
}

/** Reads a bundle; throws with a sentence where it is damaged, or not signed by `publicKey` (PEM). */
export function readBundle(bytes: Buffer, publicKey: string | undefined): Bundle {
  const end = bytes.subarray(0, LONGEST_LINE).indexOf(10);
  if (end < 0) throw new Error("It is no bundle of advisories.");
  const { signature, ...head } = JSON.parse(bytes.toString("utf8", 0, end)) as BundleHead & {
    readonly signature?: string;
  };
  const store = gunzipSync(bytes.subarray(end + 1), { maxOutputLength: LARGEST });
  if (createHash("sha256").update(store).digest("hex") !== head.sha256) {
    throw new Error("The bundle is damaged: its digest is another.");
  }
  if (publicKey === undefined) {
    return { head, store, signed: signature === undefined ? "unsigned" : "not checked" };
  }
  if (signature === undefined) throw new Error("The bundle is not signed.");
  const isSigned = verify(
    undefined,
    Buffer.from(signedText(head)),
    createPublicKey(publicKey),
    Buffer.from(signature, "base64"),
  );
  if (!isSigned) throw new Error("The bundle is not signed by this key, or was changed since.");
  return { head, store, signed: "verified" };
}
