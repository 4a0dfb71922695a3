import type { ObjectCheck } from "../check.ts";
import { missingResources, type WantedResource } from "../facts/missing-resource.ts";
import { referencesTo } from "../writing/references.ts";

const WANTED: WantedResource = { field: "requests", resource: "cpu", proposal: "100m" };

/** Every container has a cpu request after defaulting. */
export const cpuRequestMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "cpu-request-missing",
  title: "No CPU request",
  topic: "resources",
  severity: "low",
  description:
    "Without a CPU request the scheduler counts the container as nothing and the kernel serves it last: whoever loads the node brings it to a stop.",
  remediation: "Set `resources.requests.cpu`, or give the namespace a LimitRange with a default.",
  references: referencesTo({
    "nsa-1.2": ["Resource policies"],
    "mitre-attack": ["T1499"],
    "ms-threat-matrix": ["MS-TA9040"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_10",
    "checkov:CPURequests",
    "datree:3",
    "datree:CONTAINERS_MISSING_CPU_REQUEST_KEY",
    "kube-linter:unset-cpu-requirements",
    "kube-score:container-resources",
    "kubescape:C-0268",
    "kubesec:RequestsCPU",
    "polaris:cpuRequestsMissing",
    "trivy:KSV-0015",
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
                { name: "web", resources: { requests: { cpu: "100m" } } },
                { name: "zero", resources: { requests: { cpu: "0" } } },
              ],
            },
          },
        ],
        violations: [
          'Pod/web spec.initContainers[0].resources.requests.cpu: container "setup" has no cpu request',
          'Pod/web spec.containers[1].resources.requests.cpu: container "zero" has a cpu request of 0, which is none',
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
            spec: { limits: [{ type: "Container", defaultRequest: { cpu: "100m" } }] },
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
            spec: { containers: [{ name: "web", resources: { limits: { cpu: "100m" } } }] },
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
              resources: { requests: { cpu: "100m" } },
              containers: [{ name: "web" }],
            },
          },
        ],
      },
    ],
  },
};
