import type { ObjectCheck } from "../check.ts";
import { NETWORK_POLICIES } from "../facts/kinds.ts";
import { remarksAsViolations } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** In a whole cluster, every peer of a network policy selects pods. */
export const networkPolicyPeerSelectsNothing: ObjectCheck = {
  on: "object",
  kinds: NETWORK_POLICIES,
  id: "network-policy-peer-selects-nothing",
  title: "Network policy peer of no pod",
  topic: "network",
  severity: "low",
  description:
    "A peer that selects nothing allows nothing: a connection that is meant is cut, or the name of a namespace is free for somebody to take. Only an input that is the whole cluster can say so.",
  remediation: "Correct the selectors of the peer, or remove it.",
  references: referencesTo({}),
  aliases: [
    "kube-linter:dangling-networkpolicypeer-podselector",
    "popeye:1201",
    "popeye:1202",
    "popeye:1206",
  ],

  *evaluate(entry, cluster) {
    if (!cluster.assumptions.wholeCluster.value) return;
    yield* remarksAsViolations(entry, cluster, "peer-selects-nothing");
  },

  examples: {
    violating: [
      {
        title: "a namespace without pods",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: {},
              ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: "x" } } }] }],
            },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
        ],
        violations: [
          "NetworkPolicy/web spec.ingress[0].from[0]: the peer selects no pod of the input",
        ],
      },
    ],
    compliant: [
      {
        title: "pods of the namespace",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: {},
              ingress: [{ from: [{ podSelector: { matchLabels: { app: "web" } } }] }],
            },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
        ],
      },
    ],
  },
};
