import fc from "fast-check";
import { expect, test } from "vitest";
import { objectsOf } from "../../testing/network/cluster.ts";
import { ASKED_PORTS, randomCluster } from "../../testing/network/random-cluster.ts";
import { runs } from "../../testing/runs.ts";
import { seeded } from "../../testing/seeded.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { createNetworkAnalysis } from "./analysis.ts";
import { callersOf, judgeCallers } from "./callers.ts";
import type { NetworkAnalysis, Party } from "./model.ts";
import type { Backend } from "./services.ts";
import { RANK, verdictBetween } from "./verdict-between.ts";

const SCOPES = ["internet", "private", "network"] as const;

/** The verdict on each range of addresses that policies tell apart, traced rule by rule; without those of another family. */
function traced(
  callers: readonly Party[],
  backend: Backend,
  analysis: NetworkAnalysis,
): readonly (keyof typeof RANK)[] {
  const atoms = analysis.possibilities[0]?.reachability.universe.addresses.atoms ?? [];
  return atoms
    .filter((atom) =>
      callers.some(
        (party) =>
          party.kind === "addresses" &&
          party.range.family === atom.family &&
          party.range.first <= atom.first &&
          atom.last <= party.range.last,
      ),
    )
    .map((range) => verdictBetween({ kind: "addresses", range }, backend, analysis))
    .filter(({ egress }) => egress.reason !== "they have no network in common")
    .map(({ verdict }) => verdict);
}

test("the callers that come furthest, and whether all come as far, are those of the rules", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const snapshot = wholeSnapshotOf(objectsOf(randomCluster(seeded(seed))));
      const analysis = createNetworkAnalysis(snapshot);
      for (const endpoint of analysis.endpoints)
        for (const [protocol, port] of ASKED_PORTS)
          for (const scope of SCOPES) {
            const backend: Backend = { party: { kind: "endpoint", endpoint }, protocol, port };
            const callers = callersOf(scope, analysis);
            const all = traced(callers, backend, analysis);
            const judged = judgeCallers(callers, backend, analysis);
            const furthest = judged && verdictBetween(judged.furthest, backend, analysis).verdict;
            expect(furthest).toBe(all.toSorted((a, b) => RANK[b] - RANK[a])[0]);
            expect(judged?.isUniform ?? true).toBe(new Set(all).size <= 1);
          }
    }),
    runs(8),
  );
});
