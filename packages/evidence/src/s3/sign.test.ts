import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { expect, test } from "vitest";
import { encoded, signedHeaders } from "./sign.ts";

/** SHA-256 as Amazon's signer takes it: with a key it is an HMAC. */
class Sha256 {
  readonly #hash: ReturnType<typeof createHash | typeof createHmac>;
  constructor(key?: ArrayBuffer | ArrayBufferView | string) {
    this.#hash = key === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(key));
  }
  update(part: ArrayBuffer | ArrayBufferView | string): void {
    this.#hash.update(bytesOf(part));
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
  reset(): void {
    throw new Error("nobody asks for it");
  }
}

function bytesOf(part: ArrayBuffer | ArrayBufferView | string): Uint8Array {
  if (typeof part === "string") return Buffer.from(part);
  return ArrayBuffer.isView(part)
    ? new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
    : new Uint8Array(part);
}

const NOW = Date.parse("2026-11-30T12:00:05.678Z");
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "a secret" };

test.each<readonly [string, string, Readonly<Record<string, string>>, string | undefined]>([
  ["GET", "https://bucket.s3.eu-central-1.amazonaws.com/", {}, undefined],
  [
    "PUT",
    "https://bucket.s3.eu-central-1.amazonaws.com/chain/00000001.json",
    { "if-none-match": "*", "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" },
    "a session",
  ],
  [
    "GET",
    `https://127.0.0.1:9000/bucket?list-type=2&prefix=${encoded("a b+c/(d)*!'é")}&versions=`,
    {},
    undefined,
  ],
  [
    "PUT",
    `https://127.0.0.1:9000/bucket/${encoded("käse (1)*")}?retention=`,
    { "x-amz-object-lock-mode": "COMPLIANCE" },
    undefined,
  ],
])("%s %s is signed as Amazon's own signer does", async (method, address, headers, session) => {
  const url = new URL(address);
  const digest = createHash("sha256").update("body").digest("hex");
  const own = { ...credentials, ...(session !== undefined && { sessionToken: session }) };
  const place = { region: "eu-central-1", service: "s3", now: NOW };
  const { authorization } = signedHeaders({ method, url, headers, digest }, own, place);
  const signer = new SignatureV4({
    ...{ credentials: own, region: "eu-central-1", service: "s3", sha256: Sha256 },
    uriEscapePath: false,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { ...headers, host: url.host, "x-amz-content-sha256": digest },
    },
    { signingDate: new Date(NOW) },
  );
  expect(authorization).toBe(signed.headers["authorization"]);
});
