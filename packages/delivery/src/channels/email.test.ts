import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAuthority } from "@watertight/api-server/testing";
import { changeOf, surroundingsFor } from "@watertight/delivery/testing";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { emailChannel } from "./email.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface MailServer {
  readonly port: number;
  readonly mails: readonly string[];
  readonly directory: string;
}

/** A server of mail with a certificate of an authority of its own, which is in `ca.pem`. */
async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const authority = createAuthority();
  const { cert, key } = authority.issue("mail", ["127.0.0.1"]);
  const directory = mkdtempSync(join(tmpdir(), "delivery-"));
  writeFileSync(join(directory, "ca.pem"), authority.cert);
  const mails: string[] = [];
  const server = new SMTPServer({
    ...{ cert, key },
    onAuth: ({ username, password }, _session, done) => {
      const isKnown = username === "watertight" && password === "token-of-the-test";
      done(isKnown ? null : new Error("refused"), isKnown ? { user: "watertight" } : undefined);
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push(Buffer.concat(chunks).toString("utf8"));
        done();
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  await new Promise<void>((settle) => {
    server.listen(0, "127.0.0.1", settle);
  });
  closing.push(async () => {
    rmSync(directory, { recursive: true });
    await new Promise<void>((settle) => {
      server.close(settle);
    });
  });
  // A door: a server that listens on a port has such an address.
  return { mails, directory, port: (server.server.address() as AddressInfo).port };
}

const SIGNAL = new AbortController().signal;

function settingsFor({ port }: MailServer, password = "TOKEN") {
  return {
    name: "mail",
    server: `smtp://127.0.0.1:${port}`,
    from: "Watertight <watertight@example.com>",
    to: ["soc@example.com", "ops@example.com"],
    user: "watertight",
    password: { env: password },
    tls: { ca: "ca.pem" },
  };
}

test("changes are one mail over TLS, with the same Message-ID whenever it is sent", async () => {
  const server = await mailServer();
  const channel = await emailChannel(
    settingsFor(server),
    surroundingsFor({ directory: server.directory }),
  );
  const changes = [changeOf({ title: "Title\r\nBcc: evil@example.com" }), changeOf({ key: "b" })];
  expect(await channel.send(changes, SIGNAL)).toEqual([{ is: "sent" }, { is: "sent" }]);
  await channel.send(changes, SIGNAL);
  const ids = server.mails.map((mail) => /^Message-ID:\s*(<[^>]+>)/im.exec(mail)?.[1]);
  expect(ids[0]).toMatch(/^<[0-9a-f]{64}@example\.com>$/);
  expect(ids[1]).toBe(ids[0]);
  const [mail = ""] = server.mails;
  expect(mail).not.toMatch(/^Bcc:/m);
  expect(mail).toMatch(/^To: soc@example\.com, ops@example\.com/m);
  expect(mail).toMatch(/^Subject: \[watertight\] high, opened: Title Bcc:\s+evil@example\.com/m);
});

test("a server whose certificate nobody vouches for, or that has no TLS, gets nothing", async () => {
  const server = await mailServer();
  const { tls: _, ...untrusted } = settingsFor(server);
  const stranger = await emailChannel(untrusted, surroundingsFor());
  expect(await stranger.send([changeOf()], SIGNAL)).toMatchObject([
    { is: "later", because: expect.stringMatching(/certificate/) as unknown },
  ]);
  const plain = await mailServer({ disabledCommands: ["STARTTLS"] });
  const channel = await emailChannel(
    settingsFor(plain),
    surroundingsFor({ directory: plain.directory }),
  );
  expect(await channel.send([changeOf()], SIGNAL)).toMatchObject([{ is: "later" }]);
  expect([server.mails, plain.mails]).toEqual([[], []]);
});

test("what a server refuses for good is refused; what it puts off, and a wrong password, is tried again", async () => {
  const answer = async (code: number) => {
    const server = await mailServer({
      onRcptTo: (_address, _session, done) => {
        done(Object.assign(new Error("no"), { responseCode: code }));
      },
    });
    const channel = await emailChannel(
      settingsFor(server),
      surroundingsFor({ directory: server.directory }),
    );
    return channel.send([changeOf()], SIGNAL);
  };
  expect(await answer(550)).toEqual([{ is: "refused", because: "the server answers 550" }]);
  expect(await answer(451)).toEqual([{ is: "later", because: "the server answers 451" }]);
  const server = await mailServer();
  const channel = await emailChannel(
    settingsFor(server, "KEY"),
    surroundingsFor({ directory: server.directory }),
  );
  expect(await channel.send([changeOf()], SIGNAL)).toEqual([
    { is: "later", because: "the server answers 535" },
  ]);
});
