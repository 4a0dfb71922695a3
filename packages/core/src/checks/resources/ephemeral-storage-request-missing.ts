import type { ObjectCheck } from "../check.ts";
import { missingResources, type WantedResource } from "../facts/missing-resource.ts";
import { referencesTo } from "../writing/references.ts";

const WANTED: WantedResource = {
  field: "requests",
  resource: "ephemeral-storage",
  proposal: "256Mi",
};

/** Every container has a request of ephemeral storage after defaulting. */
export const ephemeralStorageRequestMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "ephemeral-storage-request-missing",
  title: "No ephemeral storage request",
  topic: "resources",
  severity: "info",
  description:
    "The scheduler does not consider the node's disk for a container without a request, and the kubelet evicts such pods first when the disk is full.",
  remediation:
    "Set `resources.requests.ephemeral-storage`, or give the namespace a LimitRange with a default.",
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
              resources: { requests: { "ephemeral-storage": "1Gi" } },
              containers: [
                { name: "web", resources: { requests: { "ephemeral-storage": "1Gi" } } },
                { name: "log" },
              ],
            },
          },
        ],
        violations: [
          'Pod/web spec.containers[1].resources.requests[ephemeral-storage]: container "log" has no ephemeral-storage request',
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
              limits: [{ type: "Container", defaultRequest: { "ephemeral-storage": "1Gi" } }],
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
