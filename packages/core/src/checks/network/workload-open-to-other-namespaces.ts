import type { ObjectCheck } from "../check.ts";
import { opennessOf, portsText } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** No port of a pod that policies isolate is open to any pod of any namespace. */
export const workloadOpenToOtherNamespaces: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "workload-open-to-other-namespaces",
  title: "Ingress allowed from every namespace",
  topic: "network",
  severity: "medium",
  description:
    "Policies isolate the pod but allow ingress from any pod of the cluster, whatever its namespace and labels: another tenant, or any compromised pod, reaches it. The network engine decides, over all policies that apply to the pod.",
  remediation: "Restrict `from` of the rule to the namespaces and pods that need the port.",
  references: referencesTo({
    "nsa-1.2": ["Network policies"],
    "mitre-attack": ["T1046"],
    "ms-threat-matrix": ["MS-TA9034"],
    "cis-1.12": ["5.3.2"],
  }),

  *evaluate(entry, cluster) {
    for (const { endpoint, policies, isOpen, portsOfAnyPod } of opennessOf(
      entry,
      cluster,
      "ingress",
    )) {
      if (policies === 0 || isOpen || portsOfAnyPod.length === 0) continue;
      yield {
        path: endpoint.labelsPath,
        message: `any pod of any namespace reaches the pod on ${portsText(portsOfAnyPod)}`,
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a rule for every namespace",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: { matchLabels: { app: "web" } },
              ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 9000 }] }],
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
          "Pod/web metadata.labels: any pod of any namespace reaches the pod on TCP 9000",
        ],
      },
    ],
    compliant: [
      {
        title: "a rule for one namespace",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: { matchLabels: { app: "web" } },
              ingress: [
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
