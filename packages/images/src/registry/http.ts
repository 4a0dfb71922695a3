import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { connect as tlsConnect } from "node:tls";
import { proxyFor } from "./proxy.ts";

/** What a server of TLS must show, and what it is shown. */
export interface TlsSettings {
  /** Further authorities, as PEM. */
  readonly authorities: readonly string[];
  readonly certificate?: string;
  readonly key?: string;
}

interface HttpRequest {
  readonly url: URL;
  readonly method?: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  /** Throws where the server is silent for too long, or far too slow. To be read or let go of. */
  readonly body: AsyncGenerator<Buffer>;
  readonly discard: () => void;
}

/** Sends requests; one for all of a run, because it keeps connections. */
export type SendHttp = (request: HttpRequest) => Promise<HttpAnswer>;

/** Patience in milliseconds. */
export interface Patience {
  /** Until the head of an answer is there. */
  readonly head: number;
  /** Between two parts of a body. */
  readonly silence: number;
  /** In each such time at least `least` bytes come. */
  readonly window: number;
  readonly least: number;
}

/** Half a minute, a minute, and 1 KiB a second over two minutes. */
export const PATIENCE: Patience = {
  head: 30_000,
  silence: 60_000,
  window: 120_000,
  least: 122_880,
};

/** The longest redirect or head of one. */
const LONGEST_HEAD = 65_536;

/** Requests of HTTP and HTTPS, through the proxies that the environment names. */
export function createHttp(
  tlsOf: (host: string) => Promise<TlsSettings>,
  environment: Readonly<Record<string, string | undefined>>,
  patience: Patience = PATIENCE,
): { readonly send: SendHttp; readonly close: () => void } {
  const plain = new HttpAgent({ keepAlive: true, maxSockets: 4 });
  const secure = new Map<string, HttpsAgent>();
  const agentOf = async (host: string): Promise<HttpsAgent> => {
    const known = secure.get(host);
    if (known) return known;
    const { authorities, certificate, key } = await tlsOf(host);
    const { rootCertificates } = await import("node:tls");
    const agent = new HttpsAgent({
      keepAlive: true,
      maxSockets: 4,
      minVersion: "TLSv1.2",
      ...(authorities.length > 0 ? { ca: [...rootCertificates, ...authorities] } : {}),
      ...(certificate === undefined ? {} : { cert: certificate }),
      ...(key === undefined ? {} : { key }),
    });
    secure.set(host, agent);
    return agent;
  };
  const send: SendHttp = async (request) => {
    const { url } = request;
    const proxy = proxyFor(url, environment);
    const options = {
      method: request.method ?? "GET",
      headers: { "user-agent": "watertight", ...request.headers },
      maxHeaderSize: LONGEST_HEAD,
    };
    if (url.protocol === "http:") {
      const target = proxy
        ? { host: proxy.hostname, port: proxy.port || "80", path: url.href }
        : {};
      return answered(
        httpRequest(url, { ...options, ...target, agent: plain }),
        request.body,
        patience,
      );
    }
    const agent = await agentOf(url.host);
    if (!proxy) return answered(httpsRequest(url, { ...options, agent }), request.body, patience);
    const socket = await tunnel(proxy, url, patience.head);
    const createConnection = (): ReturnType<typeof tlsConnect> =>
      tlsConnect({ ...agent.options, socket, servername: url.hostname });
    return answered(
      httpsRequest(url, { ...options, agent: false, createConnection }),
      request.body,
      patience,
    );
  };
  return {
    send,
    close: () => {
      plain.destroy();
      for (const agent of secure.values()) agent.destroy();
    },
  };
}

function answered(
  request: ReturnType<typeof httpRequest>,
  body: string | undefined,
  patience: Patience,
): Promise<HttpAnswer> {
  return new Promise((settle, fail) => {
    const timer = setTimeout(() => {
      request.destroy(timedOut());
    }, patience.head);
    request.on("error", (error) => {
      clearTimeout(timer);
      fail(error);
    });
    request.on("response", (response) => {
      clearTimeout(timer);
      settle({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: bodyOf(response, patience),
        discard: () => {
          response.destroy();
        },
      });
    });
    request.end(body);
  });
}

async function* bodyOf(response: IncomingMessage, patience: Patience): AsyncGenerator<Buffer> {
  let came = 0;
  let inWindow = 0;
  let last = 0;
  let began = 0;
  // Time that the reader takes is not the server's: only while something is waited for the clock runs.
  let waiting = true;
  const step = Math.min(1000, patience.silence / 4);
  const timer = setInterval(() => {
    if (!waiting) return;
    last += step;
    began += step;
    if (last >= patience.silence) response.destroy(timedOut());
    else if (began >= patience.window) {
      if (inWindow < patience.least) response.destroy(tooSlow());
      began = 0;
      inWindow = 0;
    }
  }, step);
  try {
    // A door: without an encoding the stream gives buffers.
    for await (const chunk of response) {
      const bytes = chunk as Buffer;
      came += bytes.length;
      inWindow += bytes.length;
      last = 0;
      waiting = false;
      yield bytes;
      waiting = true;
    }
    const announced = response.headers["content-length"];
    if (!response.complete || (announced !== undefined && Number(announced) !== came)) throw cut();
  } finally {
    clearInterval(timer);
    response.destroy();
  }
}

/** A connection through a proxy, as it is asked for one (RFC 9110, CONNECT). */
function tunnel(proxy: URL, url: URL, patience: number): Promise<import("node:net").Socket> {
  return new Promise((settle, fail) => {
    const port = url.port || "443";
    const authorization =
      proxy.username === ""
        ? {}
        : {
            "proxy-authorization": `Basic ${Buffer.from(
              `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`,
            ).toString("base64")}`,
          };
    const start = proxy.protocol === "https:" ? httpsRequest : httpRequest;
    const request = start({
      host: proxy.hostname,
      port: proxy.port || (proxy.protocol === "https:" ? "443" : "80"),
      method: "CONNECT",
      path: `${url.hostname}:${port}`,
      headers: { host: `${url.hostname}:${port}`, ...authorization },
      timeout: patience,
    });
    request.on("timeout", () => {
      request.destroy(timedOut());
    });
    request.on("error", fail);
    request.on("connect", (response, socket) => {
      if (response.statusCode === 200) settle(socket);
      else {
        socket.destroy();
        fail(new Error(`the proxy ${proxy.host} answers ${response.statusCode ?? 0}`));
      }
    });
    request.end();
  });
}

function timedOut(): Error {
  return Object.assign(new Error("it is silent"), { code: "ETIMEDOUT" });
}

function tooSlow(): Error {
  return new Error("it sends less than 1 KiB a second");
}

function cut(): Error {
  return Object.assign(new Error("the answer was cut short"), { code: "ECONNRESET" });
}
