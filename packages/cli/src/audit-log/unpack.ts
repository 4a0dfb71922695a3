import { gunzipSync } from "node:zlib";

/** What a subscription of CloudWatch may unpack to; more is no message. */
const MOST = 64 * 1024 * 1024;

/** Base64 of compressed or plain text as text; undefined where it is neither, or too much. */
export function unpack(base64: string): string | undefined {
  const bytes = Buffer.from(base64, "base64");
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      return gunzipSync(bytes, { maxOutputLength: MOST }).toString("utf8");
    } catch {
      return undefined;
    }
  }
  const text = bytes.toString("utf8");
  return /^\s*[[{]/.test(text) ? text : undefined;
}
