import type { ConfiguredChannel } from "@watertight/core/configuration";
import { changeOf, type FakeClock, fakeClock } from "@watertight/delivery/testing";
import { expect, test } from "vitest";
import type { Change } from "../change.ts";
import { type Channel, forAll, type Outcome, SENT } from "../channel.ts";
import { memoryOutbox, type OutboxLimits } from "../outbox/memory-outbox.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { pauseAfter } from "./backoff.ts";
import { type Courier, type CourierChannel, startCourier } from "./courier.ts";

type Answer = (changes: readonly Change[], call: number) => readonly Outcome[] | "hang" | "throw";

/** A channel that answers as it is told, and remembers the keys of each call. */
function channelThat(name: string, answer: Answer, batch = 1) {
  const calls: string[][] = [];
  const channel: Channel = {
    ...{ name, kind: "webhook", target: "nowhere", batch },
    send: (changes, signal) => {
      calls.push(changes.map(({ key }) => key));
      const outcome = answer(changes, calls.length);
      if (outcome === "throw") throw new Error("it broke");
      if (outcome !== "hang") return Promise.resolve(outcome);
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          reject(new Error("aborted"));
        });
      });
    },
    close: () => Promise.resolve(),
  };
  return { channel, calls };
}

const takes: Answer = (changes) => forAll(changes, SENT);

interface Started {
  readonly courier: Courier;
  readonly outbox: Outbox;
  readonly clock: FakeClock;
  readonly lines: string[];
}

function started(
  channels: readonly {
    readonly channel: Channel;
    readonly settings?: Partial<ConfiguredChannel>;
  }[],
  limits: Partial<OutboxLimits> = {},
): Started {
  const outbox = memoryOutbox(limits);
  const clock = fakeClock();
  const lines: string[] = [];
  const all: readonly CourierChannel[] = channels.map(({ channel, settings }) => ({
    channel,
    settings: { name: channel.name, ...settings },
  }));
  const log = {
    error: (message: string) => lines.push(message),
    info: (message: string) => lines.push(message),
  };
  const courier = startCourier({ outbox, channels: all, log, clock, random: () => 0.5 });
  return { courier, outbox, clock, lines };
}

function changesOf(...keys: readonly string[]): readonly Change[] {
  return keys.map((key) => changeOf({ key, subject: key }));
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100_000 && !isSo(); turn++)
    await new Promise((settle) => {
      setImmediate(settle);
    });
  expect(isSo()).toBe(true);
}

test("a change goes to every channel that it passes, once", async () => {
  const one = channelThat("one", takes);
  const two = channelThat("two", takes);
  const { courier } = started([one, { ...two, settings: { severity: "critical" } }]);
  await courier.offer(changesOf("a", "b", "a"));
  await courier.offer(changesOf("b"));
  expect(await courier.stop(1000)).toEqual([]);
  expect(one.calls).toEqual([["a"], ["b"]]);
  expect(two.calls).toEqual([]);
});

test("a channel that hangs keeps no other from its changes, and loses none of its own", async () => {
  const dead = channelThat("dead", () => "hang");
  const good = channelThat("good", takes);
  const { courier, outbox } = started([dead, good]);
  await courier.offer(changesOf("a", "b", "c"));
  await until(() => good.calls.length === 3);
  expect(dead.calls).toEqual([["a"]]);
  expect(await courier.stop(0)).toEqual([{ channel: "dead", waiting: 3 }]);
  expect((await outbox.counts("dead")).waiting).toBe(3);
});

test("what is not taken is tried again after pauses that double, and in the end taken", async () => {
  const lazy = channelThat("lazy", (changes, call) =>
    call < 5 ? forAll(changes, { is: "later", because: "it answers 503" }) : takes(changes, call),
  );
  const { courier, clock, lines } = started([lazy]);
  await courier.offer(changesOf("a"));
  await until(() => lazy.calls.length === 5);
  expect(clock.slept.slice(0, 4)).toEqual([750, 1500, 3000, 6000]);
  expect(await courier.stop(1000)).toEqual([]);
  expect(lines).toEqual(["a channel does not take changes", "a channel takes changes again"]);
});

test("a receiver that says when to come again is not asked before", async () => {
  const busy = channelThat("busy", (changes, call) =>
    call === 1
      ? forAll(changes, { is: "later", because: "it answers 429", after: 42_000 })
      : takes(changes, call),
  );
  const { courier, clock } = started([busy]);
  await courier.offer(changesOf("a", "b"));
  await until(() => busy.calls.length === 3);
  expect(clock.slept).toEqual([42_000]);
  expect(busy.calls).toEqual([["a"], ["b"], ["a"]]);
  await courier.stop(1000);
});

test("after its last try a change is a dead letter, with the reason", async () => {
  const never = channelThat("never", (changes) =>
    forAll(changes, { is: "later", because: "it answers 500" }),
  );
  const { courier, outbox, lines } = started([{ ...never, settings: { tries: 3 } }]);
  await courier.offer(changesOf("a"));
  await until(() => lines.includes("changes are dead letters"));
  expect(never.calls).toEqual([["a"], ["a"], ["a"]]);
  const dead = await outbox.deadLetters("never", 10);
  expect(dead.map(({ change, because }) => [change.key, because])).toEqual([
    ["a", "it answers 500"],
  ]);
  await courier.stop(1000);
});

test("what would be too old at its next try is a dead letter", async () => {
  const never = channelThat("never", (changes) =>
    forAll(changes, { is: "later", because: "it answers 500", after: 4_000_000 }),
  );
  const { courier, outbox } = started([{ ...never, settings: { giveUpHours: 1 } }]);
  await courier.offer(changesOf("a"));
  await until(() => never.calls.length === 1);
  await courier.stop(1000);
  expect(await outbox.counts("never")).toMatchObject({ waiting: 0, dead: 1 });
});

test("one change that cannot be taken spoils no other of its batch", async () => {
  const strict = channelThat(
    "strict",
    (changes) =>
      changes.some(({ key }) => key === "bad")
        ? forAll(changes, { is: "refused", because: "it answers 400" })
        : forAll(changes, SENT),
    10,
  );
  const { courier, outbox } = started([strict]);
  await courier.offer(changesOf("a", "bad", "b"));
  expect(await courier.stop(1000)).toEqual([]);
  expect(strict.calls).toEqual([["a", "bad", "b"], ["a"], ["bad"], ["b"]]);
  const dead = await outbox.deadLetters("strict", 10);
  expect(dead.map(({ change }) => change.key)).toEqual(["bad"]);
});

test("what is resolved is told after what was opened, however often that failed", async () => {
  const lazy = channelThat(
    "lazy",
    (changes, call) =>
      call < 3 ? forAll(changes, { is: "later", because: "it answers 503" }) : takes(changes, call),
    10,
  );
  const { courier } = started([lazy]);
  await courier.offer([changeOf({ key: "opened" })]);
  await until(() => lazy.calls.length >= 1);
  await courier.offer([changeOf({ key: "resolved", kind: "finding.resolved" })]);
  await until(() => lazy.calls.flat().includes("resolved"));
  await courier.stop(1000);
  expect(lazy.calls).toEqual([["opened"], ["opened"], ["opened"], ["resolved"]]);
});

test("of a batch only what was not taken is sent again", async () => {
  const half = channelThat(
    "half",
    (changes, call) =>
      changes.map(({ key }) =>
        call === 1 && key === "b" ? { is: "later", because: "it answers 429" } : SENT,
      ),
    10,
  );
  const { courier } = started([half]);
  await courier.offer(changesOf("a", "b", "c"));
  await until(() => half.calls.length === 2);
  expect(half.calls).toEqual([["a", "b", "c"], ["b"]]);
  await courier.stop(1000);
});

test("a channel that throws, or says too little, is asked again", async () => {
  const odd = channelThat("odd", (changes, call) => {
    if (call === 1) return "throw";
    return call === 2 ? [] : takes(changes, call);
  });
  const { courier } = started([odd]);
  await courier.offer(changesOf("a"));
  await until(() => odd.calls.length === 3);
  expect(await courier.stop(1000)).toEqual([]);
});

test("changes are gathered for a while, or until a batch is full", async () => {
  const patient = channelThat("patient", takes, 3);
  const { courier, clock } = started([{ ...patient, settings: { batchSeconds: 20 } }]);
  await courier.offer(changesOf("a", "b"));
  await until(() => patient.calls.length === 1);
  expect(clock.slept).toEqual([20_000]);
  await courier.offer(changesOf("c", "d", "e", "f"));
  await until(() => patient.calls.length === 2);
  expect(patient.calls).toEqual([
    ["a", "b"],
    ["c", "d", "e"],
  ]);
  // What is gathered still goes before the end.
  expect(await courier.stop(1000)).toEqual([]);
  expect(patient.calls[2]).toEqual(["f"]);
});

test("there are no more messages a minute than allowed", async () => {
  const slow = channelThat("slow", takes);
  const { courier, clock } = started([{ ...slow, settings: { perMinute: 6 } }]);
  await courier.offer(changesOf("a", "b", "c"));
  await until(() => slow.calls.length === 3);
  expect(clock.slept).toEqual([10_000, 10_000]);
  await courier.stop(1000);
});

test("a channel that was dead says how many changes it missed", async () => {
  let isDead = true;
  const revived = channelThat("revived", (changes) =>
    forAll(changes, isDead ? { is: "later", because: "it answers 500" } : SENT),
  );
  const { courier } = started([revived], { waiting: 2 });
  await courier.offer(changesOf("a"));
  await until(() => revived.calls.length > 3);
  await courier.offer(changesOf("b", "c", "d", "e"));
  isDead = false;
  await until(() => revived.calls.some(([key]) => key === "dropped/revived/3"));
  expect(revived.calls.slice(-3)).toEqual([["d"], ["e"], ["dropped/revived/3"]]);
  expect(await courier.stop(1000)).toEqual([]);
});

test("an outbox that fails ends nothing", async () => {
  const one = channelThat("one", takes);
  const outbox = memoryOutbox();
  const clock = fakeClock();
  let failing = 3;
  const lines: string[] = [];
  const broken: Outbox = {
    ...outbox,
    due: (...args) =>
      failing-- > 0 ? Promise.reject(new Error("no connection")) : outbox.due(...args),
  };
  const log = { error: (message: string) => lines.push(message), info: () => undefined };
  const settings = { name: "one" };
  const courier = startCourier({
    ...{ outbox: broken, log, clock, random: () => 0.5 },
    channels: [{ channel: one.channel, settings }],
  });
  await courier.offer(changesOf("a"));
  await until(() => one.calls.length === 1);
  expect(lines.filter((line) => line === "the outbox cannot be used")).toHaveLength(3);
  await courier.stop(1000);
});

test("pauses double from a second to five minutes, and never undercut what the receiver asked for", () => {
  const pauses = (random: number): number[] =>
    [1, 2, 3, 9, 10, 1000].map((failures) => pauseAfter(failures, () => random));
  expect(pauses(0)).toEqual([500, 1000, 2000, 128_000, 150_000, 150_000]);
  expect(pauses(0.999999)).toEqual([1000, 2000, 4000, 256_000, 300_000, 300_000]);
  expect(pauseAfter(1, () => 0, 7000)).toBe(7000);
  expect(pauseAfter(1, () => 0, 1e12)).toBe(86_400_000);
});
