import { expect, test } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import { createCveJudge } from "../versions/cves/judge.ts";
import { driftOf } from "./drift.ts";
import { knownCvesOf } from "./rows.ts";

const JUDGE = createCveJudge();

function kops(day: string, ...versions: readonly string[]) {
  const nodes = versions.map((version, index) => ({
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: `n${index}` },
    status: { nodeInfo: { kubeletVersion: version, operatingSystem: "linux" } },
  }));
  return { day, rows: knownCvesOf(createCluster(snapshotOf(nodes)), JUDGE) };
}

const OBJECTIVES = { high: 30 };

/** What is told of CVE-2024-10220, which was published on 2024-11-20 and has fixes in 1.28.12, 1.29.7 and 1.30.3. */
function told(...pictures: readonly ReturnType<typeof kops>[]): unknown {
  const drift = driftOf(pictures, OBJECTIVES);
  const row = drift?.open.find(({ id }) => id === "CVE-2024-10220");
  return row && [row.versions, row.since, row.isAtLeast, row.days, row.isOver];
}

test("what was there before its publication could be fixed from that day on", () => {
  const before = kops("2024-11-01", "v1.30.2");
  expect(told(before, kops("2024-12-20", "v1.30.2"))).toStrictEqual([
    ["v1.30.2"],
    "2024-11-20",
    false,
    30,
    false,
  ]);
  expect(told(kops("2024-12-21", "v1.30.2"), before)).toStrictEqual([
    ["v1.30.2"],
    "2024-11-20",
    false,
    31,
    true,
  ]);
});

test("what came with a version counts from the first day on which it is seen, and anew after it was gone", () => {
  const days = [
    kops("2025-01-01", "v1.30.2"),
    kops("2025-02-01", "v1.30.3"),
    kops("2025-03-01", "v1.30.2", "v1.29.6"),
    kops("2025-03-11", "v1.29.6"),
  ];
  expect(told(...days)).toStrictEqual([["v1.29.6"], "2025-03-01", false, 10, false]);
  expect(told(...days.slice(0, 1))).toStrictEqual([["v1.30.2"], "2025-01-01", true, 0, false]);
  expect(told(...days.slice(0, 2))).toBeUndefined();
  expect(driftOf(days.slice(0, 2), OBJECTIVES)?.fixed).toStrictEqual([
    {
      component: "kubelet",
      id: "CVE-2024-10220",
      severity: "high",
      lastSeen: "2025-01-01",
      goneBy: "2025-02-01",
    },
  ]);
});

test("without an objective nothing is over, and without a picture there is nothing", () => {
  const [row] = driftOf([kops("2026-01-01", "v1.30.2")], {})?.open ?? [];
  expect([row?.objective, row?.isOver]).toStrictEqual([undefined, false]);
  expect(driftOf([], {})).toBeUndefined();
});
