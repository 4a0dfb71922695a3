import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../../../conformance/seeded.ts";
import { compareWithPackets } from "./testing/compare.ts";
import { randomCluster } from "./testing/random-cluster.ts";

test("the engine says of every connection in small clusters what packets do", () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom("v1alpha1", "v1alpha2"), (seed, spelling) => {
      expect(compareWithPackets(randomCluster(seeded(seed)), spelling).differences).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
