import type { ObjectCheck } from "../check.ts";
import { missingResources, type WantedResource } from "../facts/missing-resource.ts";
import { referencesTo } from "../writing/references.ts";

const WANTED: WantedResource = { field: "limits", resource: "cpu", proposal: "500m" };

/** Every container has a cpu limit after defaulting. */
export const cpuLimitMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "cpu-limit-missing",
  title: "No CPU limit",
  topic: "resources",
  severity: "low",
  description:
    "A container without a CPU limit can use every idle core of the node: a cryptominer that an attacker starts in it runs at full speed, and neighbours without requests starve.",
  remediation: "Set `resources.limits.cpu`, or give the namespace a LimitRange with a default.",
  references: referencesTo({
    "nsa-1.2": ["Resource policies"],
    "mitre-attack": ["T1499", "T1496"],
    "ms-threat-matrix": ["MS-TA9040", "MS-TA9039"],
    "nist-800-190": ["3.4.3"],
  }),
  aliases: [
    "checkov:CKV_K8S_11",
    "checkov:CPULimits",
    "datree:5",
    "datree:CONTAINERS_MISSING_CPU_LIMIT_KEY",
    "kube-linter:unset-cpu-requirements",
    "kube-score:container-resources",
    "kubescape:C-0009",
    "kubescape:C-0270",
    "kubesec:LimitsCPU",
    "polaris:cpuLimitsMissing",
    "trivy:KSV-0011",
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
                { name: "web", resources: { limits: { cpu: "500m" } } },
                { name: "zero", resources: { limits: { cpu: "0" } } },
              ],
            },
          },
        ],
        violations: [
          'Pod/web spec.initContainers[0].resources.limits.cpu: container "setup" has no cpu limit',
          'Pod/web spec.containers[1].resources.limits.cpu: container "zero" has a cpu limit of 0, which is none',
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
            spec: { limits: [{ type: "Container", default: { cpu: "500m" } }] },
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
              resources: { limits: { cpu: "500m" } },
              containers: [{ name: "web" }],
            },
          },
        ],
      },
    ],
  },
};
