import {
  backupLines,
  createStore,
  type Database,
  migrate,
  restore,
  type Store,
  StoreFailure,
} from "@watertight/store";
import { describe, expect, test } from "vitest";
import { ACCEPTED, found, object, picture } from "./found.ts";
import { storeRig } from "./rig.ts";

/** What is kept, carried elsewhere and forgotten. */
export function describeKeeping(open: () => Promise<Database>): void {
  const rig = storeRig(open);

  describe("retention", () => {
    test("forgets what was over, and nothing that is there", async () => {
      const objects = [object("a", "1")];
      await rig.store.recordPicture(
        rig.at(),
        picture({ objects, findings: [found("a"), found("b")] }),
      );
      await rig.store.recordPicture(
        rig.at(),
        picture({ objects: [object("a", "2")], findings: [found("a")] }),
      );
      await rig.store.recordPicture(rig.at(), picture({ objects: [object("a", "3")] }));
      expect(await rig.store.prune(30)).toEqual({
        ...{ findings: 1, events: 2, objects: 1, revisions: 2 },
        ...{ messages: 0, reports: 0, incidents: 0 },
      });
      expect(await rig.states()).toEqual(["a resolved 0"]);
      const { reference } = object("a");
      const versions = await rig.store.versions("all", { cluster: "one", reference, limit: 9 });
      expect(versions.map(({ body }) => body)).toEqual(["3", "2"]);
    });
  });

  describe("backups", () => {
    const linesOf = async (of: Store): Promise<readonly string[]> => {
      const lines: string[] = [];
      for await (const line of backupLines(of.database, "2026-01-01T00:00:00Z")) {
        lines.push(line.trimEnd());
      }
      return lines;
    };
    const streamed = async function* (lines: readonly string[]): AsyncGenerator<string> {
      yield* await Promise.resolve(lines);
    };
    const empty = async (): Promise<Database> => {
      const database = await rig.open();
      rig.opened.push({ close: database.close });
      return database;
    };

    test("restore to the same answers, and what comes then is numbered after", async () => {
      const objects = [object("a", "1")];
      const findings = [found("ä'\u2028"), found("b", { exception: ACCEPTED })];
      await rig.store.recordPicture(rig.at(), picture({ objects, findings }));
      await rig.store.recordPicture(rig.at(), picture({ objects: [object("a", "2")] }));
      await rig.store.outbox().put([{ channel: "c", change: { key: "k" } }], 3);
      const lines = await linesOf(rig.store);
      const database = await empty();
      const counts = await restore(database, streamed(lines), () => 1);
      expect(counts).toEqual({
        ...{ clusters: 1, revisions: 2, object_versions: 2, findings: 2, finding_events: 5 },
        ...{ exceptions: 1, reports: 0, incidents: 0, evidence: 0, messages: 1, drops: 0 },
        schedules: 0,
      });
      const copy = await createStore(database, () => 1);
      expect(await linesOf(copy)).toEqual(lines);
      await copy.recordPicture(rig.at(), picture({ findings: [found("new")] }));
      const events = await copy.events("all", { filter: {}, after: 5, limit: 9 });
      expect(events.map((each) => [each.id, each.object.name])).toEqual([[6, "new"]]);
    });

    test("that are cut, changed or no backups are refused, and leave the database empty", async () => {
      await rig.store.recordPicture(rig.at(), picture({ findings: [found("a")] }));
      const lines = await linesOf(rig.store);
      const wrong: readonly (readonly [lines: readonly string[], sentence: string])[] = [
        [[], "This is no backup of a store: it has a line that is no JSON object."],
        [["{}"], "This is no backup of a store."],
        [lines.slice(0, -1), "The backup is cut: its end is missing."],
        [
          lines.map((line) => line.replace("privileged", "harmless")),
          "The backup was changed or cut: its digest is another one.",
        ],
        [
          lines.map((line) => line.replace('"table":"findings"', '"table":"pg_user"')),
          "The backup has a line that is no row of a table.",
        ],
        [
          lines.map((line) => line.replace('"migration":1', '"migration":99')),
          "The backup is of version 99, which this program does not know: use a newer one.",
        ],
      ];
      const database = await empty();
      for (const [broken, sentence] of wrong) {
        await expect(restore(database, streamed(broken), () => 1)).rejects.toThrow(
          new StoreFailure(sentence),
        );
      }
      const counts = await restore(database, streamed(lines), () => 1);
      expect(counts["findings"]).toBe(1);
      await expect(restore(database, streamed(lines), () => 1)).rejects.toThrow(
        "The database is not empty: restore into a new file or an empty database.",
      );
    });
  });

  describe("migrations", () => {
    test("are made once and recorded; a newer database is refused", async () => {
      const { database } = rig.store;
      expect(await migrate(database, () => 1)).toEqual({ applied: [] });
      const rows = await database.query.selectFrom("migrations").selectAll().execute();
      expect(rows).toEqual([{ version: 1, name: "first", applied_at: 1 }]);
      await database.query
        .insertInto("migrations")
        .values({ version: 2, name: "later", applied_at: 2 })
        .execute();
      await expect(migrate(database, () => 1)).rejects.toThrow(
        "The database is of version 2, and this program knows versions up to 1: a newer one has been there. Use that one, or restore a backup.",
      );
    });
  });
}
