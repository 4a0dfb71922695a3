import { stringMapOf } from "../../kubernetes/object.ts";
import { controllerReferenceOf } from "../../kubernetes/owners.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import { isSystemNamespace } from "../facts/system-namespaces.ts";
import { referencesTo } from "../writing/references.ts";

/** Workloads of the users are not in Kubernetes' own namespaces. */
export const systemNamespaceUsed: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "system-namespace-used",
  title: "Workload in a system namespace",
  topic: "namespaces",
  severity: "low",
  description:
    "Policies and webhooks often exempt `kube-system`, it holds the most valuable Secrets and accounts, and nobody expects other workloads there: they are hardly restricted, and an attacker can hide among them. Everybody may read `kube-public`, and `kube-node-lease` is for heartbeats. Cluster components are left out: static pods, pods with a `system-` priority class, and objects labelled as a part of the control plane or the cluster's services.",
  remediation: "Move the workload to a namespace of its own.",
  references: referencesTo({
    "cis-1.12": ["5.6.1"],
    "nsa-1.2": ["Namespaces"],
    "mitre-attack": ["T1036"],
    "ms-threat-matrix": ["MS-TA9023"],
  }),
  aliases: ["trivy:KSV-0037"],

  *evaluate(entry) {
    const { reference, podTemplates } = entry;
    if (podTemplates.length === 0 || !isSystemNamespace(reference.namespace)) return;
    if (reference.namespace === "kube-system" && isPartOfCluster(entry)) return;
    yield {
      path: ["metadata", "namespace"],
      message: `workload is in the namespace ${reference.namespace ?? ""}`,
    };
  },

  examples: {
    violating: [
      {
        title: "a workload beside a part of the cluster",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "kube-system" },
            spec: { containers: [{ name: "web" }] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "dns", namespace: "kube-system" },
            spec: {
              priorityClassName: "system-cluster-critical",
              containers: [{ name: "dns" }],
            },
          },
        ],
        violations: ["Pod/web metadata.namespace: workload is in the namespace kube-system"],
      },
    ],
    compliant: [
      {
        title: "a workload in a namespace of its own",
        objects: [
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

function isPartOfCluster({ object, podTemplates }: SnapshotObject): boolean {
  const labels = stringMapOf(object, "labels");
  return (
    controllerReferenceOf(object)?.kind === "Node" ||
    labels["tier"] === "control-plane" ||
    labels["kubernetes.io/cluster-service"] === "true" ||
    Object.hasOwn(labels, "addonmanager.kubernetes.io/mode") ||
    podTemplates.some(({ spec }) =>
      /^system-(?:cluster|node)-critical$/.test(spec.priorityClassName ?? ""),
    )
  );
}
