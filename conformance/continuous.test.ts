import { builtInChecks } from "@watertight/core/checks";
import { createCluster } from "@watertight/core/cluster";
import { scan, scanContinuously } from "@watertight/core/scan";
import { createSnapshot } from "@watertight/core/snapshot";
import { expect, test } from "vitest";
import { createChangingCluster } from "../packages/core/testing/changing-cluster.ts";
import { seeded } from "../packages/core/testing/seeded.ts";

const CLUSTERS = 10;
const CHANGES = 120;

/** Most changes must be followed without starting anew, else nothing is shown of that. */
const FOLLOWED = 0.8;

test(`a followed cluster has the findings of a scan from scratch after each of ${CLUSTERS * CHANGES} random changes`, () => {
  const checks = builtInChecks();
  const start = Math.floor(Math.random() * 1_000_000);
  console.log(`Seeds from ${start}.`);
  let followed = 0;
  for (let index = 0; index < CLUSTERS; index++) {
    const cluster = createChangingCluster(seeded(start + index), 40);
    const continuous = scanContinuously(cluster.input(), checks);
    for (let round = 0; round < CHANGES; round++) {
      const before = continuous.cluster();
      continuous.apply(cluster.change());
      if (continuous.cluster() === before) followed += 1;
      const fresh = scan(createCluster(createSnapshot(cluster.input())), checks);
      expect(textsOf(continuous.findings()), `seed ${start + index}, change ${round}`).toEqual(
        textsOf(fresh),
      );
    }
  }
  console.log(`${followed} of ${CLUSTERS * CHANGES} changes were followed.`);
  expect(followed).toBeGreaterThan(FOLLOWED * CLUSTERS * CHANGES);
}, 120_000);

function textsOf(findings: Iterable<object>): string[] {
  return Array.from(findings, (finding) => JSON.stringify(finding)).sort();
}
