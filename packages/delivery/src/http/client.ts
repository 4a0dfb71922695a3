import { Agent as HttpAgent, type IncomingHttpHeaders, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { assertAllowedHost, guardedLookup } from "./address.ts";
import type { TlsSettings } from "./tls.ts";

/** What is asked of a server. */
interface HttpRequest {
  readonly method: "DELETE" | "GET" | "HEAD" | "POST" | "PUT";
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal: AbortSignal;
}

/** What a server said: redirects are answers like others, and are never followed. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** At most so much as the client takes; the rest is let go. */
  readonly body: Buffer;
}

/** Asks servers, and keeps connections for a while. */
export interface HttpClient {
  /** Throws with a clause where there is no answer. */
  readonly request: (request: HttpRequest) => Promise<HttpAnswer>;
  readonly close: () => void;
}

const MOST = 1_048_576;

/** A client of its own trust, which follows no redirect and speaks to no link-local address. */
export function createHttpClient(tls: TlsSettings = {}, most: number = MOST): HttpClient {
  const settings = { keepAlive: true, maxSockets: 8, timeout: 60_000, lookup: guardedLookup };
  const plain = new HttpAgent(settings);
  const encrypted = new HttpsAgent({ ...settings, ...tls, minVersion: "TLSv1.2" });
  const ask = ({ method, url, headers = {}, body, signal }: HttpRequest): Promise<HttpAnswer> =>
    new Promise((settle, reject) => {
      assertAllowedHost(url.hostname);
      const length = body === undefined ? 0 : Buffer.byteLength(body);
      const isEncrypted = url.protocol === "https:";
      const request = (isEncrypted ? requestHttps : requestHttp)(url, {
        method,
        agent: isEncrypted ? encrypted : plain,
        headers: { "user-agent": "watertight", "content-length": String(length), ...headers },
        signal,
      });
      request.on("error", reject);
      request.on("response", (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size <= most) chunks.push(chunk);
        });
        response.on("error", reject);
        response.on("end", () => {
          const { statusCode = 0, headers: answered } = response;
          settle({ status: statusCode, headers: answered, body: Buffer.concat(chunks) });
        });
      });
      request.end(body);
    });
  return {
    request: async (request) => {
      try {
        return await ask(request);
      } catch (error) {
        if (!isStale(error)) throw error;
        // A kept connection that the server had closed: the request never got there.
        return ask(request);
      }
    },
    close: () => {
      plain.destroy();
      encrypted.destroy();
    },
  };
}

function isStale(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "ECONNRESET" &&
    error.message === "socket hang up"
  );
}
