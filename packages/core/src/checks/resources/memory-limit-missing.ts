import type { ObjectCheck } from "../check.ts";
import { missingResources, type WantedResource } from "../facts/missing-resource.ts";
import { referencesTo } from "../writing/references.ts";

const WANTED: WantedResource = { field: "limits", resource: "memory", proposal: "256Mi" };

/** Every container has a memory limit after defaulting. */
export const memoryLimitMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "memory-limit-missing",
  title: "No memory limit",
  topic: "resources",
  severity: "medium",
  description:
    "A container without a memory limit can use all of the node's memory. The kernel then kills processes of other pods: one request that makes the program allocate is enough to take neighbours down.",
  remediation: "Set `resources.limits.memory`, or give the namespace a LimitRange with a default.",
  references: referencesTo({
    "nsa-1.2": ["Resource policies"],
    "mitre-attack": ["T1499"],
    "ms-threat-matrix": ["MS-TA9040"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_13",
    "checkov:MemoryLimits",
    "datree:4",
    "datree:CONTAINERS_MISSING_MEMORY_LIMIT_KEY",
    "kube-linter:unset-memory-requirements",
    "kube-score:container-resources",
    "kubescape:C-0009",
    "kubescape:C-0271",
    "kubesec:LimitsMemory",
    "polaris:memoryLimitsMissing",
    "trivy:KSV-0018",
  ],

  evaluate: (object, cluster) => missingResources(object, cluster, WANTED),

  examples: {
    violating: [
      {
        title: "the containers without one, 0 being none",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web" },
            spec: {
              initContainers: [{ name: "setup" }],
              containers: [
                { name: "web", resources: { limits: { memory: "256Mi" } } },
                { name: "zero", resources: { limits: { memory: "0" } } },
              ],
            },
          },
        ],
        violations: [
          'Pod/web spec.initContainers[0].resources.limits.memory: container "setup" has no memory limit',
          'Pod/web spec.containers[1].resources.limits.memory: container "zero" has a memory limit of 0, which is none',
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
            spec: { limits: [{ type: "Container", default: { memory: "256Mi" } }] },
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
        title: "resources of the whole pod",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web" },
            spec: {
              resources: { limits: { memory: "256Mi" } },
              containers: [{ name: "web" }],
            },
          },
        ],
      },
    ],
  },
};
