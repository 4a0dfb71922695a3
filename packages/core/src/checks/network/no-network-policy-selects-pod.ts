import { clusterFact } from "../../cluster/cluster.ts";
import { decodeStructure } from "../../kubernetes/decode.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import { type CompiledSelector, compileSelector } from "../../kubernetes/selectors.ts";
import type { ObjectCheck } from "../check.ts";
import { hasOtherPolicies } from "../facts/policies.ts";
import { referencesTo } from "../writing/references.ts";

/** Every pod is selected by a NetworkPolicy of its namespace. */
export const noNetworkPolicySelectsPod: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "no-network-policy-selects-pod",
  title: "No network policy for the pod",
  topic: "network",
  severity: "medium",
  description:
    "A pod that no NetworkPolicy selects talks to every pod, node and address and may be called by all of them: an attacker in it scans the cluster and carries data out. Pods on the node's network are left out, as no NetworkPolicy holds them, and so are namespaces with policies that only a network plug-in understands. An object that names no namespace is held against policies that name none.",
  remediation:
    "Add a NetworkPolicy that selects the pod and lists what it may reach and who may reach it.",
  references: referencesTo({
    "cis-1.12": ["5.3.2"],
    "nsa-1.2": ["Network policies"],
    "mitre-attack": ["T1046", "T1210"],
    "ms-threat-matrix": ["MS-TA9034"],
    "nist-800-190": ["3.3.3"],
  }),

  aliases: [
    "kube-linter:no-network-policy",
    "kube-score:pod-networkpolicy",
    "kubescape:C-0260",
    "polaris:missingNetworkPolicy",
    "popeye:1204",
    "checkov:CKV2_K8S_6",
  ],

  *evaluate({ reference, podTemplates }, cluster) {
    if (podTemplates.length === 0 || hasOtherPolicies(cluster, reference.namespace)) return;
    const selectors = selectorsIn(cluster).get(reference.namespace) ?? [];
    for (const template of podTemplates) {
      if (template.spec.hostNetwork === true) continue;
      const { labels } = template.metadata;
      // What a broken selector would select is unknown.
      if (selectors.some((selector) => !selector || selector.selects(labels))) continue;
      yield {
        path: locateInObject(template, ["metadata", "labels"]),
        message: "no NetworkPolicy selects the pod",
      };
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
    ],
    compliant: [
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
        title: "a policy that only the network plug-in understands",
        objects: [
          {
            apiVersion: "cilium.io/v2",
            kind: "CiliumNetworkPolicy",
            metadata: { name: "all", namespace: "shop" },
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

const selectorsIn = clusterFact((cluster) => {
  const selectors = new Map<string | undefined, (CompiledSelector | undefined)[]>();
  for (const { object, reference } of cluster.snapshot.ofKind(
    "networking.k8s.io",
    "NetworkPolicy",
  )) {
    const found = selectors.get(reference.namespace) ?? [];
    selectors.set(reference.namespace, found);
    // An absent podSelector is the empty one: the field is no pointer in the API.
    found.push(selectorOf(valueAt(object, "spec", "podSelector") ?? {}));
  }
  return selectors;
});

function selectorOf(value: JsonValue): CompiledSelector | undefined {
  const decoded = decodeStructure("LabelSelector", value);
  const compiled = compileSelector(decoded.value);
  return decoded.problems.length + compiled.problems.length > 0 ? undefined : compiled;
}
