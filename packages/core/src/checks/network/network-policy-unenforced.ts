import type { ObjectCheck } from "../check.ts";
import { NETWORK_POLICIES } from "../facts/kinds.ts";
import { remarksAsViolations } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** The network plugin of the cluster enforces every network policy of the input. */
export const networkPolicyUnenforced: ObjectCheck = {
  on: "object",
  kinds: NETWORK_POLICIES,
  id: "network-policy-unenforced",
  title: "Network policy not enforced by the network plugin",
  topic: "network",
  severity: "medium",
  description:
    "The API server accepts any policy, and only the network plugin enforces it. The plugin that the input shows does not support policies of this kind: they have no effect.",
  remediation:
    "Use a network plugin that enforces the policy, or write the policy in a kind that the plugin supports.",
  references: referencesTo({ "nsa-1.2": ["Network policies"] }),
  aliases: ["kubescape:C-0205"],

  *evaluate(entry, cluster) {
    yield* remarksAsViolations(entry, cluster, "unenforced");
  },

  examples: {
    violating: [
      {
        title: "a cluster with flannel",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: { podSelector: {} },
          },
          {
            apiVersion: "apps/v1",
            kind: "DaemonSet",
            metadata: { name: "kube-flannel-ds", namespace: "kube-flannel" },
            spec: {
              template: {
                metadata: { labels: { app: "flannel" } },
                spec: { hostNetwork: true, containers: [{ name: "flannel" }] },
              },
            },
          },
        ],
        violations: [
          "NetworkPolicy/web spec: the network plugin flannel does not enforce the policy",
        ],
      },
    ],
    compliant: [
      {
        title: "nothing that says which plugin there is",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: { podSelector: {} },
          },
        ],
      },
    ],
  },
};
