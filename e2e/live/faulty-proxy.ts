import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { Agent, request } from "node:https";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";

/** What a proxy does to an answer. */
export type Fault =
  /** Nothing comes, not even headers. */
  | "hang"
  /** The connection ends before the answer, with a reset. */
  | "reset"
  /** Half of the answer, and then nothing. */
  | "stall"
  /** Half of the answer, and the connection ends. */
  | "cut"
  /** Half of the JSON as if it were all. */
  | "half"
  | 410
  | 429
  | 500
  | 503;

/** Between a client and an API server: plain HTTP on one side, TLS on the other. */
export interface FaultyProxy {
  readonly url: string;
  /** How often each fault was done. */
  readonly done: ReadonlyMap<Fault, number>;
  /** How many requests have come whose path is so. */
  readonly asked: (isMeant: (path: string) => boolean) => number;
  /** Ends every connection, and refuses new ones for so many milliseconds. */
  readonly cut: (milliseconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What is to be done to a request: a fault, or nothing. */
export type Choose = (path: string, times: number) => Fault | undefined;

/** Starts a proxy to a server; `choose` is told how often the same path was asked for before. */
export async function startFaultyProxy(
  server: { readonly url: string; readonly authority: string },
  choose: Choose,
): Promise<FaultyProxy> {
  const agent = new Agent({ keepAlive: true, ca: server.authority });
  const times = new Map<string, number>();
  const done = new Map<Fault, number>();
  let isCut = false;
  const proxy = createServer((asked, answer) => {
    const path = asked.url ?? "";
    const before = times.get(path) ?? 0;
    times.set(path, before + 1);
    const fault = isCut ? "reset" : choose(path, before);
    if (fault !== undefined) done.set(fault, (done.get(fault) ?? 0) + 1);
    pass(asked, answer, { fault, server: server.url, agent }).catch(() => asked.socket.destroy());
  });
  await new Promise<void>((settle) => {
    proxy.listen(0, "127.0.0.1", settle);
  });
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    done,
    asked: (isMeant) =>
      [...times].reduce((sum, [path, count]) => (isMeant(path) ? sum + count : sum), 0),
    cut: async (milliseconds) => {
      isCut = true;
      proxy.closeAllConnections();
      await wait(milliseconds);
      isCut = false;
    },
    close: () => {
      agent.destroy();
      proxy.closeAllConnections();
      return new Promise((settle) => {
        proxy.close(() => {
          settle();
        });
      });
    },
  };
}

async function pass(
  asked: IncomingMessage,
  answer: ServerResponse,
  {
    fault,
    server,
    agent,
  }: { readonly fault: Fault | undefined; readonly server: string; readonly agent: Agent },
): Promise<void> {
  answer.on("error", () => undefined);
  if (fault === "hang") return;
  if (fault === "reset") {
    asked.socket.resetAndDestroy();
    return;
  }
  if (typeof fault === "number") {
    refuse(answer, fault);
    return;
  }
  if (asked.url?.includes("watch=1") === true) {
    follow(asked, answer, { server, agent });
    return;
  }
  const { status, headers, body } = await fetched(asked, server, agent);
  const half = body.subarray(0, body.length >> 1);
  const sent = fault === "half" ? half : body;
  answer.writeHead(status, { ...headers, "content-length": String(sent.length) });
  if (fault === "stall") answer.write(half);
  else if (fault === "cut") {
    answer.write(half, () => {
      asked.socket.destroy();
    });
  } else answer.end(sent);
}

/** Passes on what comes while it comes. */
function follow(
  asked: IncomingMessage,
  answer: ServerResponse,
  { server, agent }: { readonly server: string; readonly agent: Agent },
): void {
  const onward = forwarded(asked, server, agent, (got) => {
    answer.writeHead(got.statusCode ?? 0, { "content-type": String(got.headers["content-type"]) });
    got.on("error", () => answer.destroy());
    got.pipe(answer);
  });
  onward.on("error", () => answer.destroy());
  answer.on("close", () => onward.destroy());
  onward.end();
}

function forwarded(
  { headers, method, url }: IncomingMessage,
  server: string,
  agent: Agent,
  settle: (got: IncomingMessage) => void,
): ClientRequest {
  const { hostname, port } = new URL(server);
  const { authorization = "", accept = "" } = headers;
  const sent = { authorization, accept };
  return request({ hostname, port, agent, method, path: url, headers: sent }, settle);
}

function refuse(answer: ServerResponse, code: number): void {
  const reason = code === 410 ? "Expired" : "";
  const status = {
    kind: "Status",
    apiVersion: "v1",
    status: "Failure",
    code,
    reason,
    message: "the proxy says so",
  };
  answer.writeHead(code, {
    "content-type": "application/json",
    ...(code === 429 && { "retry-after": "1" }),
  });
  answer.end(JSON.stringify(status));
}

function fetched(
  asked: IncomingMessage,
  server: string,
  agent: Agent,
): Promise<{ status: number; headers: Record<string, string>; body: Buffer }> {
  return new Promise((settle, fail) => {
    const onward = forwarded(asked, server, agent, (got) => {
      buffer(got).then((body) => {
        const headers = { "content-type": String(got.headers["content-type"]) };
        settle({ status: got.statusCode ?? 0, headers, body });
      }, fail);
    });
    onward.on("error", fail);
    onward.end();
  });
}
