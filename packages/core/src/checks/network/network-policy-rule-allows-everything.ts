import type { ObjectCheck } from "../check.ts";
import { NETWORK_POLICIES } from "../facts/kinds.ts";
import { remarksAsViolations } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** No rule of a network policy allows every peer on every port. */
export const networkPolicyRuleAllowsEverything: ObjectCheck = {
  on: "object",
  kinds: NETWORK_POLICIES,
  id: "network-policy-rule-allows-everything",
  title: "Network policy rule allows all traffic",
  topic: "network",
  severity: "medium",
  description:
    "A rule without peers and ports, or one for `0.0.0.0/0` without ports, cancels the isolation by this policy and by every other policy of the pods.",
  remediation: "List the peers and the ports that are needed.",
  references: referencesTo({
    "nsa-1.2": ["Network policies"],
    "mitre-attack": ["T1046"],
    "ms-threat-matrix": ["MS-TA9034"],
    "cis-1.12": ["5.3.2"],
  }),
  aliases: ["trivy:KSV-0038"],

  *evaluate(entry, cluster) {
    yield* remarksAsViolations(entry, cluster, "allows-everything");
  },

  examples: {
    violating: [
      {
        title: "an empty rule, and every address",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: {},
              policyTypes: ["Ingress", "Egress"],
              ingress: [{}],
              egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }],
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
          "NetworkPolicy/web spec.ingress[0]: the rule allows every source on every port",
          "NetworkPolicy/web spec.egress[0]: the rule allows every destination on every port",
        ],
      },
    ],
    compliant: [
      {
        title: "every address on one port",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: { podSelector: {}, ingress: [{ ports: [{ port: 443 }] }] },
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
