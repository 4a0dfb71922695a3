import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a service answers to one request; "hang up" cuts the connection. */
export type StandInAnswer =
  | {
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | "hang up";

/** A request as a stand-in saw it. */
export interface StandInRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A service in this process that answers as a test says. */
export interface StandIn {
  readonly url: string;
  readonly requests: readonly StandInRequest[];
  readonly close: () => Promise<void>;
}

/** Starts a stand-in on a free port of this machine. */
export async function startStandIn(
  answer: (request: StandInRequest) => StandInAnswer,
): Promise<StandIn> {
  const requests: StandInRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const request = {
        method: incoming.method ?? "",
        url: incoming.url ?? "",
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      requests.push(request);
      give(answer(request), outgoing);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  // A door: a server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function give(answer: StandInAnswer, outgoing: ServerResponse): void {
  if (answer === "hang up") {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(answer.status, answer.headers ?? {});
  outgoing.end(answer.body ?? "");
}
