import fc from "fast-check";
import { expect, test } from "vitest";
import { naiveAdmins } from "../../../testing/access/naive-admins.ts";
import { analyse, anyCluster } from "../../../testing/access/random-clusters.ts";

test("whoever becomes cluster-admin when plain loops ask over and over is found too", () => {
  let led = 0;
  fc.assert(
    fc.property(anyCluster, (objects) => {
      const { escalation } = analyse(objects);
      const found = escalation.subjects.flatMap(
        ({ subject: { kind, namespace: space, name }, reaches }) =>
          kind === "ServiceAccount" && reaches.includes("cluster-admin")
            ? [`${space}/${name}`]
            : [],
      );
      const naive = [...naiveAdmins(objects)];
      expect(found).toEqual(expect.arrayContaining(naive));
      led += naive.length - 1;
    }),
    { numRuns: 60, seed: 1 },
  );
  // Beside the one of each cluster who is cluster-admin from its start.
  expect(led).toBe(47);
});
