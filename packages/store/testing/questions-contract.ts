import type { Database, Store } from "@watertight/store";
import { beforeEach, describe, expect, test } from "vitest";
import { found, picture } from "./found.ts";
import { nameIn, storeRig } from "./rig.ts";

/** What is found again, and by whom. */
export function describeQuestions(open: () => Promise<Database>): void {
  const rig = storeRig(open);

  describe("questions", () => {
    beforeEach(async () => {
      await rig.store.recordPicture(
        rig.at(),
        picture({
          findings: [
            found("a", { severity: "low", namespace: "zoo" }),
            found("b_1", { severity: "critical", check: "other" }),
            found("c%", { severity: "critical" }),
            found("d", { severity: "medium", namespace: "" }),
          ],
        }),
      );
      await rig.store.recordPicture(
        rig.at({ cluster: "two" }),
        picture({ findings: [found("e")] }),
      );
    });
    const names = async (
      wish: Partial<Parameters<Store["findings"]>[1]>,
      scope: Parameters<Store["findings"]>[0] = "all",
    ): Promise<readonly string[]> => {
      const page = await rig.store.findings(scope, {
        ...{ filter: {}, order: "severity", limit: 10 },
        ...wish,
      });
      return (page?.items ?? []).map(({ document }) => nameIn(document));
    };

    test("are sorted", async () => {
      expect(await names({ order: "severity" })).toEqual(["b_1", "c%", "e", "d", "a"]);
      expect(await names({ order: "namespace" })).toEqual(["d", "b_1", "c%", "e", "a"]);
      expect(await names({ order: "check" })).toEqual(["b_1", "a", "c%", "d", "e"]);
      expect(await names({ order: "opened" })).toEqual(["e", "a", "b_1", "c%", "d"]);
    });

    test("are answered page by page, each finding once", async () => {
      for (const order of ["severity", "opened", "changed", "namespace", "check"] as const) {
        const all: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await rig.store.findings("all", {
            ...{ filter: {}, order, limit: 2 },
            ...(cursor !== undefined && { cursor }),
          });
          all.push(...(page?.items ?? []).map(({ document }) => document));
          cursor = page?.next;
        } while (cursor !== undefined);
        expect(new Set(all).size).toBe(5);
        expect(all).toHaveLength(5);
      }
      expect(
        await rig.store.findings("all", { filter: {}, order: "check", limit: 2, cursor: "%%" }),
      ).toBeUndefined();
    });

    test("are answered by what is asked for", async () => {
      expect(await names({ filter: { clusters: ["two"] } })).toEqual(["e"]);
      expect(await names({ filter: { severities: ["low", "medium"] } })).toEqual(["d", "a"]);
      expect(await names({ filter: { namespaces: ["zoo", ""] } })).toEqual(["d", "a"]);
      expect(await names({ filter: { checks: ["other"], states: ["open"] } })).toEqual(["b_1"]);
      expect(await names({ filter: { states: ["resolved"] } })).toEqual([]);
      expect(await names({ filter: { fingerprint: "f-d" } })).toEqual(["d"]);
      expect(await names({ filter: { changedSince: 20 } })).toEqual(["e"]);
    });

    test("of a text take it as it is", async () => {
      expect(await names({ filter: { text: "B_1" } })).toEqual(["b_1"]);
      expect(await names({ filter: { text: "_" } })).toEqual(["b_1"]);
      expect(await names({ filter: { text: "%" } })).toEqual(["c%"]);
      expect(await names({ filter: { text: "'; drop table findings; --\\" } })).toEqual([]);
    });

    test("are counted by several things at once", async () => {
      expect(await rig.store.counts("all", { filter: {}, by: [] })).toEqual([{ by: {}, count: 5 }]);
      const counts = await rig.store.counts("all", {
        filter: { clusters: ["one"] },
        by: ["cluster", "severity"],
      });
      expect(counts[0]).toEqual({ by: { cluster: "one", severity: "critical" }, count: 2 });
      expect(counts).toHaveLength(3);
    });

    test("show nobody what his scope does not", async () => {
      expect(await names({}, [])).toEqual([]);
      expect(await names({}, [{ cluster: "two", namespaces: "all" }])).toEqual(["e"]);
      expect(await names({}, [{ cluster: "one", namespaces: ["zoo"] }])).toEqual(["a"]);
      expect(await names({}, [{ cluster: "one", namespaces: [] }])).toEqual([]);
      const scope = [
        { cluster: "one", namespaces: ["zoo"] },
        { cluster: "two", namespaces: "all" as const },
      ];
      expect(await names({}, scope)).toEqual(["e", "a"]);
      const counts = await rig.store.counts(scope, { filter: {}, by: [] });
      expect(counts).toEqual([{ by: {}, count: 2 }]);
      const events = await rig.store.events(scope, { filter: {}, after: 0, limit: 10 });
      expect(events.map(({ object: { name } }) => name)).toEqual(["a", "e"]);
      const shown = await rig.store.clusters([{ cluster: "two", namespaces: [] }]);
      expect(shown.map(({ name }) => name)).toEqual(["two"]);
    });

    test("of events go on after one that is known", async () => {
      const all = await rig.store.events("all", { filter: {}, after: undefined, limit: 10 });
      expect(all.map(({ object: { name } }) => name)).toEqual(["a", "b_1", "c%", "d", "e"]);
      const third = all[2]?.id;
      const rest = await rig.store.events("all", { filter: {}, after: third, limit: 10 });
      expect(rest.map(({ object: { name } }) => name)).toEqual(["d", "e"]);
      const before = { filter: {}, after: third, limit: 1, backwards: true };
      expect((await rig.store.events("all", before)).map((each) => each.object.name)).toEqual([
        "b_1",
      ]);
      expect(await rig.store.lastEvent()).toBe(all.at(-1)?.id);
    });
  });

  describe("documents", () => {
    test("of reports, incidents and evidence are kept by cluster", async () => {
      await rig.store.recordPicture(rig.at(), picture());
      const report = { cluster: "one", kind: "daily", at: 5, document: "{}" };
      await rig.store.putReport(report);
      await rig.store.putReport({ ...report, cluster: "unknown" });
      const [kept, ...others] = await rig.store.reports("all", { limit: 9 });
      expect([{ ...kept, id: 0 }, others]).toEqual([{ ...report, id: 0, revision: 1 }, []]);
      expect(
        await rig.store.reports([{ cluster: "one", namespaces: ["x"] }], { limit: 9 }),
      ).toEqual([]);
      const incident = {
        ...{ cluster: "one", key: "i1", severity: "high", score: 7, state: "open" },
        ...{ firstAt: 1, lastAt: 2, document: "{}" },
      };
      await rig.store.putIncident(incident);
      await rig.store.putIncident({ ...incident, state: "closed", lastAt: 3 });
      expect(await rig.store.incidents("all", { limit: 9 })).toEqual([
        { ...incident, state: "closed", lastAt: 3 },
      ]);
      const evidence = {
        ...{ cluster: "one", incident: "i1", digest: "d", kind: "log", place: "s3://b" },
        capturedAt: 4,
      };
      await rig.store.putEvidence(evidence);
      await rig.store.putEvidence(evidence);
      expect(await rig.store.evidence("all", { cluster: "one", incident: "i1" })).toEqual([
        evidence,
      ]);
    });
  });
}
