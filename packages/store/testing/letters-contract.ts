import type { Database } from "@watertight/store";
import { expect, test } from "vitest";
import { storeRig } from "./rig.ts";

/** What leaves and waits for that. */
export function describeLetters(open: () => Promise<Database>): void {
  const rig = storeRig(open);
  const letter = (key: string, subject = key, channel = "one") => ({
    ...{ channel, change: { key, cluster: "c", subject, text: "ü\u2028'\\" } },
  });
  const due = async (now: number): Promise<readonly string[]> =>
    (await rig.store.outbox().due("one", now, 10)).map(({ change }) => change.key);

  test("a key is taken once a channel, also when its letter has left", async () => {
    const outbox = rig.store.outbox();
    const two = [letter("a"), letter("a", "a", "two"), letter("a")];
    expect(await outbox.put(two, 1)).toEqual({ taken: 2, doubled: 1, dropped: 0 });
    const [first] = await outbox.due("one", 1, 5);
    expect(first).toEqual({ id: "1", ...letter("a"), put: 1, tries: 0 });
    await outbox.done(["1", "1", "99", "no"]);
    expect(await outbox.put(two, 2)).toEqual({ taken: 0, doubled: 3, dropped: 0 });
    expect(await due(9)).toEqual([]);
  });

  test("of letters about one thing the next waits for the one before", async () => {
    const outbox = rig.store.outbox();
    await outbox.put([letter("opened", "x"), letter("resolved", "x"), letter("other")], 0);
    expect(await due(0)).toEqual(["opened", "other"]);
    await outbox.failed(["1"], { because: "it answers 503", nextTry: 50 });
    expect(await due(49)).toEqual(["other"]);
    await outbox.done(["3"]);
    expect(await outbox.nextDue("one")).toBe(50);
    expect((await outbox.due("one", 50, 9)).map(({ tries }) => tries)).toEqual([1]);
    await outbox.bury(["1"], { because: "it answers 400", now: 51 });
    expect(await due(51)).toEqual(["resolved"]);
    expect(await outbox.nextDue("two")).toBeUndefined();
  });

  test("what is given up is kept with the reason, latest first, and can be tried anew", async () => {
    const outbox = rig.store.outbox();
    await outbox.put([letter("a"), letter("b")], 0);
    await outbox.bury(["1"], { because: "it answers 400", now: 7 });
    await outbox.bury(["2"], { because: "it is too large", now: 8 });
    const dead = await outbox.deadLetters("one", 10);
    expect(dead.map(({ change, because, died }) => [change.key, because, died])).toEqual([
      ["b", "it is too large", 8],
      ["a", "it answers 400", 7],
    ]);
    expect(await outbox.revive("one", 9)).toBe(2);
    expect(await due(9)).toEqual(["a", "b"]);
    expect(await outbox.counts("one")).toEqual({
      ...{ waiting: 2, dead: 0, dropped: { full: 0, "dead-letters-full": 0 } },
    });
  });
}
