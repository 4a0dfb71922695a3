import type { KubernetesObject } from "../../kubernetes/object.ts";
import type { ObjectCheck } from "../check.ts";
import { opennessByDefault } from "../facts/network-facts.ts";
import { NETWORK_POLICY_RESOURCES } from "../facts/network-policy-resources.ts";
import { isUserNamespace } from "../facts/system-namespaces.ts";
import { referencesTo } from "../writing/references.ts";

const flannel: KubernetesObject = {
  apiVersion: "apps/v1",
  kind: "DaemonSet",
  metadata: { name: "kube-flannel-ds", namespace: "kube-flannel" },
  spec: {
    template: {
      metadata: { labels: { app: "flannel" } },
      spec: { hostNetwork: true, containers: [{ name: "flannel" }] },
    },
  },
};

/** A pod that is added to a namespace of the input is not open at once, in neither direction. */
export const namespaceDefaultDenyMissing: ObjectCheck = {
  on: "object",
  kinds: ["Namespace"],
  claimsAbsenceOf: NETWORK_POLICY_RESOURCES,
  id: "namespace-default-deny-missing",
  title: "Namespace without a default deny network policy",
  topic: "namespaces",
  severity: "medium",
  description:
    "Without a default deny policy every new pod is unrestricted at once: it reaches and is reached by the whole cluster until a policy selects it. The network engine decides, over the policies of every kind, for a pod without labels and for one whose labels no policy names. System namespaces are left out.",
  remediation:
    "Add a NetworkPolicy with an empty `podSelector`, both `policyTypes` and no rules, and allow what is needed in other policies.",
  references: referencesTo({
    "cis-1.12": ["5.3.2"],
    "nsa-1.2": ["Network policies"],
    "mitre-attack": ["T1046", "T1210"],
    "ms-threat-matrix": ["MS-TA9034"],
    "nist-800-190": ["3.3.3"],
  }),

  *evaluate(entry, cluster) {
    if (!isUserNamespace(entry)) return;
    const { open, isUnenforced } = opennessByDefault(entry.reference.name, cluster);
    if (open.length === 0) return;
    const policy = isUnenforced ? "no policy that the network plugin enforces" : "no NetworkPolicy";
    yield {
      path: ["metadata", "name"],
      message: `${policy} denies ${open.join(" and ")} by default`,
    };
  },

  examples: {
    violating: [
      {
        title: "a policy for some pods, and one for a single direction",
        objects: [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "bank" } },
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: { podSelector: { matchLabels: { app: "web" } } },
          },
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "all", namespace: "bank" },
            spec: { podSelector: {} },
          },
        ],
        violations: [
          "Namespace/shop metadata.name: no NetworkPolicy denies ingress and egress by default",
          "Namespace/bank metadata.name: no NetworkPolicy denies egress by default",
        ],
      },
      {
        title: "policies of a plugin and of the cluster that are about other namespaces",
        objects: [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
          {
            apiVersion: "projectcalico.org/v3",
            kind: "GlobalNetworkPolicy",
            metadata: { name: "bank" },
            spec: {
              selector: "projectcalico.org/namespace == 'bank'",
              types: ["Ingress", "Egress"],
            },
          },
          {
            apiVersion: "policy.networking.k8s.io/v1alpha1",
            kind: "AdminNetworkPolicy",
            metadata: { name: "bank" },
            spec: {
              priority: 1,
              subject: { namespaces: { matchLabels: { "kubernetes.io/metadata.name": "bank" } } },
              ingress: [{ action: "Deny", from: [{ namespaces: {} }] }],
            },
          },
        ],
        violations: [
          "Namespace/shop metadata.name: no NetworkPolicy denies ingress and egress by default",
        ],
      },
      {
        title: "a policy that the network plugin does not enforce",
        objects: [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "all", namespace: "shop" },
            spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
          },
          flannel,
        ],
        violations: [
          "Namespace/shop metadata.name: no policy that the network plugin enforces denies ingress and egress by default",
        ],
      },
    ],
    compliant: [
      {
        title: "a policy that selects all pods and allows nothing",
        objects: [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "all", namespace: "shop" },
            spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
          },
        ],
      },
      {
        title: "a policy of the network plugin for all pods of the cluster",
        objects: [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
          {
            apiVersion: "cilium.io/v2",
            kind: "CiliumClusterwideNetworkPolicy",
            metadata: { name: "default-deny" },
            spec: { endpointSelector: {}, ingress: [{}], egress: [{}] },
          },
        ],
      },
    ],
  },
};
