import type { ObjectCheck } from "../check.ts";
import { NETWORK_POLICIES } from "../facts/kinds.ts";
import { remarksAsViolations } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** In a whole cluster, a network policy selects pods. */
export const networkPolicySelectsNothing: ObjectCheck = {
  on: "object",
  kinds: NETWORK_POLICIES,
  id: "network-policy-selects-nothing",
  title: "Network policy selects no pods",
  topic: "network",
  severity: "low",
  description:
    "A policy that selects no pods protects nothing, most likely because a label was changed: the pods that it was written for are not isolated. Reported only where the input is the whole cluster.",
  remediation: "Correct the `podSelector`, or delete the policy.",
  references: referencesTo({}),
  aliases: ["kube-linter:dangling-networkpolicy", "kubescape:C-0299", "popeye:1200"],

  *evaluate(entry, cluster) {
    yield* remarksAsViolations(entry, cluster, "selects-nothing", "warning");
  },

  examples: {
    violating: [
      {
        title: "a label that no pod has",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "api", namespace: "shop" },
            spec: { podSelector: { matchLabels: { app: "api" } } },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
        ],
        violations: ["NetworkPolicy/api spec.podSelector: the policy selects no pod of the input"],
      },
    ],
    compliant: [
      {
        title: "the labels of a pod",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: { podSelector: { matchLabels: { app: "web" } } },
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
        title: "pods that the input may not show",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "api", namespace: "shop" },
            spec: { podSelector: { matchLabels: { app: "api" } } },
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
