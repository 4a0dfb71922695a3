import type { Cluster } from "../../cluster/cluster.ts";
import type { ObjectCheck } from "../check.ts";
import { hasUnenforcedPolicies, opennessOf, type PodOpenness } from "../facts/network-facts.ts";
import { NETWORK_POLICY_RESOURCES } from "../facts/network-policy-resources.ts";
import { referencesTo } from "../writing/references.ts";

/** Every pod is selected by a policy that the network plugin enforces. */
export const noNetworkPolicySelectsPod: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  claimsAbsenceOf: NETWORK_POLICY_RESOURCES,
  id: "no-network-policy-selects-pod",
  title: "Pod without a network policy",
  topic: "network",
  severity: "medium",
  raisedBy: ["exposed"],
  description:
    "A pod that no NetworkPolicy selects may connect to every pod, node and address, and all of them may connect to it: an attacker in it scans the cluster and exfiltrates data. The network engine decides, over the policies of every kind that the plugin enforces. Pods on the host network are left out, as NetworkPolicies do not apply to them, and so are pods that have ended and templates that nothing runs by itself.",
  remediation:
    "Add a NetworkPolicy that selects the pod and allows only the ingress and egress that it needs.",
  references: referencesTo({
    "cis-1.12": ["5.3.2"],
    "nsa-1.2": ["Network policies"],
    "mitre-attack": ["T1046", "T1210"],
    "ms-threat-matrix": ["MS-TA9034"],
    "nist-800-190": ["3.3.3"],
  }),

  aliases: [
    "kube-linter:non-isolated-pod",
    "kube-score:pod-networkpolicy",
    "kubescape:C-0260",
    "polaris:missingNetworkPolicy",
    "popeye:1204",
    "checkov:CKV2_K8S_6",
  ],

  *evaluate(entry, cluster) {
    for (const pod of opennessOf(entry, cluster, "ingress")) {
      if (pod.policiesInAll > 0) continue;
      yield { path: pod.endpoint.labelsPath, message: messageOf(pod, cluster) };
    }
  },

  examples: {
    violating: [
      {
        title: "a pod that the policy of its namespace does not select",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "api", namespace: "shop" },
            spec: { podSelector: { matchLabels: { app: "api" } } },
          },
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "all", namespace: "bank" },
            spec: { podSelector: {} },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "api", namespace: "shop", labels: { app: "api" } },
            spec: { containers: [{ name: "api" }] },
          },
        ],
        violations: ["Pod/web metadata.labels: no NetworkPolicy selects the pod"],
      },
      {
        title: "policies of the network plugin for another pod and for another namespace",
        objects: [
          {
            apiVersion: "cilium.io/v2",
            kind: "CiliumNetworkPolicy",
            metadata: { name: "api", namespace: "shop" },
            spec: { endpointSelector: { matchLabels: { app: "api" } }, ingress: [{}] },
          },
          {
            apiVersion: "cilium.io/v2",
            kind: "CiliumClusterwideNetworkPolicy",
            metadata: { name: "bank" },
            spec: {
              endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": "bank" } },
              ingress: [{}],
            },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
        ],
        violations: ["Pod/web metadata.labels: no NetworkPolicy selects the pod"],
      },
      {
        title: "a policy that the network plugin does not enforce",
        objects: [
          {
            apiVersion: "policy.networking.k8s.io/v1alpha1",
            kind: "AdminNetworkPolicy",
            metadata: { name: "shop" },
            spec: {
              priority: 1,
              subject: { namespaces: {} },
              ingress: [{ action: "Deny", from: [{ namespaces: {} }] }],
            },
          },
          {
            apiVersion: "apps/v1",
            kind: "DaemonSet",
            metadata: { name: "cilium", namespace: "kube-system" },
            spec: { template: { spec: { hostNetwork: true, containers: [{ name: "agent" }] } } },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
        ],
        violations: [
          "Pod/web metadata.labels: no policy that the network plugin enforces selects the pod",
        ],
      },
      {
        title: "a policy for one pod of two",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "first", namespace: "shop" },
            spec: {
              podSelector: { matchLabels: { "statefulset.kubernetes.io/pod-name": "db-0" } },
            },
          },
          {
            apiVersion: "apps/v1",
            kind: "StatefulSet",
            metadata: { name: "db", namespace: "shop" },
            spec: { replicas: 2, template: { spec: { containers: [{ name: "db" }] } } },
          },
        ],
        violations: [
          "StatefulSet/db spec.template.metadata.labels: no NetworkPolicy is certain to select every pod",
        ],
      },
    ],
    compliant: [
      {
        title: "a policy for what every StatefulSet gives its pods",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "sets", namespace: "shop" },
            spec: {
              podSelector: {
                matchExpressions: [
                  { key: "statefulset.kubernetes.io/pod-name", operator: "Exists" },
                ],
              },
            },
          },
          {
            apiVersion: "apps/v1",
            kind: "StatefulSet",
            metadata: { name: "db", namespace: "shop" },
            spec: { replicas: 2, template: { spec: { containers: [{ name: "db" }] } } },
          },
        ],
      },
      {
        title: "a policy for every pod of the namespace",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "all", namespace: "shop" },
            spec: { podSelector: {} },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop" },
            spec: { containers: [{ name: "web" }] },
          },
        ],
      },
      {
        title: "a policy of the network plugin",
        objects: [
          {
            apiVersion: "cilium.io/v2",
            kind: "CiliumNetworkPolicy",
            metadata: { name: "all", namespace: "shop" },
            spec: { endpointSelector: {}, ingress: [{}] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop" },
            spec: { containers: [{ name: "web" }] },
          },
        ],
      },
    ],
  },
};

function messageOf({ endpoint, hasPoliciesOfSome }: PodOpenness, cluster: Cluster): string {
  if (hasPoliciesOfSome) return "no NetworkPolicy is certain to select every pod";
  return hasUnenforcedPolicies(endpoint, cluster)
    ? "no policy that the network plugin enforces selects the pod"
    : "no NetworkPolicy selects the pod";
}
