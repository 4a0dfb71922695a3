import { type Database, Overtaken } from "@watertight/store";
import { describe, expect, test } from "vitest";
import { ACCEPTED, found, object, picture } from "./found.ts";
import { storeRig } from "./rig.ts";

/** What is written, and in which commits. */
export function describeLives(open: () => Promise<Database>): void {
  const rig = storeRig(open);

  describe("findings", () => {
    test("open once, stay without an event, are resolved and open again", async () => {
      const all = picture({ findings: [found("a"), found("b")] });
      await rig.store.recordPicture(rig.at(), all);
      expect(rig.happened()).toEqual(["a opened by cluster", "b opened by cluster"]);
      await rig.store.recordPicture(rig.at(), all);
      expect(rig.happened()).toEqual([]);
      await rig.store.recordPicture(rig.at(), picture({ findings: [found("b")] }));
      expect(rig.happened()).toEqual(["a resolved by cluster"]);
      expect(await rig.states()).toEqual(["a resolved 0", "b open 0"]);
      await rig.store.recordPicture(rig.at(), all);
      expect(rig.happened()).toEqual(["a reopened by cluster"]);
      expect(await rig.states()).toEqual(["a open 1", "b open 0"]);
    });

    test("are accepted by whom the exception names, and open again when it has ended", async () => {
      const excepted = found("a", { exception: ACCEPTED });
      await rig.store.recordPicture(rig.at(), picture({ findings: [found("a")] }));
      await rig.store.recordPicture(rig.at(), picture({ findings: [excepted] }));
      expect(rig.happened()).toEqual(["a opened by cluster", "a excepted by platform"]);
      expect(await rig.store.exceptions("all", {})).toEqual([
        { cluster: "one", ...ACCEPTED, createdAt: 20, endedAt: undefined },
      ]);
      await rig.store.recordPicture(rig.at(), picture({ findings: [found("a")] }));
      expect(rig.told.map(({ type, detail }) => [type, detail])).toEqual([
        ["reopened", "its exception no longer holds"],
      ]);
      const [ended] = await rig.store.exceptions("all", {});
      expect(ended?.endedAt).toBe(30);
    });

    test("that are accepted from the first are opened and accepted in one commit", async () => {
      const excepted = found("a", { exception: ACCEPTED });
      await rig.store.recordPicture(rig.at(), picture({ findings: [excepted] }));
      expect(rig.happened()).toEqual(["a opened by cluster", "a excepted by platform"]);
      expect(await rig.states()).toEqual(["a excepted 0"]);
    });

    test("of another severity are an event, of another message only a new document", async () => {
      await rig.store.recordPicture(rig.at(), picture({ findings: [found("a")] }));
      await rig.store.recordPicture(
        rig.at(),
        picture({ findings: [found("a", { message: "m" })] }),
      );
      await rig.store.recordPicture(
        rig.at(),
        picture({ findings: [found("a", { message: "m", severity: "critical" })] }),
      );
      expect(rig.told.map(({ type, detail, severity }) => [type, detail, severity])).toEqual([
        ["opened", "", "high"],
        ["changed", "high before", "critical"],
      ]);
      const page = await rig.store.findings("all", { filter: {}, order: "severity", limit: 1 });
      expect(page?.items.map(({ openedAt, changedAt }) => [openedAt, changedAt])).toEqual([
        [10, 30],
      ]);
    });

    test("are not resolved while something cannot be seen that could be before", async () => {
      await rig.store.recordPicture(rig.at(), picture({ findings: [found("a"), found("b")] }));
      const blind = picture({ findings: [found("b")], gaps: ["roles"] });
      await rig.store.recordPicture(rig.at(), blind);
      await rig.store.recordPicture(rig.at(), blind);
      expect(await rig.states()).toEqual(["a open 0", "b open 0"]);
      const page = await rig.store.findings("all", { filter: {}, order: "check", limit: 10 });
      expect(page?.items.map(({ unseenSince }) => unseenSince)).toEqual([20, undefined]);
      await rig.store.recordPicture(rig.at(), picture({ findings: [found("b")] }));
      expect(await rig.states()).toEqual(["a resolved 0", "b open 0"]);
      expect(rig.happened()).toEqual([
        "a opened by cluster",
        "b opened by cluster",
        "a resolved by cluster",
      ]);
    });

    test("are resolved where what cannot be seen never could be", async () => {
      await rig.store.recordPicture(rig.at(), picture({ findings: [found("a")], gaps: ["roles"] }));
      await rig.store.recordPicture(rig.at(), picture({ gaps: ["roles"] }));
      expect(await rig.states()).toEqual(["a resolved 0"]);
    });

    test("of one check and fingerprint are told apart by their number", async () => {
      const twice = [found("a"), found("a", { message: "again" })];
      await rig.store.recordPicture(rig.at(), picture({ findings: twice }));
      const changes = { put: [], removed: [], fingerprints: ["f-a"] };
      await rig.store.recordChanges(rig.at(), { ...changes, findings: twice.slice(0, 1) });
      expect(await rig.states()).toEqual(["a open 0", "a resolved 0"]);
      await rig.store.recordChanges(rig.at(), { ...changes, findings: twice });
      expect(await rig.states()).toEqual(["a open 0", "a open 1"]);
    });

    test("of a change are those of its fingerprints and no others", async () => {
      await rig.store.recordPicture(rig.at(), picture({ findings: [found("a"), found("b")] }));
      rig.told.length = 0;
      await rig.store.recordChanges(rig.at(), {
        ...{ put: [], removed: [], fingerprints: ["f-a", "f-c"] },
        findings: [found("c")],
      });
      expect(rig.happened()).toEqual(["c opened by cluster", "a resolved by cluster"]);
      expect(await rig.states()).toEqual(["a resolved 0", "b open 0", "c open 0"]);
    });

    test("of many are written and resolved together", async () => {
      const many = Array.from({ length: 1203 }, (_, number) => found(`n${number}`));
      await rig.store.recordPicture(rig.at(), picture({ findings: many }));
      await rig.store.recordPicture(rig.at(), picture({ findings: many.slice(1000) }));
      const counts = await rig.store.counts("all", { filter: {}, by: ["state"] });
      expect(counts).toEqual([
        { by: { state: "resolved" }, count: 1000 },
        { by: { state: "open" }, count: 203 },
      ]);
      expect(rig.told).toHaveLength(2203);
    });
  });

  describe("commits", () => {
    test("that fail leave nothing behind, no event and no message", async () => {
      const failing = rig.at({
        tell: async (events, transaction) => {
          await rig.store
            .outbox(transaction)
            .put([{ channel: "c", change: { key: String(events[0]?.id) } }], 1);
          throw new Error("it breaks");
        },
      });
      await expect(
        rig.store.recordPicture(
          failing,
          picture({ findings: [found("a")], objects: [object("a")] }),
        ),
      ).rejects.toThrow("it breaks");
      expect(await rig.states()).toEqual([]);
      expect(await rig.store.events("all", { filter: {}, after: 0, limit: 10 })).toEqual([]);
      expect(await rig.store.clusters("all")).toEqual([]);
      expect((await rig.store.outbox().counts("c")).waiting).toBe(0);
    });

    test("of whom another has overtaken are refused", async () => {
      const { revision } = await rig.store.recordPicture(rig.at(), picture());
      await rig.store.recordPicture(rig.at({ seen: revision }), picture());
      await expect(rig.store.recordPicture(rig.at({ seen: revision }), picture())).rejects.toThrow(
        Overtaken,
      );
      expect((await rig.store.clusters("all")).map((each) => each.revision)).toEqual([2]);
    });

    test("count what is otherwise", async () => {
      const objects = [object("a"), object("b")];
      const first = await rig.store.recordPicture(rig.at(), picture({ objects }));
      const second = await rig.store.recordPicture(
        rig.at(),
        picture({ objects: [object("a", "1")] }),
      );
      expect([first, second]).toEqual([
        { revision: 1, changedObjects: 2 },
        { revision: 2, changedObjects: 2 },
      ]);
      expect(await rig.store.revisions("one", { before: undefined, limit: 9 })).toEqual([
        { revision: 2, at: 20, changedObjects: 2 },
        { revision: 1, at: 10, changedObjects: 2 },
      ]);
    });
  });

  describe("objects", () => {
    const bodies = async (revision?: number): Promise<readonly string[]> => {
      const page = await rig.store.objects("all", {
        filter: { cluster: "one" },
        limit: 10,
        ...(revision !== undefined && { revision }),
      });
      return (page?.items ?? []).map(({ reference, body }) => `${reference.name}=${body}`);
    };

    test("are kept as they were at each revision", async () => {
      const objects = [object("a", "1"), object("b", "1"), object("c", "1")];
      await rig.store.recordPicture(rig.at(), picture({ objects }));
      await rig.store.recordChanges(rig.at(), {
        ...{ put: [object("a", "2"), object("b", "1")], fingerprints: [], findings: [] },
        removed: [object("c").reference],
      });
      await rig.store.recordPicture(
        rig.at(),
        picture({ objects: [object("b", "1"), object("a", "3")] }),
      );
      expect(await bodies()).toEqual(["b=1", "a=3"]);
      expect(await bodies(2)).toEqual(["b=1", "a=2"]);
      expect(await bodies(1)).toEqual(["a=1", "b=1", "c=1"]);
      const { reference } = object("a");
      const versions = await rig.store.versions("all", { cluster: "one", reference, limit: 9 });
      expect(versions.map((each) => [each.body, each.fromRevision, each.untilRevision])).toEqual([
        ["3", 3, undefined],
        ["2", 2, 3],
        ["1", 1, 2],
      ]);
    });

    test("are walked over page by page", async () => {
      const objects = Array.from({ length: 2101 }, (_, number) => object(`o${number}`));
      await rig.store.recordPicture(rig.at(), picture({ objects }));
      let count = 0;
      for await (const { reference } of rig.store.eachObject("one")) {
        expect(reference.name).toBe(`o${count}`);
        count += 1;
      }
      expect(count).toBe(2101);
    });
  });
}
