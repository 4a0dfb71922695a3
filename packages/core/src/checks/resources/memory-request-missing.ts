import type { ObjectCheck } from "../check.ts";
import { missingResources, type WantedResource } from "../facts/missing-resource.ts";
import { referencesTo } from "../writing/references.ts";

const WANTED: WantedResource = { field: "requests", resource: "memory", proposal: "128Mi" };

/** Every container has a memory request after defaulting. */
export const memoryRequestMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "memory-request-missing",
  title: "No memory request",
  topic: "resources",
  severity: "low",
  description:
    "Without a memory request the scheduler places the container on full nodes, where it is the first to be evicted or killed: whoever fills the node's memory takes it down.",
  remediation:
    "Set `resources.requests.memory`, or give the namespace a LimitRange with a default.",
  references: referencesTo({
    "nsa-1.2": ["Resource policies"],
    "mitre-attack": ["T1499"],
    "ms-threat-matrix": ["MS-TA9040"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_12",
    "checkov:MemoryRequests",
    "datree:2",
    "datree:CONTAINERS_MISSING_MEMORY_REQUEST_KEY",
    "kube-linter:unset-memory-requirements",
    "kube-score:container-resources",
    "kubescape:C-0269",
    "kubesec:RequestsMemory",
    "polaris:memoryRequestsMissing",
    "trivy:KSV-0016",
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
                { name: "web", resources: { requests: { memory: "128Mi" } } },
                { name: "zero", resources: { requests: { memory: "0" } } },
              ],
            },
          },
        ],
        violations: [
          'Pod/web spec.initContainers[0].resources.requests.memory: container "setup" has no memory request',
          'Pod/web spec.containers[1].resources.requests.memory: container "zero" has a memory request of 0, which is none',
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
            spec: { limits: [{ type: "Container", defaultRequest: { memory: "128Mi" } }] },
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
        title: "a limit, which is the request too",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web" },
            spec: { containers: [{ name: "web", resources: { limits: { memory: "128Mi" } } }] },
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
              resources: { requests: { memory: "128Mi" } },
              containers: [{ name: "web" }],
            },
          },
        ],
      },
    ],
  },
};
