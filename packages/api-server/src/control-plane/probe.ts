import type { IncomingMessage } from "node:http";
import { type DetailedPeerCertificate, TLSSocket } from "node:tls";
import type { Credentials } from "../kubeconfig/credentials.ts";
import type { ServerSettings } from "../kubeconfig/settings.ts";
import { readBody } from "../requests/body.ts";
import { failureWords } from "../requests/failure-words.ts";
import type { Pace } from "../requests/limits.ts";
import { createTransport, type Transport } from "../requests/transport.ts";

/** A request that is tried once, whatever comes of it. */
interface ProbeRequest {
  /** With the query. */
  readonly path: string;
  /** `nobody`: without any credentials. */
  readonly as: "caller" | "nobody";
  readonly accept?: string;
  /** POST with this body, in place of GET. */
  readonly body?: string;
  /** Another server than the API server, as `https://10.0.0.4:10250`, that proves itself by the same authorities. */
  readonly at?: URL;
  readonly signal?: AbortSignal;
}

/** What came of it: an answer of any status, or why there was none. */
export type Probed =
  | {
      readonly status: number;
      readonly text: string;
      /** What the server proved itself with, PEM, its own first; none without TLS. */
      readonly certificates: readonly string[];
    }
  | { readonly failure: string };

/** Tries requests, each once and over a connection of its own. */
export type Probe = (request: ProbeRequest) => Promise<Probed>;

/** Milliseconds until no answer counts as none. */
const PATIENCE = 5000;

/** Characters of an answer that are read: flags and configurations are far shorter. */
const LONGEST = 4 * 1024 * 1024;

/** Tries requests at the server of these settings. */
export function createProbe({
  server,
  credentials,
  pace,
  userAgent,
}: {
  readonly server: ServerSettings;
  readonly credentials: Credentials;
  readonly pace: Pace;
  readonly userAgent: string;
}): Probe {
  return async (request) => {
    const { as, at, signal } = request;
    const transport = createTransport(at ? otherServer(server, at) : server);
    try {
      const shown: Shown = as === "caller" ? await credentials.show() : { headers: {} };
      await pace(signal);
      const answer = await transport.send(sentOf(request, shown, userAgent));
      const certificates = certificatesOf(answer);
      const text = await readBody(answer, { silence: PATIENCE, limit: LONGEST });
      return { status: answer.statusCode ?? 0, text: text.toString("utf8"), certificates };
    } catch (error) {
      signal?.throwIfAborted();
      return { failure: failureWords(error) };
    } finally {
      transport.close();
    }
  };
}

type Shown = Awaited<ReturnType<Credentials["show"]>>;

function sentOf(
  { path, accept = "application/json", body, signal }: ProbeRequest,
  { headers, certificate }: Shown,
  userAgent: string,
): Parameters<Transport["send"]>[0] {
  return {
    method: body === undefined ? "GET" : "POST",
    path,
    headers: {
      ...{ Accept: accept, "Accept-Encoding": "identity", "User-Agent": userAgent },
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body }),
    ...(certificate && { certificate }),
    ...(signal && { signal }),
    patience: PATIENCE,
  };
}

/** Always verified: credentials are shown to nobody who cannot prove who it is. */
function otherServer({ serverName: _, ...server }: ServerSettings, url: URL): ServerSettings {
  return { ...server, url, insecure: false };
}

/** From the server's own to the last that it sent or that this machine knows above it. */
function certificatesOf({ socket }: IncomingMessage): readonly string[] {
  if (!(socket instanceof TLSSocket)) return [];
  const found: string[] = [];
  // Without one it is an empty object, whatever the types say, and the last is its own issuer.
  let next: Partial<DetailedPeerCertificate> | undefined = socket.getPeerCertificate(true);
  while (next?.raw && found.length < LONGEST_CHAIN) {
    const pem = pemOf(next.raw);
    if (found.includes(pem)) break;
    found.push(pem);
    next = next.issuerCertificate;
  }
  return found;
}

const LONGEST_CHAIN = 10;

function pemOf(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
