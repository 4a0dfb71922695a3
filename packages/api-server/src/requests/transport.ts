import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import { hostOf, portOf } from "../kubeconfig/proxy.ts";
import type { KeyPair, ServerSettings } from "../kubeconfig/settings.ts";
import { silent } from "./passing.ts";
import { openTunnel } from "./tunnel.ts";

/** One request as it goes over the wire. */
interface Sent {
  readonly method: "DELETE" | "GET" | "PATCH" | "POST" | "PUT";
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly certificate?: KeyPair;
  /** Ends the request and what comes of it. */
  readonly signal?: AbortSignal;
  /** Milliseconds in which the headers of the answer have to come. */
  readonly patience: number;
}

/** Sends requests to one server over connections that are kept. */
export interface Transport {
  /** The answer once its headers are there; whoever asks reads or destroys it. */
  readonly send: (sent: Sent) => Promise<IncomingMessage>;
  readonly close: () => void;
}

export function createTransport(server: ServerSettings): Transport {
  const agents = createAgents(server);
  return {
    send: (sent) =>
      new Promise((settle, fail) => {
        const request = server.url.protocol === "https:" ? httpsRequest : httpRequest;
        const asked = request({
          host: hostOf(server.url),
          port: portOf(server.url),
          method: sent.method,
          path: `${server.url.pathname.replace(/\/+$/, "")}${sent.path}`,
          // The types want lists that may be written to.
          headers: Object.fromEntries(
            Object.entries(sent.headers).map(([name, value]) => [name, copied(value)]),
          ),
          agent: agents.of(sent.certificate),
          ...(sent.signal && { signal: sent.signal }),
        });
        const timer = setTimeout(() => {
          asked.destroy(silent());
        }, sent.patience);
        asked.on("response", (answer) => {
          clearTimeout(timer);
          settle(answer);
        });
        asked.on("error", (error) => {
          clearTimeout(timer);
          fail(error);
        });
        asked.end(sent.body);
      }),
    close: agents.close,
  };
}

function copied(value: string | readonly string[]): string | string[] {
  return typeof value === "string" ? value : [...value];
}

interface Agents {
  readonly of: (certificate: KeyPair | undefined) => HttpAgent;
  readonly close: () => void;
}

/** An agent for each client certificate, for connections belong to who opened them; a plugin gives a new one now and then. */
function createAgents(server: ServerSettings): Agents {
  let known: { readonly cert: string | undefined; readonly agent: HttpAgent } | undefined;
  return {
    of: (certificate) => {
      if (known && known.cert === certificate?.cert) return known.agent;
      known?.agent.destroy();
      known = { cert: certificate?.cert, agent: createAgent(server, certificate) };
      return known.agent;
    },
    close: () => known?.agent.destroy(),
  };
}

function createAgent(server: ServerSettings, certificate: KeyPair | undefined): HttpAgent {
  const { url, authorities, serverName, insecure, proxy } = server;
  const kept = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY };
  if (url.protocol === "http:") {
    const agent = new HttpAgent(kept);
    return proxy ? throughTunnel(agent, () => openTunnel(proxy, url)) : agent;
  }
  const tls: ConnectionOptions = {
    ...(authorities !== undefined && { ca: authorities }),
    ...(serverName !== undefined && { servername: serverName }),
    ...certificate,
    rejectUnauthorized: !insecure,
    minVersion: "TLSv1.2",
  };
  const agent = new HttpsAgent({ ...kept, ...tls });
  if (!proxy) return agent;
  return throughTunnel(agent, async (options) => {
    const socket = await openTunnel(proxy, url);
    return new Promise((settle, fail) => {
      const secured = connectTls({ ...options, ...tls, socket, host: hostOf(url) });
      secured.once("secureConnect", () => {
        secured.removeListener("error", fail);
        settle(secured);
      });
      secured.once("error", fail);
    });
  });
}

/** Node's agents ask `createConnection` for each new connection and take a callback's answer (http.Agent in its documentation). */
function throughTunnel(
  agent: HttpAgent,
  open: (options: ConnectionOptions) => Promise<Socket>,
): HttpAgent {
  const createConnection = (
    options: ConnectionOptions,
    settle: (error: Error | null, socket?: Socket) => void,
  ): undefined => {
    open(options).then(
      (socket) => {
        settle(null, socket);
      },
      (error: unknown) => {
        settle(error instanceof Error ? error : new Error("The proxy failed."));
      },
    );
  };
  return Object.assign(agent, { createConnection });
}
