import type { ObjectCheck } from "../check.ts";
import {
  coveredByLimitRanges,
  limitsAnything,
  SHARED_RESOURCES,
  speaksOfContainers,
} from "../facts/namespace-limits.ts";
import { isSystemNamespace } from "../facts/system-namespaces.ts";
import { referencesTo } from "../writing/references.ts";

/** The LimitRanges of a namespace give every container CPU and memory, or ask it to state them. */
export const limitRangeIncomplete: ObjectCheck = {
  on: "object",
  kinds: ["LimitRange"],
  id: "limit-range-incomplete",
  title: "LimitRange without CPU or memory values",
  topic: "namespaces",
  severity: "low",
  description:
    "A LimitRange item without values has no effect, and a resource that it does not name stays unlimited. Values that Kubernetes defaults are counted: `default` comes from `max`, and `defaultRequest` from `default` and then from `min`; so are other LimitRanges of the namespace. System namespaces are left out.",
  remediation:
    "Set `default` and `defaultRequest` of an item of type `Container` for CPU and memory.",
  references: referencesTo({
    "nsa-1.2": ["Resource policies"],
    "mitre-attack": ["T1499", "T1496"],
    "ms-threat-matrix": ["MS-TA9039", "MS-TA9040"],
  }),

  *evaluate({ object, reference }, cluster) {
    if (isSystemNamespace(reference.namespace)) return;
    const path = ["spec", "limits"];
    if (!limitsAnything(object)) {
      yield { path, message: "limits nothing and gives no defaults" };
      return;
    }
    if (!speaksOfContainers(object)) return; // of volumes, which is another matter
    const covered = coveredByLimitRanges(cluster).get(reference.namespace);
    const open = SHARED_RESOURCES.filter((resource) => !covered?.has(resource));
    if (open.length === 0) return;
    const message = `neither this LimitRange nor another gives or asks for ${open.join(" and ")} of containers`;
    yield { path, message };
  },

  examples: {
    violating: [
      {
        title: "one of nothing and one of memory alone",
        objects: [
          {
            apiVersion: "v1",
            kind: "LimitRange",
            metadata: { name: "empty", namespace: "stock" },
            spec: { limits: [{ type: "Container" }] },
          },
          {
            apiVersion: "v1",
            kind: "LimitRange",
            metadata: { name: "memory", namespace: "billing" },
            spec: { limits: [{ type: "Container", default: { memory: "256Mi", cpu: "0" } }] },
          },
        ],
        violations: [
          "LimitRange/empty spec.limits: limits nothing and gives no defaults",
          "LimitRange/memory spec.limits: neither this LimitRange nor another gives or asks for cpu of containers",
        ],
      },
    ],
    compliant: [
      {
        title:
          "values that Kubernetes completes, two that complete each other, and one for volumes",
        objects: [
          {
            apiVersion: "v1",
            kind: "LimitRange",
            metadata: { name: "most", namespace: "shop" },
            spec: { limits: [{ type: "Container", max: { cpu: "2", memory: "1Gi" } }] },
          },
          {
            apiVersion: "v1",
            kind: "LimitRange",
            metadata: { name: "memory", namespace: "bank" },
            spec: { limits: [{ type: "Container", defaultRequest: { memory: "256Mi" } }] },
          },
          {
            apiVersion: "v1",
            kind: "LimitRange",
            metadata: { name: "cpu", namespace: "bank" },
            spec: { limits: [{ type: "Pod", max: { cpu: "4" } }] },
          },
          {
            apiVersion: "v1",
            kind: "LimitRange",
            metadata: { name: "volumes", namespace: "data" },
            spec: { limits: [{ type: "PersistentVolumeClaim", max: { storage: "1Ti" } }] },
          },
        ],
      },
    ],
  },
};
