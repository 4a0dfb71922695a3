import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

/** A request as it came. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that a channel speaks to. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly ReceivedRequest[];
  /** How the next requests are answered. */
  readonly answer: (how: Answer) => void;
  readonly stop: () => Promise<void>;
}

/** An answer; `hang` gives none, `drop` closes the connection. */
export type Answer = (request: ReceivedRequest) =>
  | "drop"
  | "hang"
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    };

/** Starts a receiver that answers 200 until it is told otherwise; with a certificate it speaks TLS. */
export async function startReceiver(tls?: {
  readonly cert: string;
  readonly key: string;
}): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  let how: Answer = () => ({ status: 200 });
  const answering = (request: ReceivedRequest, response: ServerResponse): void => {
    const answer = how(request);
    if (answer === "hang") return;
    if (answer === "drop") {
      response.destroy();
      return;
    }
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  };
  const create = tls === undefined ? createServer : createTlsServer.bind(undefined, tls);
  const server = create((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url: path = "", headers } = request;
      const received = { method, path, headers, body: Buffer.concat(chunks).toString("utf8") };
      requests.push(received);
      answering(received, response);
    });
  });
  await new Promise<void>((settle) => {
    server.listen(0, "127.0.0.1", settle);
  });
  // A door: a server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    ...{ port, requests, url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}` },
    answer: (next) => {
      how = next;
    },
    stop: () =>
      new Promise((settle) => {
        server.close(() => {
          settle();
        });
        server.closeAllConnections();
      }),
  };
}
