import type { ObjectCheck } from "../check.ts";
import { NETWORK_POLICIES } from "../facts/kinds.ts";
import { remarksAsViolations } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** No rule for egress allows the ports of the kubelet on nodes. */
export const kubeletPortReachable: ObjectCheck = {
  on: "object",
  kinds: NETWORK_POLICIES,
  id: "kubelet-port-reachable",
  title: "Network policy allows egress to the kubelet",
  topic: "network",
  severity: "medium",
  description:
    "On port 10250 the kubelet runs commands in every pod of its node, and on 10255 it serves information about them. A policy isolates the pod for egress and could block that, but a rule allows the port on nodes, or, where the input shows no node, on a whole private range.",
  remediation:
    "List only the destinations that are needed, or add the nodes' addresses to `except`.",
  references: referencesTo({ "mitre-attack": ["T1046"] }),

  *evaluate(entry, cluster) {
    yield* remarksAsViolations(entry, cluster, "kubelet-port");
  },

  examples: {
    violating: [
      {
        title: "every address and port",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: {},
              policyTypes: ["Egress"],
              egress: [
                { to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }] },
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
          "NetworkPolicy/web spec.egress[0]: the rule allows the kubelet's port 10250 on every address of 10.0.0.0-10.255.255.255, where nodes may be",
        ],
      },
    ],
    compliant: [
      {
        title: "one port",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: {},
              policyTypes: ["Egress"],
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
