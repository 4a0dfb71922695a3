import type { ObjectCheck } from "../check.ts";
import { missingResources, type WantedResource } from "../facts/missing-resource.ts";
import { referencesTo } from "../writing/references.ts";

const WANTED: WantedResource = {
  field: "limits",
  resource: "ephemeral-storage",
  proposal: "1Gi",
};

/** Every container has a limit of ephemeral storage after defaulting. */
export const ephemeralStorageLimitMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "ephemeral-storage-limit-missing",
  title: "No ephemeral storage limit",
  topic: "resources",
  severity: "info",
  description:
    "A container's writable layer, its logs and its `emptyDir` volumes use the disk of the node. Without a limit it can fill that disk, and the kubelet then evicts pods of others too.",
  remediation:
    "Set `resources.limits.ephemeral-storage`, or give the namespace a LimitRange with a default.",
  references: referencesTo({
    "nsa-1.2": ["Resource policies"],
    "mitre-attack": ["T1499"],
    "ms-threat-matrix": ["MS-TA9040"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: ["kube-score:container-ephemeral-storage-request-and-limit"],

  evaluate: (object, cluster) => missingResources(object, cluster, WANTED),

  examples: {
    violating: [
      {
        title: "only the container without one, whatever the pod as a whole has",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web" },
            spec: {
              resources: { limits: { "ephemeral-storage": "1Gi" } },
              containers: [
                { name: "web", resources: { limits: { "ephemeral-storage": "1Gi" } } },
                { name: "log" },
              ],
            },
          },
        ],
        violations: [
          'Pod/web spec.containers[1].resources.limits[ephemeral-storage]: container "log" has no ephemeral-storage limit',
        ],
      },
    ],
    compliant: [
      {
        title: "a LimitRange of the namespace that fills it in",
        objects: [
          {
            apiVersion: "v1",
            kind: "LimitRange",
            metadata: { name: "defaults", namespace: "shop" },
            spec: {
              limits: [{ type: "Container", default: { "ephemeral-storage": "1Gi" } }],
            },
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
