import { listAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { coveredByQuotas, hasHardLimits, SHARED_RESOURCES } from "../facts/namespace-limits.ts";
import { isSystemNamespace } from "../facts/system-namespaces.ts";
import { referencesTo } from "../writing/references.ts";

/** The ResourceQuotas of a namespace limit the CPU and the memory of all its pods. */
export const quotaIncomplete: ObjectCheck = {
  on: "object",
  kinds: ["ResourceQuota"],
  id: "quota-incomplete",
  title: "ResourceQuota without CPU or memory limits",
  topic: "namespaces",
  severity: "low",
  description:
    "A quota that limits nothing, or only the number of objects, or only the pods of a scope, lets one pod use what the nodes have. Other quotas of the namespace are counted. System namespaces are left out.",
  remediation:
    "Set `hard` limits for `requests.cpu`, `requests.memory` and `limits.memory` in a quota without scopes.",
  references: referencesTo({
    "nsa-1.2": ["Resource policies"],
    "mitre-attack": ["T1499", "T1496"],
    "ms-threat-matrix": ["MS-TA9039", "MS-TA9040"],
  }),

  *evaluate({ object, reference }, cluster) {
    if (isSystemNamespace(reference.namespace)) return;
    if (!hasHardLimits(object)) {
      yield { path: ["spec", "hard"], message: "quota limits nothing" };
      return;
    }
    const covered = coveredByQuotas(cluster).get(reference.namespace);
    const open = SHARED_RESOURCES.filter((resource) => !covered?.has(resource));
    if (open.length === 0) return;
    const isScoped =
      listAt(object, "spec", "scopes").length > 0 ||
      listAt(object, "spec", "scopeSelector", "matchExpressions").length > 0;
    const pods = isScoped ? "pods outside its scopes" : "pods";
    yield {
      path: ["spec", "hard"],
      message: `neither this quota nor another limits the ${open.join(" and ")} of ${pods}`,
    };
  },

  examples: {
    violating: [
      {
        title: "one of nothing, one of a scope and one of numbers",
        objects: [
          {
            apiVersion: "v1",
            kind: "ResourceQuota",
            metadata: { name: "none", namespace: "shop" },
            spec: { hard: {} },
          },
          {
            apiVersion: "v1",
            kind: "ResourceQuota",
            metadata: { name: "best-effort", namespace: "depot" },
            spec: { hard: { pods: "5" }, scopes: ["BestEffort"] },
          },
          {
            apiVersion: "v1",
            kind: "ResourceQuota",
            metadata: { name: "memory", namespace: "bank" },
            spec: { hard: { "limits.memory": "8Gi", "count/secrets": "100" } },
          },
        ],
        violations: [
          "ResourceQuota/none spec.hard: quota limits nothing",
          "ResourceQuota/best-effort spec.hard: neither this quota nor another limits the cpu and memory of pods outside its scopes",
          "ResourceQuota/memory spec.hard: neither this quota nor another limits the cpu of pods",
        ],
      },
    ],
    compliant: [
      {
        title: "two that complete each other, and halves of all pods",
        objects: [
          {
            apiVersion: "v1",
            kind: "ResourceQuota",
            metadata: { name: "compute", namespace: "shop" },
            spec: { hard: { cpu: "8", "limits.memory": "8Gi" } },
          },
          {
            apiVersion: "v1",
            kind: "ResourceQuota",
            metadata: { name: "objects", namespace: "shop" },
            spec: { hard: { "count/secrets": "100" } },
          },
          {
            apiVersion: "v1",
            kind: "ResourceQuota",
            metadata: { name: "jobs", namespace: "bank" },
            spec: { hard: { cpu: "8", memory: "8Gi" }, scopes: ["Terminating"] },
          },
          {
            apiVersion: "v1",
            kind: "ResourceQuota",
            metadata: { name: "servers", namespace: "bank" },
            spec: { hard: { cpu: "8", memory: "8Gi" }, scopes: ["NotTerminating"] },
          },
        ],
      },
    ],
  },
};
