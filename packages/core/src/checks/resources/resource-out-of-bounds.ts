import type { Violation } from "../../findings/finding.ts";
import { compareQuantities } from "../../kubernetes/quantity.ts";
import type { PodCheck } from "../check.ts";
import { type PodContainer, podContainersOf } from "../facts/pod-containers.ts";
import { type CheckParameters, RESOURCES, type ResourceName } from "../parameters.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Requests and limits lie between `minimumResources` and `maximumResources`; with none configured, anywhere. */
export function resourceOutOfBounds({
  minimumResources,
  maximumResources,
}: Pick<CheckParameters, "minimumResources" | "maximumResources">): PodCheck {
  return {
    on: "pod",
    id: "resource-out-of-bounds",
    title: "Resource request or limit out of bounds",
    topic: "resources",
    severity: "medium",
    description:
      "A limit of a whole node is no limit, and a request of next to nothing no request. `minimumResources` and `maximumResources` in the configuration say, for `cpu`, `memory` and `ephemeral-storage`, what a container of this organization states at least and at most. Without them nothing is reported; that something is stated is asked by other checks. The examples have a minimum of `cpu: 10m` and a maximum of `memory: 8Gi`.",
    remediation: "Bring the request or limit between the bounds, or change the bounds.",
    references: referencesTo({
      "nsa-1.2": ["Resource policies"],
      "mitre-attack": ["T1499", "T1496"],
      "ms-threat-matrix": ["MS-TA9039", "MS-TA9040"],
    }),
    aliases: ["kubescape:C-0004", "kubescape:C-0050"],

    *evaluate(pod) {
      for (const each of podContainersOf(pod)) {
        for (const field of ["requests", "limits"] as const) {
          for (const resource of RESOURCES) {
            yield* outOfBounds(each, {
              field,
              resource,
              bound: minimumResources[resource],
              sign: -1,
            });
            yield* outOfBounds(each, {
              field,
              resource,
              bound: maximumResources[resource],
              sign: 1,
            });
          }
        }
      }
    },

    examples: {
      violating: [
        {
          title: "too little and too much, in one of two containers",
          pod: {
            spec: {
              containers: [
                {
                  name: "web",
                  resources: { requests: { cpu: "10m" }, limits: { memory: "8192Mi" } },
                },
                {
                  name: "job",
                  resources: { requests: { cpu: "1m" }, limits: { memory: "64Gi" } },
                },
              ],
            },
          },
          violations: [
            'spec.containers[1].resources.requests.cpu: container "job" has a cpu request of 1m, below 10m',
            'spec.containers[1].resources.limits.memory: container "job" has a memory limit of 64Gi, above 8Gi',
          ],
        },
      ],
      compliant: [
        {
          title: "nothing stated",
          pod: { spec: { containers: [{ name: "web" }] } },
        },
      ],
    },
  };
}

interface Bound {
  readonly field: "requests" | "limits";
  readonly resource: ResourceName;
  readonly bound: string | undefined;
  /** -1 where the bound is the least, 1 where it is the most. */
  readonly sign: -1 | 1;
}

function* outOfBounds(
  { container, path: containerPath, label }: PodContainer,
  { field, resource, bound, sign }: Bound,
): Generator<Violation> {
  const stated = container.resources?.[field]?.[resource];
  if (stated === undefined || bound === undefined) return;
  if (compareQuantities(stated, bound) !== sign) return;
  const path = [...containerPath, "resources", field, resource];
  const noun = `${resource} ${field === "limits" ? "limit" : "request"}`;
  yield {
    path,
    message: `${label} has a ${noun} of ${stated}, ${sign < 0 ? "below" : "above"} ${bound}`,
    container: container.name,
    fix: replacing("needs-value", path, bound),
  };
}
