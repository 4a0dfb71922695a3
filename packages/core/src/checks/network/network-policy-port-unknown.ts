import type { ObjectCheck } from "../check.ts";
import { NETWORK_POLICIES } from "../facts/kinds.ts";
import { remarksAsViolations } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** The name of a port in a NetworkPolicy is one of the pods that the rule leads to. */
export const networkPolicyPortUnknown: ObjectCheck = {
  on: "object",
  kinds: NETWORK_POLICIES,
  id: "network-policy-port-unknown",
  title: "Network policy with an unknown port name",
  topic: "network",
  severity: "low",
  description: "A named port that no pod has allows nothing: an intended connection is blocked.",
  remediation: "Correct the name of the port, or set its number.",
  references: referencesTo({}),

  *evaluate(entry, cluster) {
    yield* remarksAsViolations(entry, cluster, "port-name-unknown");
  },

  examples: {
    violating: [
      {
        title: "a name that the pod lacks",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: { podSelector: {}, ingress: [{ ports: [{ port: "metrics" }] }] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web", ports: [{ name: "http", containerPort: 80 }] }] },
          },
        ],
        violations: [
          "NetworkPolicy/web spec.ingress[0].ports[0]: no pod that the rule applies to has a port named metrics",
        ],
      },
    ],
    compliant: [
      {
        title: "the name of a port of the pod",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: { podSelector: {}, ingress: [{ ports: [{ port: "http" }] }] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web", ports: [{ name: "http", containerPort: 80 }] }] },
          },
        ],
      },
    ],
  },
};
