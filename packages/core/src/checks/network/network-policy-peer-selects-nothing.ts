import type { ObjectCheck } from "../check.ts";
import { NETWORK_POLICIES } from "../facts/kinds.ts";
import { remarksAsViolations } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** In a whole cluster, every peer of a network policy selects pods. */
export const networkPolicyPeerSelectsNothing: ObjectCheck = {
  on: "object",
  kinds: NETWORK_POLICIES,
  id: "network-policy-peer-selects-nothing",
  title: "Network policy peer selects no pods",
  topic: "network",
  severity: "low",
  description:
    "A peer that selects no pods allows nothing: an intended connection is blocked, or somebody can create the namespace with the name that is free. Reported only where the input is the whole cluster, and for namespaces that the input does not show only where it shows what runs in `kube-system` too, as cluster DNS and ingress controllers are often missing from manifests.",
  remediation: "Correct the selectors of the peer, or remove it.",
  references: referencesTo({}),
  aliases: [
    "kube-linter:dangling-networkpolicypeer-podselector",
    "popeye:1201",
    "popeye:1202",
    "popeye:1206",
  ],

  *evaluate(entry, cluster) {
    yield* remarksAsViolations(entry, cluster, "peer-selects-nothing", "warning");
  },

  examples: {
    violating: [
      {
        title: "a label that no pod has, and a namespace without pods",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: {},
              ingress: [
                { from: [{ podSelector: { matchLabels: { app: "api" } } }] },
                {
                  from: [
                    {
                      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "bank" } },
                    },
                  ],
                },
              ],
            },
          },
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "bank" } },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
        ],
        violations: [
          "NetworkPolicy/web spec.ingress[0].from[0]: the peer selects no pod of the input",
          "NetworkPolicy/web spec.ingress[1].from[0]: the peer selects no pod of the input",
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
      {
        title: "the cluster's DNS and whatever serves Ingresses, which nobody's manifests hold",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: {},
              ingress: [
                { from: [{ namespaceSelector: { matchLabels: { name: "ingress-nginx" } } }] },
              ],
              egress: [
                {
                  to: [
                    {
                      namespaceSelector: {
                        matchLabels: { "kubernetes.io/metadata.name": "kube-system" },
                      },
                      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
                    },
                    {
                      namespaceSelector: {},
                      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
                    },
                  ],
                },
              ],
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
