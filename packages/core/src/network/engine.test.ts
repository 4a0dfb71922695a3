import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../../../conformance/seeded.ts";
import { createNetworkAnalysis } from "./analysis.ts";
import { type Connections, connectionsOf } from "./connections.ts";
import { objectsOf, snapshotOf, type TestCluster } from "./testing/cluster.ts";
import { compareWithPackets } from "./testing/compare.ts";
import { randomCluster } from "./testing/random-cluster.ts";

test("the engine says of every connection in small clusters what packets do", () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom("v1alpha1", "v1alpha2"), (seed, spelling) => {
      expect(compareWithPackets(randomCluster(seeded(seed)), spelling).differences).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

/** All connections of a cluster; whatever plug-in there is, so that what differs between them is in it too. */
function connectionsIn(cluster: TestCluster): Pick<Connections, "connections" | "unknown"> {
  const { connections, unknown } = connectionsOf(
    createNetworkAnalysis(snapshotOf(...objectsOf(cluster))),
  );
  return { connections, unknown };
}

function unchanged(change: (cluster: TestCluster) => TestCluster): void {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const cluster = randomCluster(seeded(seed));
      expect(connectionsIn(change(cluster))).toEqual(connectionsIn(cluster));
    }),
    { numRuns: 12 },
  );
}

test("no verdict changes when policies get other names and another order", () => {
  unchanged((cluster) => ({
    ...cluster,
    networkPolicies: cluster.networkPolicies
      .map((policy, index) => ({ ...policy, name: `renamed-${9 - index}` }))
      .toReversed(),
    clusterPolicies: cluster.clusterPolicies
      .map((policy) =>
        policy.tier === "Admin" ? { ...policy, name: `renamed-${policy.name}` } : policy,
      )
      .toReversed(),
  }));
});

test("no verdict changes when the rules of a NetworkPolicy are turned around or are policies of their own", () => {
  unchanged((cluster) => ({
    ...cluster,
    networkPolicies: cluster.networkPolicies.map(({ spec, ...policy }) => ({
      ...policy,
      spec: {
        ...spec,
        ...(spec.ingress && { ingress: spec.ingress.toReversed() }),
        ...(spec.egress && { egress: spec.egress.toReversed() }),
      },
    })),
  }));
  unchanged((cluster) => ({
    ...cluster,
    networkPolicies: cluster.networkPolicies.flatMap(({ name, namespace, spec }) => {
      const types = spec.policyTypes ?? [
        "Ingress",
        ...((spec.egress ?? []).length > 0 ? ["Egress"] : []),
      ];
      const { podSelector = {} } = spec;
      return types.flatMap((type) => {
        const direction = type === "Ingress" ? "ingress" : "egress";
        const isolating = { podSelector, policyTypes: [type] };
        return [
          { name: `${name}-${type}`, namespace, spec: isolating },
          ...(spec[direction] ?? []).map((rule, index) => ({
            name: `${name}-${type}-${index}`,
            namespace,
            spec: { ...isolating, [direction]: [rule] },
          })),
        ];
      });
    }),
  }));
});

test("no verdict changes with a policy that selects nothing", () => {
  const nowhere = { matchLabels: { app: "nowhere" } };
  unchanged((cluster) => ({
    ...cluster,
    networkPolicies: [
      ...cluster.networkPolicies,
      {
        name: "unrelated",
        namespace: "x",
        spec: {
          podSelector: nowhere,
          policyTypes: ["Ingress", "Egress"],
          ingress: [{ ports: [{ port: 81 }, { port: "web" }] }],
        },
      },
    ],
    clusterPolicies: [
      ...cluster.clusterPolicies,
      {
        name: "unrelated",
        tier: "Admin",
        priority: 0,
        subject: { namespaces: nowhere },
        ingress: [{ action: "Deny", peers: [{ namespaces: {} }] }],
        egress: [],
      },
    ],
  }));
});
