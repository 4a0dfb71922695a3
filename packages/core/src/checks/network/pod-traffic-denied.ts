import type { Cluster } from "../../cluster/cluster.ts";
import type { Direction } from "../../network/policy.ts";
import { showsAll } from "../../snapshot/completeness.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import { opennessOf, type PodOpenness } from "../facts/network-facts.ts";

/** What policies leave of a pod is enough for what it says about itself. */
export const podTrafficDenied: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "pod-traffic-denied",
  formerId: "pod-cut-off",
  title: "Pod denied all ingress or egress",
  topic: "network",
  severity: "info",
  description:
    "A direction in `policyTypes` without an allow rule denies all traffic in that direction. That is the strictest isolation, and often a forgotten rule: without egress not even DNS works, and a pod that declares ports cannot be reached. Whoever meets that in an outage tends to delete the policy. In a part of a cluster it is reported only of pods that such a policy selects by their labels, as another policy may open what a default deny closes.",
  remediation:
    "Allow the traffic that the pod needs, DNS above all; keep the policy where the pod really needs none.",
  references: [],
  aliases: ["watertight:pod-cut-off", "polaris:missingNetworkPolicy"],

  *evaluate(entry, cluster) {
    for (const { endpoint } of shut(entry, cluster, "ingress")) {
      if (endpoint.ports.length === 0) continue;
      yield {
        path: endpoint.labelsPath,
        message: "network policies deny all ingress to the ports that the pod declares",
      };
    }
    for (const { endpoint } of shut(entry, cluster, "egress")) {
      yield {
        path: endpoint.labelsPath,
        message: "network policies deny the pod all egress, DNS included",
      };
    }
  },

  examples: {
    violating: [
      {
        title: "a policy that names both directions and allows only one",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: { matchLabels: { app: "web" } },
              policyTypes: ["Ingress", "Egress"],
              ingress: [{ ports: [{ port: 8080 }] }],
            },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web", ports: [{ containerPort: 8080 }] }] },
          },
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "api", namespace: "shop" },
            spec: {
              podSelector: { matchLabels: { app: "api" } },
              policyTypes: ["Ingress", "Egress"],
              egress: [{ ports: [{ port: 53, protocol: "UDP" }] }],
            },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "api", namespace: "shop", labels: { app: "api" } },
            spec: { containers: [{ name: "api", ports: [{ containerPort: 8080 }] }] },
          },
        ],
        violations: [
          "Pod/web metadata.labels: network policies deny the pod all egress, DNS included",
          "Pod/api metadata.labels: network policies deny all ingress to the ports that the pod declares",
        ],
      },
      {
        title: "a default deny that nothing opens, in a whole cluster",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "default-deny", namespace: "shop" },
            spec: { podSelector: {}, policyTypes: ["Egress"] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
        ],
        violations: [
          "Pod/web metadata.labels: network policies deny the pod all egress, DNS included",
        ],
      },
    ],
    compliant: [
      {
        title: "a default deny in a part of a cluster",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "default-deny", namespace: "shop" },
            spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web", ports: [{ containerPort: 8080 }] }] },
          },
        ],
      },
      {
        title: "a pod without ports that nobody calls, and that resolves names by another policy",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "worker", namespace: "shop" },
            spec: {
              podSelector: { matchLabels: { app: "worker" } },
              policyTypes: ["Ingress", "Egress"],
            },
          },
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "dns", namespace: "shop" },
            spec: {
              podSelector: {},
              policyTypes: ["Egress"],
              egress: [{ ports: [{ port: 53, protocol: "UDP" }] }],
            },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "worker", namespace: "shop", labels: { app: "worker" } },
            spec: { containers: [{ name: "worker" }] },
          },
        ],
      },
    ],
  },
};

function shut(
  entry: SnapshotObject,
  cluster: Cluster,
  direction: Direction,
): readonly PodOpenness[] {
  return [...opennessOf(entry, cluster, direction)].filter(
    ({ isShut, isChosenByLabels }) => isShut && (isChosenByLabels || showsAll(cluster.snapshot)),
  );
}
