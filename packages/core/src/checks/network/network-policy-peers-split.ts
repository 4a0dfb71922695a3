import type { ObjectCheck } from "../check.ts";
import { NETWORK_POLICIES } from "../facts/kinds.ts";
import { remarksAsViolations } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** A list of peers does not have two selectors apart that were most likely meant together. */
export const networkPolicyPeersSplit: ObjectCheck = {
  on: "object",
  kinds: NETWORK_POLICIES,
  id: "network-policy-peers-split",
  title: "Network policy peer split in two",
  topic: "network",
  severity: "medium",
  description:
    "A peer with a `namespaceSelector` and a second one with a `podSelector` allow either: all pods of these namespaces, and the selected pods of the policy's own namespace. One dash too many turns one peer with both selectors into that. A list is not reported where one peer with both would select nothing although the `podSelector` selects pods of the own namespace.",
  remediation:
    "Put both selectors into one peer, without the second dash; or, where both are meant, into two rules.",
  references: referencesTo({
    "nsa-1.2": ["Network policies"],
    "mitre-attack": ["T1046"],
    "ms-threat-matrix": ["MS-TA9034"],
    "cis-1.12": ["5.3.2"],
  }),

  *evaluate(entry, cluster) {
    yield* remarksAsViolations(entry, cluster, "peers-split");
  },

  examples: {
    violating: [
      {
        title: "every namespace, or some pods of the own",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "ledger", namespace: "shop" },
            spec: {
              podSelector: { matchLabels: { app: "web" } },
              ingress: [
                {
                  from: [
                    { namespaceSelector: {} },
                    { podSelector: { matchLabels: { app: "web" } } },
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
        violations: [
          "NetworkPolicy/ledger spec.ingress[0].from: namespaceSelector and podSelector are two peers, either of which allows: every pod of every namespace matches",
        ],
      },
    ],
    compliant: [
      {
        title: "both selectors in one peer",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "ledger", namespace: "shop" },
            spec: {
              podSelector: { matchLabels: { app: "web" } },
              ingress: [
                { from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: "web" } } }] },
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
      {
        title: "pods of the own namespace, and all of one that has no such pods",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "ledger", namespace: "shop" },
            spec: {
              podSelector: { matchLabels: { app: "web" } },
              ingress: [
                {
                  from: [
                    {
                      namespaceSelector: {
                        matchLabels: { "kubernetes.io/metadata.name": "metrics" },
                      },
                    },
                    { podSelector: { matchLabels: { app: "web" } } },
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
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "scraper", namespace: "metrics", labels: { app: "scraper" } },
            spec: { containers: [{ name: "scraper" }] },
          },
        ],
      },
    ],
  },
};
