import fc from "fast-check";
import { expect, test } from "vitest";
import { compareWithPackets } from "../../testing/network/compare.ts";
import { FAMILIES, randomClusterOf } from "../../testing/network/random-plugin.ts";
import { runs } from "../../testing/runs.ts";
import { seeded } from "../../testing/seeded.ts";

test.each(FAMILIES)(
  "the engine says of every connection in small clusters what packets do: %s",
  (family) => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom("v1alpha1", "v1alpha2"), (seed, spelling) => {
        const cluster = randomClusterOf(family, seeded(seed));
        expect(compareWithPackets(cluster, spelling).differences).toEqual([]);
      }),
      runs(15),
    );
  },
);
