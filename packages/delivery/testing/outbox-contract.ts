import type { Outbox } from "@watertight/delivery";
import { describe, expect, test } from "vitest";
import { changeOf } from "./changes.ts";

/** What every outbox has to keep: `make` gives an empty one each time. */
export function describeOutbox(name: string, make: () => Outbox | Promise<Outbox>): void {
  describe(name, () => {
    test("a key is taken once a channel, also after its letter was sent", async () => {
      const outbox = await make();
      const change = changeOf({ key: "a" });
      const both = [
        { channel: "one", change },
        { channel: "two", change },
      ];
      expect(await outbox.put([...both, { channel: "one", change }], 0)).toEqual({
        taken: 2,
        doubled: 1,
        dropped: 0,
      });
      const [letter] = await outbox.due("one", 0, 10);
      await outbox.done([letter?.id ?? ""]);
      expect(await outbox.put(both, 5)).toEqual({ taken: 0, doubled: 2, dropped: 0 });
      expect(await outbox.due("one", 10, 10)).toEqual([]);
      expect((await outbox.due("two", 10, 10)).map((each) => each.change)).toEqual([change]);
    });

    test("letters are due in the order of their putting until they are done", async () => {
      const outbox = await make();
      await outbox.put(lettersOf("a", "b", "c"), 100);
      expect(await keysDue(outbox, 99)).toEqual([]);
      expect(await outbox.nextDue("one")).toBe(100);
      expect(await keysDue(outbox, 100, 2)).toEqual(["a", "b"]);
      expect(await keysDue(outbox, 100)).toEqual(["a", "b", "c"]);
      const letters = await outbox.due("one", 100, 2);
      expect(letters.map(({ put, tries, channel }) => ({ put, tries, channel }))).toEqual([
        { put: 100, tries: 0, channel: "one" },
        { put: 100, tries: 0, channel: "one" },
      ]);
      await outbox.done(letters.map(({ id }) => id));
      expect(await keysDue(outbox, 100)).toEqual(["c"]);
      expect(await outbox.counts("one")).toEqual({
        waiting: 1,
        dead: 0,
        dropped: { full: 0, "dead-letters-full": 0 },
      });
    });

    test("what failed is due again at its next try, with a try more", async () => {
      const outbox = await make();
      await outbox.put(lettersOf("a", "b"), 0);
      const [first] = await outbox.due("one", 0, 1);
      await outbox.failed([first?.id ?? ""], { because: "it answers 503", nextTry: 50 });
      expect(await keysDue(outbox, 49)).toEqual(["b"]);
      expect(await keysDue(outbox, 50)).toEqual(["b", "a"]);
      expect((await outbox.due("one", 50, 2)).map(({ tries }) => tries)).toEqual([0, 1]);
      expect(await outbox.nextDue("one")).toBe(0);
      expect(await outbox.nextDue("two")).toBeUndefined();
    });

    test("of letters about one thing the next is due once the one before has gone", async () => {
      const outbox = await make();
      const about = (key: string, cluster: string) => ({
        channel: "one",
        change: changeOf({ key, cluster, subject: "same" }),
      });
      await outbox.put([about("opened", "a"), about("resolved", "a"), about("other", "b")], 0);
      expect(await keysDue(outbox, 0)).toEqual(["opened", "other"]);
      const [opened] = await outbox.due("one", 0, 1);
      await outbox.failed([opened?.id ?? ""], { because: "it answers 503", nextTry: 50 });
      expect(await keysDue(outbox, 49)).toEqual(["other"]);
      await outbox.done((await outbox.due("one", 49, 1)).map(({ id }) => id));
      expect(await outbox.nextDue("one")).toBe(50);
      expect(await keysDue(outbox, 50)).toEqual(["opened"]);
      await outbox.bury([opened?.id ?? ""], { because: "it answers 400", now: 50 });
      expect(await keysDue(outbox, 50)).toEqual(["resolved"]);
    });

    test("dead letters are kept with the reason, latest first, and can be revived", async () => {
      const outbox = await make();
      await outbox.put(lettersOf("a", "b"), 0);
      for (const { id } of await outbox.due("one", 0, 2))
        await outbox.bury([id], { because: "it answers 400", now: 7 });
      expect(await keysDue(outbox, 1000)).toEqual([]);
      const dead = await outbox.deadLetters("one", 1);
      expect(dead.map(({ change, because, died }) => [change.key, because, died])).toEqual([
        ["b", "it answers 400", 7],
      ]);
      expect((await outbox.counts("one")).dead).toBe(2);
      expect(await outbox.revive("one", 9)).toBe(2);
      expect(await keysDue(outbox, 9)).toEqual(["a", "b"]);
      expect((await outbox.due("one", 9, 1)).map(({ tries }) => tries)).toEqual([0]);
      expect(await outbox.deadLetters("one", 10)).toEqual([]);
    });

    test("ids that are not there are passed over", async () => {
      const outbox = await make();
      await outbox.put(lettersOf("a"), 0);
      const [letter] = await outbox.due("one", 0, 1);
      const ids = [letter?.id ?? ""];
      await outbox.done(ids);
      await outbox.done(ids);
      await outbox.failed(ids, { because: "late", nextTry: 5 });
      await outbox.bury(ids, { because: "late", now: 5 });
      expect(await outbox.counts("one")).toMatchObject({ waiting: 0, dead: 0 });
    });

    test("a change comes back as it was put", async () => {
      const outbox = await make();
      const change = changeOf({
        key: "ü\u2028'\"\\; drop",
        object: undefined,
        message: "with “quotes”",
        data: { nested: [1, null, { deep: "\ud83d\ude00" }] },
      });
      await outbox.put([{ channel: "one", change }], 0);
      expect((await outbox.due("one", 0, 1))[0]?.change).toEqual(change);
    });
  });
}

function lettersOf(...keys: readonly string[]) {
  return keys.map((key) => ({ channel: "one", change: changeOf({ key, subject: key }) }));
}

async function keysDue(outbox: Outbox, now: number, limit = 10): Promise<readonly string[]> {
  return (await outbox.due("one", now, limit)).map(({ change }) => change.key);
}
