import { createSocket } from "node:dgram";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { createAuthority } from "@watertight/api-server/testing";
import { changeOf, surroundingsFor } from "@watertight/delivery/testing";
import { afterEach, expect, test } from "vitest";
import type { Channel } from "../channel.ts";
import { syslogChannel } from "./syslog.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Listens; what comes is kept by connection. */
async function listening(
  server: Server,
): Promise<{ port: number; connections: Socket[]; received: Buffer[] }> {
  const connections: Socket[] = [];
  const received: Buffer[] = [];
  const take = (socket: Socket): void => {
    connections.push(socket);
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => received.push(chunk));
  };
  server.on("secureConnection", take);
  server.on("connection", (socket: Socket) => {
    if (!isTls(server)) take(socket);
  });
  await new Promise<void>((settle) => {
    server.listen(0, "127.0.0.1", settle);
  });
  closing.push(
    () =>
      new Promise((settle) => {
        for (const each of connections) each.destroy();
        server.close(settle);
      }),
  );
  // A door: a server that listens on a port has such an address.
  return { port: (server.address() as AddressInfo).port, connections, received };
}

function isTls(server: Server): boolean {
  return "setSecureContext" in server;
}

/** Takes frames with counted octets apart, strictly. */
function framesOf(bytes: Buffer): readonly string[] {
  const frames: string[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const [, length = ""] = /^([1-9]\d*) /.exec(rest.toString("latin1", 0, 12)) ?? [];
    expect(length).not.toBe("");
    const begin = length.length + 1;
    const end = begin + Number(length);
    expect(rest.length).toBeGreaterThanOrEqual(end);
    frames.push(rest.toString("utf8", begin, end));
    rest = rest.subarray(end);
  }
  return frames;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo())
    await new Promise((settle) => {
      setTimeout(settle, 5);
    });
}

function kept(channel: Channel): Channel {
  closing.push(channel.close);
  return channel;
}

const SIGNAL = new AbortController().signal;
const both = [changeOf({ key: "first" }), changeOf({ key: "second", title: "ü€" })];

test("over TCP every message says how many octets it has, and a broken connection is made anew", async () => {
  const { port, connections, received } = await listening(createServer());
  const address = `tcp://127.0.0.1:${port}`;
  const channel = kept(await syslogChannel({ name: "s", address }, surroundingsFor()));
  expect(await channel.send(both, SIGNAL)).toEqual([{ is: "sent" }, { is: "sent" }]);
  await until(() => received.length > 0);
  connections[0]?.end();
  await until(() => connections[0]?.readyState === "closed");
  await channel.send([changeOf({ key: "third" })], SIGNAL);
  await until(() => Buffer.concat(received).includes('key="third"'));
  expect(framesOf(Buffer.concat(received)).map((frame) => /key="(\w+)"/.exec(frame)?.[1])).toEqual([
    "first",
    "second",
    "third",
  ]);
  expect(connections).toHaveLength(2);
});

test("over TLS a receiver has to be one whose authority is trusted", async () => {
  const authority = createAuthority();
  const { cert, key } = authority.issue("syslog", ["127.0.0.1"]);
  const directory = mkdtempSync(join(tmpdir(), "delivery-"));
  writeFileSync(join(directory, "ca.pem"), authority.cert);
  const { port, received } = await listening(createTlsServer({ cert, key }));
  const settings = { name: "s", address: `tls://127.0.0.1:${port}` };
  const stranger = kept(await syslogChannel(settings, surroundingsFor()));
  await expect(stranger.send(both, SIGNAL)).rejects.toThrow(/certificate/);
  expect(received).toEqual([]);
  const trusting = kept(
    await syslogChannel({ ...settings, tls: { ca: "ca.pem" } }, surroundingsFor({ directory })),
  );
  await trusting.send(both, SIGNAL);
  await until(() => Buffer.concat(received).includes("€"));
  expect(framesOf(Buffer.concat(received))).toHaveLength(2);
  rmSync(directory, { recursive: true });
});

test("over UDP a message is a datagram", async () => {
  const socket = createSocket("udp4");
  const received: string[] = [];
  socket.on("message", (message) => received.push(message.toString("utf8")));
  await new Promise<void>((settle) => {
    socket.bind(0, "127.0.0.1", settle);
  });
  closing.push(
    () =>
      new Promise<void>((settle) => {
        socket.close(settle);
      }),
  );
  const address = `udp://127.0.0.1:${socket.address().port}`;
  const channel = await syslogChannel({ name: "s", address, format: "cef" }, surroundingsFor());
  await channel.send(both, SIGNAL);
  await until(() => received.length === 2);
  expect(received.map((each) => each.slice(0, 5))).toEqual(["<131>", "<131>"]);
  expect(received[1]).toContain("|ü€|8|");
});

test("a receiver that is not there is said, and so is one that takes no more", async () => {
  const server = createServer();
  const { port } = await listening(server);
  const address = `tcp://127.0.0.1:${port}`;
  const channel = kept(await syslogChannel({ name: "s", address }, surroundingsFor()));
  server.close();
  await expect(channel.send(both, SIGNAL)).rejects.toThrow("ECONNREFUSED");
  await expect(
    syslogChannel({ name: "s", address: "tcp://[::" }, surroundingsFor()),
  ).rejects.toThrow("The address of the channel s is none of udp, tcp or tls.");
});
