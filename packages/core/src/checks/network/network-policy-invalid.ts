import type { ObjectCheck } from "../check.ts";
import { NETWORK_POLICIES } from "../facts/kinds.ts";
import { remarksAsViolations } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** A network policy is one that the API server takes, and says one thing. */
export const networkPolicyInvalid: ObjectCheck = {
  on: "object",
  kinds: NETWORK_POLICIES,
  id: "network-policy-invalid",
  title: "Network policy that cannot be right",
  topic: "network",
  severity: "medium",
  description:
    "The API server refuses the policy, or what it means is not defined, as where two cluster policies of the same priority decide differently: nobody can say what is in force.",
  remediation: "Correct the field that the message names.",
  references: referencesTo({}),

  *evaluate(entry, cluster) {
    yield* remarksAsViolations(entry, cluster, "invalid");
  },

  examples: {
    violating: [
      {
        title: "an ipBlock that is none",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0" } }] }] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
        ],
        violations: [
          "NetworkPolicy/web spec.ingress[0].from[0].ipBlock.cidr: the cidr is no range of addresses such as 10.0.0.0/8",
        ],
      },
    ],
    compliant: [
      {
        title: "a range of addresses",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }] },
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
