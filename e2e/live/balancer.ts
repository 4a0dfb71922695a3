import { type AddressInfo, createConnection, createServer, type Socket } from "node:net";

/** What a Service is to the API server: one address in front of some servers. */
export interface Balancer {
  readonly port: number;
  readonly add: (port: number) => void;
  /** For new connections: those that are open stay. */
  readonly remove: (port: number) => void;
  /** Ends the connections that are open. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** Passes connections on to the servers in turn, and refuses them where there is none. */
export async function startBalancer(): Promise<Balancer> {
  const ports: number[] = [];
  const open = new Set<Socket>();
  let next = 0;
  const server = createServer((client) => {
    const port = ports[next++ % Math.max(1, ports.length)];
    if (port === undefined) {
      client.destroy();
      return;
    }
    const behind = createConnection({ host: "127.0.0.1", port });
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((settle) => {
    server.listen(0, "127.0.0.1", settle);
  });
  return {
    port: (server.address() as AddressInfo).port,
    add: (port) => {
      ports.push(port);
    },
    remove: (port) => {
      const at = ports.indexOf(port);
      if (at >= 0) ports.splice(at, 1);
    },
    cut: () => {
      for (const socket of open) socket.destroy();
    },
    close: () =>
      new Promise((settle) => {
        server.close(() => {
          settle();
        });
        for (const socket of open) socket.destroy();
      }),
  };
}
