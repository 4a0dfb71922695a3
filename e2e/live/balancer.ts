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
  const reached = async (): Promise<Socket | undefined> => {
    // Who refuses is passed over, as a Service does once it has seen that he does.
    for (let tries = 0; tries < ports.length; tries++) {
      const socket = await connected(ports[next++ % ports.length] ?? 0);
      if (socket) return socket;
    }
    return undefined;
  };
  const passOn = async (client: Socket): Promise<void> => {
    open.add(client);
    client.on("error", () => client.destroy());
    client.on("close", () => open.delete(client));
    const behind = await reached();
    if (!behind) {
      client.destroy();
      return;
    }
    open.add(behind);
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
    if (client.destroyed) behind.destroy();
  };
  const server = createServer({ pauseOnConnect: true }, (client) => {
    void passOn(client);
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

function connected(port: number): Promise<Socket | undefined> {
  return new Promise((settle) => {
    const socket = createConnection({ host: "127.0.0.1", port }, () => {
      settle(socket);
    });
    socket.once("error", () => {
      settle(undefined);
    });
  });
}
