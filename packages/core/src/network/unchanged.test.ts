import fc from "fast-check";
import { expect, test } from "vitest";
import {
  objectsOf,
  type TestCluster,
  type TestClusterPolicy,
  type TestClusterRule,
  type TestPluginPolicy,
} from "../../testing/network/cluster.ts";
import { FAMILIES, randomClusterOf } from "../../testing/network/random-plugin.ts";
import {
  renamed,
  SECTIONS,
  splitCalico,
  splitCilium,
  splitClusterPolicies,
  splitNetworkPolicies,
} from "../../testing/network/split-policies.ts";
import { at, itemsAt, textAt } from "../../testing/reference-json.ts";
import { runs } from "../../testing/runs.ts";
import { seeded } from "../../testing/seeded.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createNetworkAnalysis } from "./analysis.ts";
import { connectionsOf } from "./connections.ts";
import type { Connections } from "./model.ts";

/** All connections of a cluster; without a plugin whichever there is, so that what differs between them is in it too. */
function connectionsIn(cluster: TestCluster): Pick<Connections, "connections" | "unknown"> {
  const { plugin } = cluster;
  const snapshot = wholeSnapshotOf(objectsOf(cluster));
  const { connections, unknown } = connectionsOf(
    createNetworkAnalysis(snapshot, plugin ? { cni: plugin.name } : {}),
  );
  return { connections, unknown };
}

function unchanged(
  family: (typeof FAMILIES)[number],
  change: (cluster: TestCluster) => TestCluster,
): void {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const cluster = randomClusterOf(family, seeded(seed));
      expect(connectionsIn(change(cluster))).toEqual(connectionsIn(cluster));
    }),
    runs(12),
  );
}

/** The cluster with other policies of its plugin, whichever it has. */
function withPolicies(
  cluster: TestCluster,
  change: (policy: TestPluginPolicy) => readonly TestPluginPolicy[],
): TestCluster {
  const { plugin } = cluster;
  return plugin
    ? { ...cluster, plugin: { ...plugin, policies: plugin.policies.flatMap(change) } }
    : cluster;
}

test.each(FAMILIES)(
  "no verdict changes when policies get other names and another order: %s",
  (family) => {
    unchanged(family, (cluster) => {
      const named: TestCluster = {
        ...cluster,
        networkPolicies: cluster.networkPolicies
          .map((policy, index) => ({ ...policy, name: `renamed-${9 - index}` }))
          .toReversed(),
        clusterPolicies: cluster.clusterPolicies
          .map((policy) =>
            policy.tier === "Admin" ? { ...policy, name: `renamed-${policy.name}` } : policy,
          )
          .toReversed(),
      };
      const { plugin } = withPolicies(named, ({ object, refused }) => {
        // Calico asks policies of equal order by their names, which begin with the tier's or not.
        const name = textAt(object, "metadata.name").replace(/policy-/, "renamed-");
        const other = name.replace(/^default\./, "");
        return [{ object: renamed(object, other), refused }];
      });
      return plugin
        ? {
            ...named,
            plugin: {
              ...plugin,
              policies: plugin.policies.toReversed(),
              others: plugin.others.toReversed(),
            },
          }
        : named;
    });
  },
);

/** Neighbours that do the same turned around: which of them matches first makes no difference. */
function turned<Rule>(rules: readonly Rule[], actionOf: (rule: Rule) => string): Rule[] {
  const runs: Rule[][] = [];
  for (const rule of rules) {
    const run = runs.at(-1);
    const [first] = run ?? [];
    if (run && first !== undefined && actionOf(first) === actionOf(rule)) run.unshift(rule);
    else runs.push([rule]);
  }
  return runs.flat();
}

/** What a rule does; Calico makes others of those with names of ports. */
function doingOf({ action, ports = [] }: TestClusterRule): string {
  return ports.some((port) => "named" in port) ? `${action} by name` : action;
}

/** The rule of a plugin's policy with its sections changed, where it has them. */
function withSections(
  spec: JsonValue,
  change: (rules: readonly JsonValue[]) => readonly JsonValue[],
): JsonValue {
  if (!isJsonObject(spec)) return spec;
  const sections = SECTIONS.filter((section) => Array.isArray(spec[section]));
  const changed = sections.map((section) => [section, change(itemsAt(spec, section))]);
  return { ...spec, ...(Object.fromEntries(changed) as JsonObject) };
}

function withSpecs(
  object: KubernetesObject,
  change: (spec: JsonValue) => JsonValue,
): KubernetesObject {
  const spec = at(object, "spec");
  const specs = at(object, "specs");
  return {
    ...object,
    ...(spec !== undefined && { spec: change(spec) }),
    ...(specs !== undefined && { specs: itemsAt(object, "specs").map(change) }),
  };
}

// Lists within a rule: peers, addresses and ports of which one has to match.
function withListsTurned(value: JsonValue): JsonValue {
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).map(withListsTurned).toReversed();
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withListsTurned(inner)]),
  );
}

test.each(FAMILIES)(
  "no verdict changes when rules that do the same and lists within them are turned around: %s",
  (family) => {
    unchanged(family, (cluster) => {
      const clusterPolicy = (policy: TestClusterPolicy): TestClusterPolicy => ({
        ...policy,
        ingress: turned(policy.ingress, doingOf),
        egress: turned(policy.egress, doingOf),
      });
      const changed: TestCluster = {
        ...cluster,
        clusterPolicies: cluster.clusterPolicies.map(clusterPolicy),
        networkPolicies: cluster.networkPolicies.map(({ spec, ...policy }) => ({
          ...policy,
          spec: {
            ...spec,
            ...(spec.ingress && { ingress: spec.ingress.toReversed() }),
            ...(spec.egress && { egress: spec.egress.toReversed() }),
          },
        })),
      };
      return withPolicies(changed, ({ object, refused }) => [
        {
          refused,
          object: withSpecs(object, (spec) =>
            withSections(spec, (rules) =>
              turned(rules, (rule) => textAt(rule, "action")).map(withListsTurned),
            ),
          ),
        },
      ]);
    });
  },
);

test.each(FAMILIES)("no verdict changes when a policy becomes several: %s", (family) => {
  unchanged(family, (cluster) =>
    withPolicies(
      {
        ...cluster,
        networkPolicies: splitNetworkPolicies(cluster),
        clusterPolicies: splitClusterPolicies(cluster),
      },
      (policy) => {
        if (policy.refused) return [policy];
        return family === "calico" ? splitCalico(policy) : splitCilium(policy);
      },
    ),
  );
});

const UNRELATED: Readonly<Record<(typeof FAMILIES)[number], readonly KubernetesObject[]>> = {
  kubernetes: [],
  calico: [
    {
      apiVersion: "projectcalico.org/v3",
      kind: "GlobalNetworkPolicy",
      metadata: { name: "unrelated" },
      spec: {
        order: 0,
        selector: "app == 'nowhere'",
        types: ["Ingress", "Egress"],
        ingress: [{ action: "Deny", protocol: "TCP", destination: { ports: [81, "web"] } }],
      },
    },
  ],
  cilium: [
    {
      apiVersion: "cilium.io/v2",
      kind: "CiliumClusterwideNetworkPolicy",
      metadata: { name: "unrelated" },
      spec: {
        endpointSelector: { matchLabels: { app: "nowhere" } },
        ingressDeny: [{ fromEntities: ["all"] }],
        egress: [{ toEndpoints: [{}], toPorts: [{ ports: [{ port: "81" }] }] }],
      },
    },
  ],
};

test.each(FAMILIES)("no verdict changes with a policy that selects nothing: %s", (family) => {
  const nowhere = { matchLabels: { app: "nowhere" } };
  unchanged(family, (cluster) => ({
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
        ingress: [{ action: "Deny", peers: [{ namespaces: {}, pods: {} }] }],
        egress: [],
      },
    ],
    ...(cluster.plugin && {
      plugin: {
        ...cluster.plugin,
        policies: [
          ...cluster.plugin.policies,
          ...UNRELATED[family].map((object) => ({ object, refused: false })),
        ],
      },
    }),
  }));
});
