import { createServer } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A proxy on loopback that leads every connection to one port, whatever it is asked for. */
export interface FakeProxy {
  readonly port: number;
  /** `user:password host:port` of each connection. */
  readonly targets: readonly string[];
}

export async function startProxy(
  kind: "http" | "socks5" | "refusing",
  port: number,
): Promise<FakeProxy> {
  const targets: string[] = [];
  const sockets = new Set<Socket>();
  const server =
    kind === "socks5"
      ? createTcpServer((socket) => void serveSocks(socket, port, targets))
      : createServer().on("connect", ({ url = "", headers }, socket: Socket) => {
          const [, basic = ""] = /^Basic (.*)$/.exec(headers["proxy-authorization"] ?? "") ?? [];
          targets.push(`${Buffer.from(basic, "base64").toString()} ${url}`);
          if (kind === "refusing") socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
          else {
            socket.write("HTTP/1.1 200 OK\r\n\r\n");
            join(socket, port);
          }
        });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
  });
  await new Promise<void>((settle) => {
    server.listen(0, "127.0.0.1", settle);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, targets };
}

function join(socket: Socket, port: number): void {
  const onward = connect(port, "127.0.0.1");
  socket.pipe(onward).pipe(socket);
  const end = (): void => {
    socket.destroy();
    onward.destroy();
  };
  socket.on("error", end);
  onward.on("error", end);
}

/** RFC 1928 and 1929, for one who sends what it should. */
async function serveSocks(socket: Socket, port: number, targets: string[]): Promise<void> {
  const read = async (): Promise<Buffer> =>
    new Promise((settle) => {
      socket.once("data", settle);
    });
  const method = (await read())[2] ?? 0;
  let who = "";
  let asking = read();
  socket.write(Buffer.from([5, method]));
  if (method === 2) {
    const said = await asking;
    const length = said[1] ?? 0;
    who = `${said.subarray(2, 2 + length).toString()}:${said.subarray(3 + length).toString()}`;
    asking = read();
    socket.write(Buffer.from([1, 0]));
  }
  const asked = await asking;
  const length = asked[4] ?? 0;
  const host = asked.subarray(5, 5 + length).toString();
  targets.push(`${who} ${host}:${asked.readUInt16BE(5 + length)}`);
  socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
  join(socket, port);
}
