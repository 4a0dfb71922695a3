import {
  changeOf,
  type Receiver,
  sendingTo,
  startReceiver,
  surroundingsFor,
} from "@watertight/delivery/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Outcome } from "../channel.ts";
import { createChannels } from "../create-channels.ts";

let receiver: Receiver;
const sent = sendingTo(() => receiver);
beforeAll(async () => {
  receiver = await startReceiver();
});
afterEach(() => {
  receiver.answer(() => ({ status: 200 }));
});
afterAll(() => receiver.stop());

const KEY = { env: "KEY" };

test("an index that says 200 and nothing else has taken nothing", async () => {
  const es = [{ name: "es", url: receiver.url, index: "i" }];
  const { outcomes } = await sent({ elasticsearch: es }, [changeOf()], () => ({
    status: 200,
    body: '{"items":[]}',
  }));
  expect(outcomes).toEqual([
    { is: "later", because: "it answers nothing for the document: no result" },
  ]);
});

test.each<readonly [number, Readonly<Record<string, string>>, Outcome]>([
  [202, {}, { is: "sent" }],
  [302, { location: "http://169.254.169.254/" }, { is: "later", because: "it answers 302" }],
  [400, {}, { is: "refused", because: "it answers 400" }],
  [401, {}, { is: "later", because: "it answers 401" }],
  [413, {}, { is: "refused", because: "it answers 413" }],
  [429, { "retry-after": "17" }, { is: "later", because: "it answers 429", after: 17_000 }],
  [
    503,
    { "retry-after": "Mon, 30 Nov 2026 12:01:05 GMT" },
    { is: "later", because: "it answers 503", after: 60_000 },
  ],
  [503, { "retry-after": "soon" }, { is: "later", because: "it answers 503" }],
])(
  "an answer of %i means what it means, and leads nowhere else",
  async (status, headers, expected) => {
    const webhook = [{ name: "soc", url: receiver.url, secret: KEY }];
    const { outcomes, requests } = await sent({ webhook }, [changeOf()], () => ({
      status,
      headers,
    }));
    expect(outcomes).toEqual([expected]);
    expect(requests).toHaveLength(1);
  },
);

test("a receiver that hangs is given up when the courier says so", async () => {
  receiver.answer(() => "hang");
  const webhook = [{ name: "soc", url: receiver.url, secret: KEY }];
  const [made] = await createChannels({ webhook }, surroundingsFor());
  const giveUp = new AbortController();
  const sending = made?.channel.send([changeOf()], giveUp.signal);
  setImmediate(() => {
    giveUp.abort();
  });
  await expect(sending).rejects.toThrow("aborted");
  await made?.channel.close();
});

test.each([
  ["http://soc.example.com/", "is one of http, which anybody on the way can read"],
  ["https://user:pass@soc.example.com/", "has credentials in it"],
  ["ftp://soc.example.com/", "is none of https"],
])("the address %s is refused without repeating it", async (url, words) => {
  const failure = await createChannels(
    { webhook: [{ name: "soc", url, secret: KEY }] },
    surroundingsFor(),
  ).catch((error: unknown) => (error instanceof Error ? error.message : ""));
  expect(failure).toContain(`The address of the channel soc ${words}`);
  expect(failure).not.toContain("example.com");
});

test("nothing is sent to where clouds give out credentials", async () => {
  const webhook = [
    { name: "soc", url: "http://169.254.169.254/latest", secret: KEY, allowHttp: true },
  ];
  const [made] = await createChannels({ webhook }, surroundingsFor());
  await expect(made?.channel.send([changeOf()], AbortSignal.timeout(60_000))).rejects.toThrow(
    "nothing is sent to 169.254.169.254",
  );
});

test("a secret that is not there is named by its place, and two channels of one name are refused", async () => {
  const webhook = [{ name: "soc", url: receiver.url, secret: { env: "ABSENT" } }];
  const [made] = await createChannels({ webhook }, surroundingsFor());
  await expect(made?.channel.send([changeOf()], AbortSignal.timeout(60_000))).rejects.toThrow(
    "The secret of soc is not to be had: the variable ABSENT is empty or not there",
  );
  await expect(
    createChannels({ webhook: [...webhook, ...webhook] }, surroundingsFor()),
  ).rejects.toThrow("Two channels are called soc: each has a name of its own.");
  await expect(
    createChannels({ webhook: [{ name: "a", url: receiver.url, secret: {} }] }, surroundingsFor()),
  ).rejects.toThrow("The secret of a is read from one of file and env: say one of them.");
});
