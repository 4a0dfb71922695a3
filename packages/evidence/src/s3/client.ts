import { createHash } from "node:crypto";
import { request as requestHttp } from "node:http";
import { Agent, request as requestHttps } from "node:https";
import { setTimeout as wait } from "node:timers/promises";
import type { GiveCredentials } from "./credentials.ts";
import { encoded, signedHeaders } from "./sign.ts";

/** Where a bucket is. */
export interface S3Place {
  readonly bucket: string;
  readonly region: string;
  /** Of another object storage than Amazon's: `https://host:port`. Absent: Amazon's. */
  readonly endpoint?: string;
  /** Certificates in PEM that are trusted in place of the usual ones. */
  readonly ca?: string;
}

/** What is asked of a bucket, or of an object in it. */
export interface S3Request {
  readonly method: "DELETE" | "GET" | "HEAD" | "PUT";
  /** Absent: the bucket itself. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly signal?: AbortSignal;
}

export interface S3Answer {
  readonly status: number;
  readonly body: Buffer;
  /** Code of an error as S3 has it: `NoSuchKey`; "" where there is none. */
  readonly code: string;
  /** How often it was sent: where that is twice or more, the first may have been done although nobody heard of it. */
  readonly tries: number;
}

/** Asks one bucket. */
export interface S3Client {
  /** For people: `s3://bucket`. */
  readonly name: string;
  /** An answer that another try would not change; throws with a clause where there is none. */
  readonly request: (request: S3Request) => Promise<S3Answer>;
}

const TRIES = 4;
const PAUSE = 200;
const TIMEOUT = 60_000;
const MOST = 1 << 30;
/** Answers that say "another time". */
const PASSING: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** A client of a bucket; credentials are asked for with each request. */
export function s3Client(
  place: S3Place,
  credentials: GiveCredentials,
  now: () => number = Date.now,
): S3Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 16, ...(place.ca && { ca: place.ca }) });
  const once = async (asked: S3Request): Promise<Omit<S3Answer, "tries">> => {
    const { method, body = new Uint8Array(), headers = {}, signal } = asked;
    const url = addressOf(place, asked);
    const digest = createHash("sha256").update(body).digest("hex");
    const signed = signedHeaders({ method, url, digest, headers }, await credentials(), {
      region: place.region,
      service: "s3",
      now: now(),
    });
    const late = AbortSignal.timeout(TIMEOUT);
    return sent({ url, method, body, headers: signed, agent, signal: signal ?? late });
  };
  return {
    name: `s3://${place.bucket}`,
    request: async (asked) => {
      for (let tried = 1; ; tried++) {
        const answer = await once(asked).catch((error: unknown) => {
          if (tried >= TRIES || asked.signal?.aborted === true) throw error;
        });
        if (answer && (tried >= TRIES || !PASSING.has(answer.status)))
          return { ...answer, tries: tried };
        await wait(PAUSE * 3 ** (tried - 1));
      }
    },
  };
}

/** Amazon has a host for each bucket; others know the bucket by the path. */
function addressOf({ bucket, region, endpoint }: S3Place, { key, query = {} }: S3Request): URL {
  const path = (key ?? "").split("/").map(encoded).join("/");
  const isHost = endpoint === undefined && !bucket.includes(".");
  const host = isHost ? `${bucket}.s3.${region}.amazonaws.com` : `s3.${region}.amazonaws.com`;
  const base = (endpoint ?? `https://${host}`).replace(/\/+$/, "");
  const url = new URL(isHost ? `${base}/${path}` : `${base}/${bucket}/${path}`.replace(/\/$/, ""));
  const pairs = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  url.search = pairs.sort().join("&");
  return url;
}

interface Sent {
  readonly url: URL;
  readonly method: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: Agent;
  readonly signal: AbortSignal;
}

function sent({
  url,
  method,
  body,
  headers,
  agent,
  signal,
}: Sent): Promise<Omit<S3Answer, "tries">> {
  const isEncrypted = url.protocol === "https:";
  return new Promise((settle, reject) => {
    const request = (isEncrypted ? requestHttps : requestHttp)(url, {
      ...{ method, signal },
      headers: { ...headers, "content-length": String(body.length) },
      ...(isEncrypted && { agent }),
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("error", reject);
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > MOST) response.destroy(new Error("the object is larger than 1 GiB"));
        else chunks.push(chunk);
      });
      response.on("end", () => {
        const whole = Buffer.concat(chunks);
        const status = response.statusCode ?? 0;
        settle({ status, body: whole, code: status < 400 ? "" : textOf(whole, "Code") });
      });
    });
    request.end(body);
  });
}

/** The text of the first element of a name in an answer of S3, which has no attributes and no CDATA; "" where there is none. */
export function textOf(xml: Buffer | string, name: string): string {
  return elementsOf(xml, name)[0] ?? "";
}

/** What stands between the tags of each element of a name, which is not in itself. */
export function elementsOf(xml: Buffer | string, name: string): readonly string[] {
  const text = xml.toString();
  const found: string[] = [];
  let at = 0;
  for (;;) {
    const begin = text.indexOf(`<${name}>`, at);
    const end = begin < 0 ? -1 : text.indexOf(`</${name}>`, begin);
    if (end < 0) return found;
    found.push(decoded(text.slice(begin + name.length + 2, end)));
    at = end + name.length + 3;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** What holds further elements is left as it is: theirs are decoded in their turn. */
function decoded(text: string): string {
  if (text.includes("<")) return text;
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (typeof name === "string") return ENTITIES[name] ?? whole;
    return String.fromCodePoint(Number.parseInt(String(hex ?? decimal), hex ? 16 : 10) % 0x110000);
  });
}
