import type { PodCheck } from "../check.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No pod sets `hostNetwork`. */
export const hostNetwork: PodCheck = {
  on: "pod",
  id: "host-network",
  title: "Host network shared",
  topic: "pod-security",
  severity: "high",
  raisedBy: ["exposed"],
  description:
    "With `hostNetwork` the pod uses the node's network namespace: it sees the traffic of the node and its pods, reaches services that listen on localhost only, and NetworkPolicies do not apply to it.",
  remediation: "Remove `hostNetwork`, or set it to `false`.",
  references: referencesTo({
    "pss-baseline": ["Host Namespaces"],
    "cis-1.12": ["5.2.5"],
    "nsa-1.2": ["Pod security enforcement"],
    "mitre-attack": ["T1040", "T1611"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_19",
    "checkov:SharedHostNetworkNamespace",
    "datree:28",
    "datree:CONTAINERS_INCORRECT_HOSTNETWORK_VALUE_TRUE",
    "kube-linter:host-network",
    "kubescape:C-0041",
    "kubesec:HostNetwork",
    "polaris:hostNetworkSet",
    "trivy:KSV-0009",
  ],
  impliedBy: ["windows-host-process"],

  *evaluate({ spec }) {
    if (spec.hostNetwork !== true) return;
    const path = ["spec", "hostNetwork"];
    yield {
      path,
      message: "pod shares the host's network namespace",
      fix: removing("may-break", path),
    };
  },

  examples: {
    violating: [
      {
        title: "a pod that asks for it",
        pod: { spec: { hostNetwork: true, containers: [{ name: "web" }] } },
        violations: ["spec.hostNetwork: pod shares the host's network namespace"],
      },
    ],
    compliant: [
      { title: "a pod that does not say", pod: { spec: { containers: [{ name: "web" }] } } },
      {
        title: "a pod that says false",
        pod: { spec: { hostNetwork: false, containers: [{ name: "web" }] } },
      },
    ],
  },
};
