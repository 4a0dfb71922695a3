import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { listening } from "./https-server.ts";
import type { Metrics } from "./metrics.ts";

/** Why the server is not ready; empty where it is. */
type Readiness = () => readonly string[];

/** Plain HTTP for probes and Prometheus: nothing of what it tells is secret, and it takes nothing. */
export async function startHealth(
  { address, port }: { readonly address: string | undefined; readonly port: number },
  { metrics, readiness }: { readonly metrics: Metrics; readonly readiness: Readiness },
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const answers = new Map<string, () => readonly [status: number, text: string]>([
    ["/livez", () => [200, "ok\n"]],
    ["/healthz", () => [200, "ok\n"]],
    [
      "/readyz",
      () => {
        const reasons = readiness();
        return reasons.length === 0 ? [200, "ok\n"] : [503, `${reasons.join("\n")}\n`];
      },
    ],
    ["/metrics", () => [200, metrics.text()]],
  ]);
  const server = createServer(
    { headersTimeout: 5000, requestTimeout: 10_000, keepAliveTimeout: 30_000 },
    (request, response) => {
      const [path = ""] = (request.url ?? "").split("?");
      const found = request.method === "GET" ? answers.get(path) : undefined;
      const [status, text] = found ? found() : ([404, "not found\n"] as const);
      response.writeHead(status, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" });
      response.end(text);
      request.resume();
    },
  );
  server.maxConnections = 128;
  await listening(server, port, address);
  return {
    // A door: a server that listens on TCP has an address with a port.
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((settle) => {
        server.close(() => {
          settle();
        });
        server.closeAllConnections();
      }),
  };
}
