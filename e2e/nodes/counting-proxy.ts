import { createServer } from "node:http";
import { Agent, request } from "node:https";
import type { AddressInfo } from "node:net";

/** Between a client and an API server: plain HTTP on one side, TLS on the other. */
export interface CountingProxy {
  readonly url: string;
  readonly count: () => number;
  readonly close: () => Promise<void>;
}

/** Passes requests on, and says before each the how manieth it is. */
export async function startCountingProxy(
  server: { readonly url: string; readonly authority: string },
  onRequest: (count: number) => void,
): Promise<CountingProxy> {
  const agent = new Agent({ keepAlive: true, ca: server.authority });
  let count = 0;
  const proxy = createServer((asked, answer) => {
    count += 1;
    onRequest(count);
    const { method, headers, url = "" } = asked;
    const passed = request(new URL(url, server.url), { method, headers, agent }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((settle) => {
    proxy.listen(0, "127.0.0.1", settle);
  });
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    count: () => count,
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
