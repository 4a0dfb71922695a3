import { describe, expect, it } from "vitest";
import { createChangingCluster } from "../../testing/changing-cluster.ts";
import { seeded } from "../../testing/seeded.ts";
import { builtInChecks } from "../checks/index.ts";
import { createCluster } from "../cluster/cluster.ts";
import { createSnapshot } from "../snapshot/snapshot.ts";
import { scanContinuously } from "./continuous.ts";
import { scan } from "./scan.ts";

const checks = builtInChecks();

describe("scanContinuously", () => {
  it.each([1, 2, 3])(
    "has the findings of a scan from scratch after each of random changes (seed %i)",
    (seed) => {
      const cluster = createChangingCluster(seeded(seed), 40);
      const continuous = scanContinuously(cluster.input(), checks);
      for (let round = 0; round < 60; round++) {
        const changes = cluster.change();
        continuous.apply(changes);
        const fresh = [...scan(createCluster(createSnapshot(cluster.input())), checks)];
        expect(
          textsOf(continuous.findings()),
          `${round} ${JSON.stringify(changes.put[0]?.object)}`,
        ).toEqual(textsOf(fresh));
      }
    },
  );
});

function textsOf(findings: Iterable<object>): string[] {
  return Array.from(findings, (finding) => JSON.stringify(finding)).sort();
}
