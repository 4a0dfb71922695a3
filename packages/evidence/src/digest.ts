import { createHash } from "node:crypto";

/** SHA-256 of bytes as 64 hexadecimal digits: what an item is called. */
export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Whether a text is such a digest. */
export function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
