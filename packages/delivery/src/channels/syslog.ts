import { createSocket } from "node:dgram";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { ConfiguredSyslog } from "@watertight/core/configuration";
import type { Change } from "../change.ts";
import { type Channel, forAll, nothingToClose, SENT } from "../channel.ts";
import { assertAllowedHost, guardedLookup } from "../http/address.ts";
import { type TlsSettings, tlsSettings } from "../http/tls.ts";
import { syslogMessage } from "../text/syslog-message.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

const PORTS: Readonly<Record<string, number>> = { udp: 514, tcp: 601, tls: 6514 };
/** What a datagram may carry over IPv4. */
const DATAGRAM = 65_000;
const LONGEST = 1_000_000;

interface Place {
  readonly host: string;
  readonly port: number;
}

/** Syslog of RFC 5424 over UDP (RFC 5426), TCP with counted octets (RFC 6587, 3.4.1) or TLS (RFC 5425). It has no acknowledgements: what the receiver's machine has taken counts as sent. */
export async function syslogChannel(
  settings: ConfiguredSyslog,
  surroundings: ChannelSurroundings,
): Promise<Channel> {
  const { protocol, host, port } = placeOf(settings);
  const common = { name: settings.name, kind: "syslog", target: settings.address };
  const bytesOf = (change: Change): Buffer => syslogMessage(change, settings, surroundings);
  if (protocol === "udp")
    return {
      ...{ ...common, batch: 50 },
      send: async (changes, signal) => {
        await sendDatagrams(changes.map(bytesOf), { host, port }, signal);
        return forAll(changes, SENT);
      },
      close: nothingToClose,
    };
  const tls =
    protocol === "tls" ? await tlsSettings(settings.tls, surroundings.directory) : undefined;
  const stream = createStream({ host, port }, tls);
  return {
    ...{ ...common, batch: 100 },
    send: async (changes, signal) => {
      const frames = changes.map(bytesOf).map((bytes) => counted(bytes.subarray(0, LONGEST)));
      await stream.write(Buffer.concat(frames), signal);
      return forAll(changes, SENT);
    },
    close: () => {
      stream.close();
      return Promise.resolve();
    },
  };
}

function placeOf({ name, address }: ConfiguredSyslog): Place & { readonly protocol: string } {
  const [, protocol = "", rest = ""] = /^(\w+):\/\/(.+)$/.exec(address) ?? [];
  // Only of http and its like does a URL tell host and port apart.
  const url = URL.canParse(`http://${rest}`) ? new URL(`http://${rest}`) : undefined;
  const port = PORTS[protocol];
  if (url === undefined || port === undefined)
    throw new Error(`The address of the channel ${name} is none of udp, tcp or tls.`);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  // 80 is that of http, which a URL leaves out.
  const given = /:(\d+)$/.exec(rest)?.[1];
  return { protocol, host, port: given === undefined ? port : Number(given) };
}

/** RFC 6587, 3.4.1. */
function counted(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length} `), bytes]);
}

async function sendDatagrams(
  datagrams: readonly Buffer[],
  { host, port }: Place,
  signal: AbortSignal,
): Promise<void> {
  assertAllowedHost(host);
  const socket = createSocket({ type: host.includes(":") ? "udp6" : "udp4", signal });
  try {
    for (const datagram of datagrams)
      await new Promise<void>((settle, reject) => {
        socket.once("error", reject);
        socket.send(datagram.subarray(0, DATAGRAM), port, host, (error) => {
          socket.removeListener("error", reject);
          if (error) reject(error);
          else settle();
        });
      });
  } finally {
    if (!signal.aborted) socket.close();
  }
}

interface Stream {
  readonly write: (bytes: Buffer, signal: AbortSignal) => Promise<void>;
  readonly close: () => void;
}

/** A connection that is kept, and made anew where it broke. */
function createStream(place: Place, tls: TlsSettings | undefined): Stream {
  let socket: Socket | undefined;
  const open = async (signal: AbortSignal): Promise<Socket> => {
    if (socket !== undefined && socket.writable && !socket.destroyed) return socket;
    socket?.destroy();
    socket = await connected(place, tls, signal);
    // A receiver that closes is asked again with the next message.
    socket.on("error", () => undefined);
    socket.on("end", () => socket?.destroy());
    socket.resume();
    return socket;
  };
  return {
    write: async (bytes, signal) => {
      const open_ = await open(signal);
      await new Promise<void>((settle, reject) => {
        const give = (): void => {
          open_.destroy();
          reject(new Error("it takes no more"));
        };
        signal.addEventListener("abort", give);
        open_.once("close", give);
        open_.write(bytes, (error) => {
          signal.removeEventListener("abort", give);
          open_.removeListener("close", give);
          if (error) reject(error);
          else settle();
        });
      });
    },
    close: () => socket?.end(),
  };
}

function connected(
  { host, port }: Place,
  tls: TlsSettings | undefined,
  signal: AbortSignal,
): Promise<Socket> {
  assertAllowedHost(host);
  const target = { host, port, lookup: guardedLookup };
  return new Promise((settle, reject) => {
    const socket: Socket =
      tls === undefined
        ? connect(target)
        : connectTls({ servername: host, ...target, ...tls, minVersion: "TLSv1.2" });
    const give = (): void => {
      socket.destroy();
      reject(new Error("it does not answer"));
    };
    signal.addEventListener("abort", give);
    socket.once("error", reject);
    socket.once(tls === undefined ? "connect" : "secureConnect", () => {
      signal.removeEventListener("abort", give);
      socket.removeListener("error", reject);
      settle(socket);
    });
  });
}
