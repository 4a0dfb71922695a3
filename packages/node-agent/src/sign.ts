import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";

/** What a signature binds besides the facts. */
export interface Binding {
  readonly node: string;
  /** RFC 3339. */
  readonly time: string;
  /** Of whoever asked, so that an old answer is none to a new question; "" where nobody did. */
  readonly nonce: string;
}

/** Facts with a signature; `facts` is the text that was signed. */
export interface SignedFacts extends Binding {
  readonly schemaVersion: 1;
  readonly kind: "SignedNodeFacts";
  readonly facts: string;
  /** Ed25519, raw, base64. */
  readonly publicKey: string;
  readonly signature: string;
  /** The token of the Pod that the key was made of, so that only whoever asked can read it; absent where the key was made for the run. */
  readonly sealedToken?: string;
}

/** A key for one run. */
export function createKey(): KeyObject {
  return generateKeyPairSync("ed25519").privateKey;
}

/** The key that only whoever holds a token has: a signature by it is one of the token's Pod. */
export function keyOfToken(token: string): KeyObject {
  const seed = Buffer.from(hkdfSync("sha256", token, "", "watertight node facts key", 32));
  return createPrivateKey({
    key: Buffer.concat([PKCS8, seed]),
    format: "der",
    type: "pkcs8",
  });
}

/** Of an Ed25519 key in PrivateKeyInfo (RFC 8410), before the key's 32 bytes. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** A key as `publicKey` of signed facts has it. */
export function publicKeyOf(key: KeyObject): string {
  return rawPublicKey(key).toString("base64");
}

function rawPublicKey(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: "spki", format: "der" }).subarray(-32);
}

/** Signs facts together with what they are bound to. */
export function signFacts(facts: string, binding: Binding, key: KeyObject): SignedFacts {
  const signature = sign(null, signedBytes(facts, binding), key);
  return {
    schemaVersion: 1,
    kind: "SignedNodeFacts",
    ...binding,
    facts,
    publicKey: publicKeyOf(key),
    signature: signature.toString("base64"),
  };
}

/** What whoever asked expects. */
export interface Expected {
  /** Undefined: any node. */
  readonly node?: string | undefined;
  readonly nonce?: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds. */
  readonly oldest: number;
  /** Raw, base64; undefined: any, so that the signature says only that nothing was changed on the way. */
  readonly publicKey?: string | undefined;
}

/** The facts, where nothing was changed, they are of this node, in time, and an answer to this question; else a whole sentence. */
export function verifyFacts(
  signed: SignedFacts,
  expected: Expected,
): { readonly facts: string } | { readonly problem: string } {
  if (!isSigned(signed)) {
    return {
      problem:
        "The signature does not fit: the facts were changed, or are of another node, time or question.",
    };
  }
  const other = otherThan(signed, expected);
  if (other !== undefined) return { problem: other };
  const age = expected.now - Date.parse(signed.time);
  // Clocks of nodes differ by a little.
  if (!(age <= expected.oldest && age >= -CLOCKS_DIFFER)) {
    return { problem: `The facts are of ${signed.time}, which is too long ago or still to come.` };
  }
  return { facts: signed.facts };
}

/** What a sound signature is for, where that is not what was expected. */
function otherThan(signed: SignedFacts, expected: Expected): string | undefined {
  const { node, nonce, publicKey } = signed;
  if (publicKey !== (expected.publicKey ?? publicKey)) {
    return "The facts are signed by another key than the expected one.";
  }
  if (node !== (expected.node ?? node)) {
    return `The facts are of node ${node}, not of ${expected.node ?? ""}.`;
  }
  if (nonce !== (expected.nonce ?? nonce)) {
    return "The facts are an answer to another question: they were sent before.";
  }
  return nodeIn(signed.facts) === node
    ? undefined
    : "The signature names another node than the facts.";
}

const CLOCKS_DIFFER = 5 * 60_000;

/** Of an Ed25519 key in SubjectPublicKeyInfo (RFC 8410), before the key's 32 bytes. */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

function isSigned({ facts, publicKey, signature, node, time, nonce }: SignedFacts): boolean {
  const raw = Buffer.from(publicKey, "base64");
  if (raw.length !== 32) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: "der", type: "spki" });
    return verify(
      null,
      signedBytes(facts, { node, time, nonce }),
      key,
      Buffer.from(signature, "base64"),
    );
  } catch {
    return false;
  }
}

/** Lengths keep one part from running into the next. */
function signedBytes(facts: string, { node, time, nonce }: Binding): Buffer {
  const parts = ["watertight node facts 1", node, time, nonce, facts].map((part) =>
    Buffer.from(part, "utf8"),
  );
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}

function nodeIn(facts: string): string | undefined {
  try {
    const parsed = JSON.parse(facts) as { readonly node?: unknown };
    return typeof parsed.node === "string" ? parsed.node : undefined;
  } catch {
    return undefined;
  }
}
