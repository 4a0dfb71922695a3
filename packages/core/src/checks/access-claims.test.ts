import { expect, test } from "vitest";
import { judgeClaims, saidIn } from "../../testing/access/judge-claims.ts";
import { binding, role, user } from "../../testing/access/objects.ts";
import { randomRbac } from "../../testing/access/random-rbac.ts";
import { below, pick, seeded } from "../../testing/seeded.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import { builtInChecks } from "./index.ts";

// Conformance asks about more.
const CLUSTERS = 500;

/** What is asked of other things than rights, or of objects that are not drawn. */
const SAY_NO_RIGHTS = [
  "aggregation-label-added",
  "aws-auth-writable",
  "delivery-account-cluster-admin",
  "granted-account-missing",
  "pod-account-can-take-over",
  "role-missing",
  "role-unused",
  "too-many-roles",
];

test(`what the checks say of ${CLUSTERS} random clusters the engine bears out, and nothing is said of what is refused`, () => {
  const { untrue, judged, refused } = judgeClaims(20261129, CLUSTERS);
  expect(untrue.slice(0, 5)).toEqual([]);
  // Each must come up, or the comparison means little.
  expect(refused).toBeGreaterThan(CLUSTERS / 10);
  const silent = builtInChecks()
    .filter(({ topic }) => topic === "access")
    .map(({ id }) => id)
    .filter((id) => !judged.has(id));
  expect(silent).toEqual(SAY_NO_RIGHTS);
});

test("whoever reads Secrets that have no name is found, or the rule that gives it is for everything", () => {
  const random = seeded(7);
  let found = 0;
  for (let index = 0; index < 100; index++) {
    const verb = pick(random, ["get", "list", "watch", "patch", "delete", "deletecollection", "*"]);
    const others = randomRbac(random).filter(({ kind }) => kind.endsWith("Role"));
    const reads = { apiGroups: [pick(random, ["", "*"])], resources: ["secrets"], verbs: [verb] };
    const place = below(random, 2) === 0 ? "" : "a/";
    const objects = [
      ...others,
      role(`${place}reads`, reads),
      binding(`${place}reads`, `${place === "" ? "ClusterRole" : "Role"} reads`, user("ann")),
    ];
    const cluster = createCluster(wholeSnapshotOf(objects), {
      access: { bootstrapPolicy: "none" },
    });
    const checks = [...saidIn(cluster)].filter(({ entry }) => entry.reference.name === "reads");
    if (checks.some(({ check }) => check === "secrets-readable")) found += 1;
  }
  expect(found).toBe(100);
});
