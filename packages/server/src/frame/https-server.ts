import {
  createServer as createPlainServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { createServer } from "node:https";
import type { AddressInfo, Server as NetServer, Socket } from "node:net";
import { type ConnectionLimits, type Connections, limitConnections } from "./connections.ts";

/** A certificate with its chain, and its key, PEM. */
export interface ServingCertificate {
  readonly cert: string;
  readonly key: string;
}

/** An HTTPS server that can be told to end, and another certificate, while it answers. */
export interface FrameServer {
  readonly port: number;
  readonly connections: Connections;
  /** For all connections from now on. */
  readonly use: (certificate: ServingCertificate) => void;
  /** Every answer from now on ends its connection. */
  readonly drain: () => void;
  /** Takes no more connections, and resolves when all answers are out. */
  readonly close: () => Promise<void>;
}

/** Answers one request; whatever it throws ends the connection. */
type Handler = (request: IncomingMessage, response: ServerResponse) => void;

interface ServerSettings {
  readonly address: string | undefined;
  readonly port: number;
  /** Undefined: plain HTTP, for this machine alone or behind what ends TLS. */
  readonly certificate: ServingCertificate | undefined;
  readonly handler: Handler;
  readonly connections?: ConnectionLimits;
  readonly onTlsError?: () => void;
}

/** Longer than the API server keeps an idle connection (90 s, `IdleConnTimeout` of k8s.io/apimachinery/pkg/util/net): who closes second loses no request. */
const KEEP_ALIVE_MS = 120_000;
const LIMITS: ConnectionLimits = { together: 2048, fromOne: 512 };
const HEADERS_MS = 10_000;
const REQUEST_MS = 35_000;
const TIMES = {
  keepAliveTimeout: KEEP_ALIVE_MS,
  headersTimeout: HEADERS_MS,
  requestTimeout: REQUEST_MS,
  connectionsCheckingInterval: 2000,
  maxHeaderSize: 16 * 1024,
} as const;
/** The last answers of a server that ends. */
const LAST_ANSWERS_MS = 5000;

export async function startHttps(settings: ServerSettings): Promise<FrameServer> {
  const { address, port, certificate, handler } = settings;
  let isDraining = false;
  const onRequest: Handler = (request, response) => {
    if (isDraining) response.setHeader("Connection", "close");
    const release = connections.busy(request.socket);
    response.once("close", release);
    handler(request, response);
  };
  const secure = certificate && createSecureServer(certificate, onRequest);
  const server = secure ?? createPlainServer(TIMES, onRequest);
  const connections = limitConnections(server, settings.connections ?? LIMITS);
  server.on("tlsClientError", (_error: Error, socket: Socket) => {
    settings.onTlsError?.();
    socket.destroy();
  });
  server.on("clientError", onClientError);
  await listening(server, port, address);
  return {
    // A door: a server that listens on TCP has an address with a port.
    port: (server.address() as AddressInfo).port,
    connections,
    use: (next) => {
      secure?.setSecureContext({ ...next, minVersion: "TLSv1.2" });
    },
    drain: () => {
      isDraining = true;
    },
    close: () => closed(server),
  };
}

function createSecureServer(certificate: ServingCertificate, onRequest: Handler) {
  const settings = { ...TIMES, minVersion: "TLSv1.2", handshakeTimeout: HEADERS_MS } as const;
  return createServer({ ...certificate, ...settings }, onRequest);
}

/** What is no HTTP, or comes too slowly, is answered and closed. */
function onClientError(
  error: NodeJS.ErrnoException,
  socket: Socket | { destroy: () => void },
): void {
  if (!("writable" in socket) || !socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const status =
    error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? "408 Request Timeout" : "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

export function listening(
  server: NetServer,
  port: number,
  address: string | undefined,
): Promise<void> {
  return new Promise((settle, fail) => {
    server.once("error", fail);
    server.listen({ port, ...(address !== undefined && { host: address }) }, () => {
      server.off("error", fail);
      settle();
    });
  });
}

type Closing = ReturnType<typeof createPlainServer> | ReturnType<typeof createSecureServer>;

function closed(server: Closing): Promise<void> {
  return new Promise((settle) => {
    const last = setTimeout(() => {
      server.closeAllConnections();
    }, LAST_ANSWERS_MS);
    server.close(() => {
      clearTimeout(last);
      settle();
    });
    server.closeIdleConnections();
  });
}
