import type { ObjectCheck } from "../check.ts";
import { NETWORK_POLICIES } from "../facts/kinds.ts";
import { remarksAsViolations } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** The policyTypes of a NetworkPolicy name the directions of its rules. */
export const networkPolicyRulesWithoutEffect: ObjectCheck = {
  on: "object",
  kinds: NETWORK_POLICIES,
  id: "network-policy-rules-without-effect",
  title: "Network policy rules left out of policyTypes",
  topic: "network",
  severity: "medium",
  description:
    "Rules of a direction that `policyTypes` leaves out have no effect: the pods stay unrestricted in that direction.",
  remediation: "Add the direction to `policyTypes`, or remove the rules.",
  references: referencesTo({}),

  *evaluate(entry, cluster) {
    yield* remarksAsViolations(entry, cluster, "rules-without-effect");
  },

  examples: {
    violating: [
      {
        title: "rules for egress without the type",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: {},
              policyTypes: ["Ingress"],
              egress: [{ to: [{ podSelector: {} }] }],
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
          "NetworkPolicy/web spec.egress: the rules for egress have no effect: policyTypes does not name Egress",
        ],
      },
    ],
    compliant: [
      {
        title: "no policyTypes, so that rules count",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: { podSelector: {}, egress: [{ to: [{ podSelector: {} }] }] },
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
