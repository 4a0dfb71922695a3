import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect, type Socket } from "node:net";
import { ClusterFailure, sentence } from "../failure.ts";
import { hostOf, portOf } from "../kubeconfig/proxy.ts";
import { failureWords } from "./failure-words.ts";
import { cutShort, silent } from "./passing.ts";

/** Milliseconds in which a proxy has to answer. */
const PATIENCE = 30_000;

/** A connection to a server through a proxy: HTTP CONNECT (RFC 9110), or SOCKS 5 (RFC 1928). */
export function openTunnel(proxy: URL, server: URL): Promise<Socket> {
  return proxy.protocol.startsWith("socks5")
    ? openSocks(proxy, server)
    : openConnect(proxy, server);
}

function openConnect(proxy: URL, server: URL): Promise<Socket> {
  const target = `${server.hostname}:${portOf(server)}`;
  const request = proxy.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((settle, fail) => {
    const asked = request({
      host: hostOf(proxy),
      port: portOf(proxy),
      method: "CONNECT",
      path: target,
      headers: { host: target, ...authorizationOf(proxy) },
      timeout: PATIENCE,
      agent: false,
    });
    asked.on("connect", ({ statusCode = 0 }, socket) => {
      if (statusCode === 200) {
        socket.setTimeout(0);
        settle(socket);
        return;
      }
      socket.destroy();
      fail(refusal(proxy, target, statusCode));
    });
    asked.on("response", ({ statusCode = 0 }) => {
      asked.destroy();
      fail(refusal(proxy, target, statusCode));
    });
    asked.on("timeout", () => asked.destroy(silent()));
    asked.on("error", (error) => {
      fail(unreachable(proxy, error));
    });
    asked.end();
  });
}

function authorizationOf({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === "") return {};
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(text).toString("base64")}` };
}

function refusal(proxy: URL, target: string, status: number): ClusterFailure {
  const why =
    status === 407
      ? "it wants a user name and password: http://USER:PASSWORD@HOST."
      : "does it let through to there?";
  return new ClusterFailure(
    "connection",
    `The proxy ${proxy.host} answers ${status} to a connection to ${target}; ${why}`,
  );
}

function unreachable(proxy: URL, error: unknown): ClusterFailure {
  const kind = "connection";
  return new ClusterFailure(
    kind,
    sentence(`The proxy ${proxy.host} cannot be used: ${failureWords(error)}`),
  );
}

const VERSION = 5;
const NO_AUTHENTICATION = 0;
const BY_PASSWORD = 2;
const DOMAIN = 3;

async function openSocks(proxy: URL, server: URL): Promise<Socket> {
  const socket = connect({ host: hostOf(proxy), port: portOf(proxy) });
  socket.setTimeout(PATIENCE, () => socket.destroy(silent()));
  const reader = createByteReader(socket);
  try {
    await negotiate(socket, reader, proxy);
    const host = Buffer.from(hostOf(server));
    const port = Buffer.alloc(2);
    port.writeUInt16BE(portOf(server));
    socket.write(Buffer.concat([Buffer.from([VERSION, 1, 0, DOMAIN, host.length]), host, port]));
    const [, status = 1, , type = 1] = await reader.read(4);
    if (status !== 0) throw socksRefusal(proxy, server, status);
    const length = type === DOMAIN ? ((await reader.read(1))[0] ?? 0) : type === 4 ? 16 : 4;
    await reader.read(length + 2);
  } catch (error) {
    socket.destroy();
    throw error instanceof ClusterFailure ? error : unreachable(proxy, error);
  }
  reader.release();
  socket.setTimeout(0);
  return socket;
}

async function negotiate(socket: Socket, reader: ByteReader, proxy: URL): Promise<void> {
  const wanted = proxy.username === "" ? NO_AUTHENTICATION : BY_PASSWORD;
  socket.write(Buffer.from([VERSION, 1, wanted]));
  const [version, chosen] = await reader.read(2);
  if (version !== VERSION || chosen !== wanted) {
    throw new ClusterFailure(
      "connection",
      `The proxy ${proxy.host} is no SOCKS 5 proxy that lets in ${wanted === NO_AUTHENTICATION ? "without a password: socks5://USER:PASSWORD@HOST" : "by password"}.`,
    );
  }
  if (wanted === NO_AUTHENTICATION) return;
  const user = Buffer.from(decodeURIComponent(proxy.username));
  const password = Buffer.from(decodeURIComponent(proxy.password));
  socket.write(
    Buffer.concat([Buffer.from([1, user.length]), user, Buffer.from([password.length]), password]),
  );
  const [, status] = await reader.read(2);
  if (status === 0) return;
  throw new ClusterFailure(
    "connection",
    `The proxy ${proxy.host} refuses the user name or password.`,
  );
}

function socksRefusal(proxy: URL, server: URL, status: number): ClusterFailure {
  return new ClusterFailure(
    "connection",
    `The proxy ${proxy.host} does not connect to ${server.host} (SOCKS answer ${status}); does it let through to there?`,
  );
}

interface ByteReader {
  /** Exactly so many bytes. */
  readonly read: (count: number) => Promise<Buffer>;
  readonly release: () => void;
}

function createByteReader(socket: Socket): ByteReader {
  const broken = new Promise<never>((_, fail) => {
    socket.once("error", fail);
    socket.once("end", () => {
      fail(cutShort());
    });
  });
  broken.catch(() => undefined);
  return {
    read: async (count) => {
      for (;;) {
        const bytes: unknown = socket.read(count);
        if (Buffer.isBuffer(bytes) && bytes.length === count) return bytes;
        await Promise.race([broken, once(socket)]);
      }
    },
    release: () => {
      socket.removeAllListeners("error");
      socket.removeAllListeners("end");
    },
  };
}

function once(socket: Socket): Promise<void> {
  return new Promise((settle) => {
    socket.once("readable", settle);
  });
}
