import { refusalOf } from "../../cluster/refusals.ts";
import type { ObjectCheck } from "../check.ts";
import { NETWORK_POLICIES } from "../facts/kinds.ts";
import { remarksAsViolations } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** A network policy is one that the API server takes, and says one thing. */
export const networkPolicyInvalid: ObjectCheck = {
  on: "object",
  kinds: NETWORK_POLICIES,
  id: "network-policy-invalid",
  title: "Invalid network policy",
  topic: "network",
  severity: "medium",
  description:
    "The network plugin or the CRD rejects the policy, or its meaning is undefined, as where two cluster policies of the same priority decide differently: nobody can tell what is in force. What the API server rejects of Kubernetes' own NetworkPolicies is reported by `object-refused`.",
  remediation: "Correct the field that the message names.",
  references: referencesTo({}),

  *evaluate(entry, cluster) {
    if (refusalOf(entry).length > 0) return;
    yield* remarksAsViolations(entry, cluster, "invalid");
  },

  examples: {
    violating: [
      {
        title: "a net of Calico's that is none",
        objects: [
          {
            apiVersion: "projectcalico.org/v3",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              selector: "all()",
              ingress: [{ action: "Allow", source: { nets: ["shop.example"] } }],
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
          "NetworkPolicy/web spec.ingress[0].source.nets[0]: a net is a range of addresses such as 10.0.0.0/8",
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
