import type { ObjectCheck } from "../check.ts";
import { coveredByLimitRanges } from "../facts/namespace-limits.ts";
import { isUserNamespace } from "../facts/system-namespaces.ts";
import { referencesTo } from "../writing/references.ts";

/** Every namespace of the input has a LimitRange for containers there. */
export const namespaceLimitRangeMissing: ObjectCheck = {
  on: "object",
  kinds: ["Namespace"],
  claimsAbsenceOf: ["/limitranges"],
  id: "namespace-limit-range-missing",
  title: "Namespace without a LimitRange",
  topic: "namespaces",
  severity: "low",
  description:
    "A LimitRange sets a default request and limit for every container of the namespace without one, and rejects those that ask for too much. Without it a single forgotten field lets a container use up a node. Only a LimitRange counts that gives containers or pods a value for CPU or memory. System namespaces are left out.",
  remediation:
    "Add a LimitRange with an item of type `Container` that sets `default`, `defaultRequest` and `max` for CPU and memory.",
  references: referencesTo({
    "nsa-1.2": ["Resource policies"],
    "mitre-attack": ["T1499", "T1496"],
    "ms-threat-matrix": ["MS-TA9039", "MS-TA9040"],
  }),
  aliases: ["trivy:KSV-0039"],

  *evaluate(entry, cluster) {
    const covered = coveredByLimitRanges(cluster).get(entry.reference.name);
    if (!isUserNamespace(entry) || (covered && covered.size > 0)) return;
    yield { path: ["metadata", "name"], message: "namespace has no LimitRange for its containers" };
  },

  examples: {
    violating: [
      {
        title: "a namespace without one, beside one with, and those that limit volumes or nothing",
        objects: [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "bank" } },
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "data" } },
          {
            apiVersion: "v1",
            kind: "LimitRange",
            metadata: { name: "defaults", namespace: "bank" },
            spec: { limits: [{ type: "Container", default: { memory: "256Mi" } }] },
          },
          {
            apiVersion: "v1",
            kind: "LimitRange",
            metadata: { name: "volumes", namespace: "data" },
            spec: { limits: [{ type: "PersistentVolumeClaim", max: { storage: "1Ti" } }] },
          },
          { apiVersion: "v1", kind: "Namespace", metadata: { name: "mail" } },
          {
            apiVersion: "v1",
            kind: "LimitRange",
            metadata: { name: "empty", namespace: "mail" },
            spec: { limits: [{ type: "Container" }] },
          },
        ],
        violations: [
          "Namespace/shop metadata.name: namespace has no LimitRange for its containers",
          "Namespace/data metadata.name: namespace has no LimitRange for its containers",
          "Namespace/mail metadata.name: namespace has no LimitRange for its containers",
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
            kind: "LimitRange",
            metadata: { name: "defaults", namespace: "shop" },
            spec: { limits: [{ type: "Container", default: { memory: "256Mi" } }] },
          },
        ],
      },
      {
        title: "a namespace of Kubernetes' own",
        objects: [{ apiVersion: "v1", kind: "Namespace", metadata: { name: "kube-system" } }],
      },
    ],
  },
};
