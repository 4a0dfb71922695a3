import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Certificate } from "./certificates.ts";
import type { FakeResource, FakeStore } from "./fake-store.ts";

/** What goes wrong with an answer. */
export type Fault =
  | { readonly status: number; readonly retryAfter?: number; readonly body?: string }
  /** The connection is cut, after so many bytes of the answer. */
  | { readonly cutAfter: number }
  /** Nothing comes. */
  | { readonly stall: true };

/** A request as a fake server has seen it. */
export interface SeenRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  /** Milliseconds, by a monotonic clock. */
  readonly at: number;
  /** Common name of the client's certificate. */
  readonly client: string | undefined;
}

export interface FakeServerOptions {
  readonly resources?: readonly FakeResource[];
  /** Absent: plain HTTP. */
  readonly tls?: Certificate & { readonly clientAuthority?: string };
  /** What is served under `/version`. Default: v1.34.4. */
  readonly version?: string;
  readonly discovery?: "aggregated-v2" | "aggregated-v2beta1" | "legacy";
  /** Tokens that are accepted; absent: everybody is. */
  readonly tokens?: ReadonlySet<string>;
  /** Whether `verb group/resource namespace` is allowed; absent: all is. */
  readonly allows?: (verb: string, resource: string, namespace: string) => boolean;
  /** What goes wrong with a request; asked for each. */
  readonly fault?: (seen: SeenRequest) => Fault | undefined;
  /** Groups whose API service is down. */
  readonly down?: ReadonlySet<string>;
  /** Milliseconds before each answer. */
  readonly delay?: number;
  /** Whether lists are streamed by `sendInitialEvents`. Default: true. */
  readonly streamsLists?: boolean;
}

/** What the parts of a fake server share. */
export interface Serving {
  readonly options: FakeServerOptions;
  readonly resources: readonly FakeResource[];
  readonly store: FakeStore;
  /** Continue tokens of an older generation have expired. */
  generation: number;
}

/** Sends a metav1.Status. */
export function sendStatus(
  response: ServerResponse,
  status: number,
  {
    reason,
    body,
    message = reason,
  }: { reason: string; body?: string | undefined; message?: string },
): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(
    body ??
      JSON.stringify({
        kind: "Status",
        apiVersion: "v1",
        status: "Failure",
        code: status,
        reason,
        message,
      }),
  );
}

/** Sends JSON, compressed if that is wanted, whole or cut. */
export function sendJson(
  response: ServerResponse,
  value: unknown,
  {
    seen,
    cut,
    type = "application/json",
  }: { seen: SeenRequest; cut?: number | undefined; type?: string },
): void {
  const plain = Buffer.from(JSON.stringify(value));
  const zipped = /\bgzip\b/.test(seen.headers["accept-encoding"] ?? "");
  const body = zipped ? gzipSync(plain) : plain;
  response.writeHead(200, {
    "Content-Type": type,
    "Content-Length": body.length,
    ...(zipped && { "Content-Encoding": "gzip" }),
  });
  if (cut === undefined) response.end(body);
  else response.write(body.subarray(0, cut), () => response.destroy());
}
