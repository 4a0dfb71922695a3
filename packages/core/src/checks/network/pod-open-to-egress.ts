import type { ObjectCheck } from "../check.ts";
import { opennessOf } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** A pod that a NetworkPolicy selects is kept from something for egress too. */
export const podOpenToEgress: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "pod-open-to-egress",
  title: "Egress of the pod not restricted",
  topic: "network",
  severity: "medium",
  raisedBy: ["exposed"],
  description:
    "A policy selects the pod but does not restrict its egress: it covers only the other direction, or a rule allows everything. An attacker in the pod scans the cluster and exfiltrates data. Pods that no policy selects are reported by `no-network-policy-selects-pod`.",
  remediation:
    "Add Egress to the `policyTypes` of a policy that selects the pod, and allow only what it needs.",
  references: referencesTo({
    "nsa-1.2": ["Network policies"],
    "mitre-attack": ["T1046"],
    "ms-threat-matrix": ["MS-TA9034"],
    "cis-1.12": ["5.3.2"],
  }),
  aliases: ["polaris:missingNetworkPolicy", "kubescape:C-0030"],

  *evaluate(entry, cluster) {
    for (const { endpoint, policiesInAll, isOpen } of opennessOf(entry, cluster, "egress"))
      if (isOpen && policiesInAll > 0)
        yield {
          path: endpoint.labelsPath,
          message: "network policies allow the pod egress to every destination on every port",
        };
  },

  examples: {
    violating: [
      {
        title: "a policy for ingress only",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
        ],
        violations: [
          "Pod/web metadata.labels: network policies allow the pod egress to every destination on every port",
        ],
      },
    ],
    compliant: [
      {
        title: "a policy for both directions",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
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
        title: "a policy that allows one port",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: {},
              policyTypes: ["Ingress", "Egress"],
              egress: [{ ports: [{ port: 443 }] }],
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
