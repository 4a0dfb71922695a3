import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { connectTo, folderWith } from "../../testing/ask.ts";
import type { Fault, SeenRequest } from "../../testing/fake-answers.ts";
import { startFakeServer } from "../../testing/fake-server.ts";
import { readJson } from "./read-json.ts";

/** Asks once for the version where these faults come one after another; says what came, how often it asked, and the pauses. */
async function askThrough(
  faults: readonly (Fault | undefined)[],
): Promise<{ said: unknown; asked: number; pauses: readonly number[] }> {
  const left = [...faults];
  const server = await startFakeServer({ fault: () => left.shift() });
  const pauses: number[] = [];
  const connection = await connectTo(server.url, {
    limits: { silence: 100, rate: 1000 },
    clock: {
      random: () => 0.5,
      sleep: (milliseconds) => {
        if (milliseconds > 50) pauses.push(milliseconds);
        return Promise.resolve();
      },
    },
  });
  const said = await connection
    .ask({ path: "/version", read: (answer) => readJson(answer, 100) })
    .catch((error: unknown) =>
      error instanceof Error ? error.message.replace(server.url, "URL") : "",
    );
  return { said, asked: server.seen.length, pauses };
}

const VERSION = { value: { gitVersion: "v1.34.4", major: "1" } };

test("an answer that is cut, late or an error of the server is asked for again, after longer and longer pauses", async () => {
  expect(
    await askThrough([{ cutAfter: 5 }, { stall: true }, { status: 500 }, { status: 503 }]),
  ).toEqual({ said: VERSION, asked: 5, pauses: [187.5, 375, 750, 1500] });
});

test("how long a server wants to be left alone counts, and the answer is given up where that is too long", async () => {
  expect(await askThrough([{ status: 429, retryAfter: 3 }])).toEqual({
    said: VERSION,
    asked: 2,
    pauses: [3125],
  });
  expect(await askThrough([{ status: 503, retryAfter: 600 }])).toEqual({
    said: { refusal: { status: 503, reason: "Fault", message: "Fault" } },
    asked: 1,
    pauses: [],
  });
});

test("a refusal is an answer: it is not asked again", async () => {
  expect(await askThrough([{ status: 403, body: "no JSON" }])).toEqual({
    said: { refusal: { status: 403, reason: "", message: "HTTP 403" } },
    asked: 1,
    pauses: [],
  });
});

test("after five tries the last answer counts", async () => {
  const cut = { cutAfter: 0 };
  expect(await askThrough([cut, cut, cut, cut, cut])).toEqual({
    said: "URL cannot be read: the connection was cut.",
    asked: 5,
    pauses: [187.5, 375, 750, 1500],
  });
  const down = { status: 502 };
  expect(await askThrough([down, down, down, down, down])).toMatchObject({
    said: { refusal: { status: 502 } },
    asked: 5,
  });
});

test("requests go no faster than the rate, however many ask at once", async () => {
  const server = await startFakeServer();
  let now = 0;
  const started: number[] = [];
  const connection = await connectTo(server.url, {
    limits: { rate: 20 },
    clock: {
      now: () => now,
      sleep: (milliseconds) => {
        started.push(now + milliseconds);
        return Promise.resolve();
      },
    },
  });
  const ask = (): Promise<unknown> =>
    connection.ask({ path: "/version", read: (answer) => readJson(answer, 1000) });
  await Promise.all([ask(), ask(), ask()]);
  now = 1000;
  await ask();
  await ask();
  expect(started).toEqual([50, 100, 1050]);
});

test("no more work than the gate lets through goes on at a time, in order", async () => {
  const server = await startFakeServer();
  const { listGate } = await connectTo(server.url, { limits: { lists: 2 } });
  const log: string[] = [];
  const work = (name: string): Promise<void> =>
    listGate(async () => {
      log.push(`+${name}`);
      await Promise.resolve();
      log.push(`-${name}`);
      if (name === "b") throw new Error("b fails");
    });
  const all = await Promise.allSettled(["a", "b", "c", "d"].map(work));
  expect(all.map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);
  expect(log).toEqual(["+a", "+b", "-a", "-b", "+c", "+d", "-c", "-d"]);
});

test("a request ends when its signal says so", async () => {
  const server = await startFakeServer({ fault: (): Fault => ({ stall: true }) });
  const connection = await connectTo(server.url);
  const ending = new AbortController();
  const asked = connection.ask({
    path: "/version",
    signal: ending.signal,
    read: (answer) => readJson(answer, 1000),
  });
  setTimeout(() => {
    ending.abort(new Error("enough"));
  }, 20);
  await expect(asked).rejects.toThrow("enough");
});

test("a token's file is read anew after ten seconds, and at once when its token is refused", async () => {
  const { rotate, connection, server, pass } = await withTokenFile();
  const ask = async (): Promise<string | undefined> => {
    await connection.ask({ path: "/version", read: (answer) => readJson(answer, 1000) });
    return server.seen.at(-1)?.headers.authorization;
  };
  expect(await ask()).toBe("Bearer one");
  rotate("two", ["one", "two"]);
  expect(await ask()).toBe("Bearer one");
  pass(10_000);
  expect(await ask()).toBe("Bearer two");
  rotate("three", ["three"]);
  expect(await ask()).toBe("Bearer three");
  rotate("four", ["five"]);
  await expect(ask()).rejects.toThrow("does not accept the credentials");
  rotate("  \n", ["five"]);
  await expect(ask()).rejects.toThrow(/^The token file .*token, which .* names, is empty\.$/);
});

/** A server and a kubeconfig whose token is in a file. */
async function withTokenFile(): Promise<{
  connection: Awaited<ReturnType<typeof connectTo>>;
  server: { readonly seen: readonly SeenRequest[] };
  rotate: (token: string, accepted: readonly string[]) => void;
  pass: (milliseconds: number) => void;
}> {
  const tokens = new Set(["one"]);
  const server = await startFakeServer({ tokens });
  let now = 0;
  const folder = folderWith({ token: "one\n" });
  const connection = await connectTo(server.url, {
    user: { tokenFile: `${folder}/token` },
    clock: { now: () => now, sleep: () => Promise.resolve() },
  });
  return {
    connection,
    server,
    rotate: (token, accepted) => {
      writeFileSync(`${folder}/token`, token);
      tokens.clear();
      for (const each of accepted) tokens.add(each);
    },
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}
