import { clusterFact } from "../../cluster/cluster.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { ObjectCheck } from "../check.ts";
import { hasHardLimits } from "../facts/namespace-limits.ts";
import { isUserNamespace } from "../facts/system-namespaces.ts";
import { referencesTo } from "../writing/references.ts";

/** Every namespace of the input has a ResourceQuota there. */
export const namespaceQuotaMissing: ObjectCheck = {
  on: "object",
  kinds: ["Namespace"],
  claimsAbsenceOf: ["/resourcequotas"],
  id: "namespace-quota-missing",
  title: "Namespace without a ResourceQuota",
  topic: "namespaces",
  severity: "low",
  description:
    "Without a ResourceQuota one namespace can fill the cluster with pods, volumes and objects: whoever may create them there can deny service to everybody else, or mine cryptocurrency on all nodes. A quota without any limit does not count. System namespaces are left out.",
  remediation:
    "Add a ResourceQuota with hard limits for CPU, memory, storage and the number of pods.",
  references: referencesTo({
    "nsa-1.2": ["Resource policies"],
    "mitre-attack": ["T1499", "T1496"],
    "ms-threat-matrix": ["MS-TA9039", "MS-TA9040"],
  }),
  aliases: ["trivy:KSV-0040"],

  *evaluate(entry, cluster) {
    if (!isUserNamespace(entry) || quotasOf(cluster).has(entry.reference.name)) return;
    yield { path: ["metadata", "name"], message: "namespace has no ResourceQuota" };
  },

  examples: {
    violating: [
      {
        title: "a namespace without one and one with one of nothing, beside one with",
        objects: [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "mail" } },
          {
            apiVersion: "v1",
            kind: "ResourceQuota",
            metadata: { name: "none", namespace: "mail" },
            spec: { hard: {} },
          },
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "bank" } },
          {
            apiVersion: "v1",
            kind: "ResourceQuota",
            metadata: { name: "all", namespace: "bank" },
            spec: { hard: { pods: "10" } },
          },
        ],
        violations: [
          "Namespace/shop metadata.name: namespace has no ResourceQuota",
          "Namespace/mail metadata.name: namespace has no ResourceQuota",
        ],
      },
    ],
    compliant: [
      {
        title: "a namespace with one",
        objects: [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
          {
            apiVersion: "v1",
            kind: "ResourceQuota",
            metadata: { name: "all", namespace: "shop" },
            spec: { hard: { pods: "10" } },
          },
        ],
      },
    ],
  },
};

const quotasOf = clusterFact((cluster) =>
  groupedBy(
    cluster.snapshot.ofKind("", "ResourceQuota").filter(({ object }) => hasHardLimits(object)),
    ({ reference }) => reference.namespace,
  ),
);
