import { changeOf, describeOutbox } from "@watertight/delivery/testing";
import { expect, test } from "vitest";
import { memoryOutbox } from "./memory-outbox.ts";

describeOutbox("an outbox in memory", () => memoryOutbox());

test("where there is no room the oldest letter of the channel goes, and is counted", async () => {
  const outbox = memoryOutbox({ waiting: 2 });
  const letters = ["a", "b", "c"].map((key) => ({
    channel: "one",
    change: changeOf({ key, subject: key }),
  }));
  expect(await outbox.put(letters, 0)).toEqual({ taken: 3, doubled: 0, dropped: 1 });
  const due = await outbox.due("one", 0, 10);
  expect(due.map(({ change }) => change.key)).toEqual(["b", "c"]);
  expect((await outbox.counts("one")).dropped).toEqual({ full: 1, "dead-letters-full": 0 });
  expect((await outbox.counts("two")).dropped).toEqual({ full: 0, "dead-letters-full": 0 });
});

test("the oldest dead letter goes where there is no room for more", async () => {
  const outbox = memoryOutbox({ dead: 1 });
  const letters = ["a", "b"].map((key) => ({
    channel: "one",
    change: changeOf({ key, subject: key }),
  }));
  await outbox.put(letters, 0);
  const ids = (await outbox.due("one", 0, 10)).map(({ id }) => id);
  await outbox.bury(ids, { because: "it answers 400", now: 1 });
  expect((await outbox.deadLetters("one", 10)).map(({ change }) => change.key)).toEqual(["b"]);
  expect(await outbox.counts("one")).toEqual({
    waiting: 0,
    dead: 1,
    dropped: { full: 0, "dead-letters-full": 1 },
  });
});
