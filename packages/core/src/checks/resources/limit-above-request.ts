import { compareQuantities } from "../../kubernetes/quantity.ts";
import type { PodCheck } from "../check.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import type { CheckParameters } from "../parameters.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** The request of each of `guaranteedResources` equals its limit; an absent request is the limit. */
export function limitAboveRequest({
  guaranteedResources,
}: Pick<CheckParameters, "guaranteedResources">): PodCheck {
  return {
    on: "pod",
    id: "limit-above-request",
    title: "Limit above the request",
    topic: "resources",
    severity: "info",
    description:
      "What a container may use beyond its request is overcommitted. Memory cannot be throttled: when a node runs out of it the kernel kills processes, and whoever makes a program allocate decides when. CPU can be throttled, so that only memory is examined unless `guaranteedResources` in the configuration names `cpu` or `ephemeral-storage` too.",
    remediation: "Set the request to the limit, or the limit to what the container needs.",
    references: referencesTo({
      "nsa-1.2": ["Resource policies"],
      "mitre-attack": ["T1499"],
      "ms-threat-matrix": ["MS-TA9040"],
    }),
    aliases: [
      "kube-score:container-cpu-requests-equal-limits",
      "kube-score:container-ephemeral-storage-request-equals-limit",
      "kube-score:container-memory-requests-equal-limits",
      "kube-score:container-resource-requests-equal-limits",
    ],

    *evaluate(pod) {
      for (const { container, path: containerPath, label } of podContainersOf(pod)) {
        for (const resource of guaranteedResources) {
          const { requests = {}, limits = {} } = container.resources ?? {};
          const [request, limit] = [requests[resource], limits[resource]];
          if (request === undefined || limit === undefined) continue;
          if ((compareQuantities(request, limit) ?? 0) >= 0) continue;
          const path = [...containerPath, "resources", "requests", resource];
          yield {
            path,
            message: `${label} requests ${resource} ${request}, and may use ${limit}`,
            container: container.name,
            fix: replacing("may-break", path, limit),
          };
        }
      }
    },

    examples: {
      violating: [
        {
          title: "memory that may grow, and not CPU that may",
          pod: {
            spec: {
              containers: [
                {
                  name: "web",
                  resources: {
                    requests: { cpu: "100m", memory: "64Mi" },
                    limits: { cpu: "1", memory: "1Gi" },
                  },
                },
                {
                  name: "log",
                  resources: { requests: { memory: "1Gi" }, limits: { memory: "1024Mi" } },
                },
              ],
            },
          },
          violations: [
            'spec.containers[0].resources.requests.memory: container "web" requests memory 64Mi, and may use 1Gi',
          ],
        },
      ],
      compliant: [
        {
          title: "a limit alone, which is the request too",
          pod: {
            spec: { containers: [{ name: "web", resources: { limits: { memory: "1Gi" } } }] },
          },
        },
      ],
    },
  };
}
