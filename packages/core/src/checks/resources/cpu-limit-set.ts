import type { PodCheck } from "../check.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import type { CheckParameters } from "../parameters.ts";
import { removing } from "../writing/fixes.ts";

/** No container has a CPU limit, where `cpuLimitsForbidden` says so. */
export function cpuLimitSet({
  cpuLimitsForbidden,
}: Pick<CheckParameters, "cpuLimitsForbidden">): PodCheck {
  return {
    on: "pod",
    id: "cpu-limit-set",
    title: "CPU limit set",
    topic: "resources",
    severity: "info",
    description:
      "The opposite of `cpu-limit-missing`, for organizations that share idle cores: a limit throttles a program while the node is idle, and requests alone already protect its neighbours. Nothing is reported unless `cpuLimitsForbidden` in the configuration is true; skip `cpu-limit-missing` then. The examples forbid limits.",
    remediation: "Remove `resources.limits.cpu`, and keep `resources.requests.cpu`.",
    references: [],

    *evaluate(pod) {
      if (!cpuLimitsForbidden) return;
      for (const { container, path: containerPath, label } of podContainersOf(pod)) {
        const limit = container.resources?.limits?.["cpu"];
        if (limit === undefined) continue;
        const path = [...containerPath, "resources", "limits", "cpu"];
        yield {
          path,
          message: `${label} has a cpu limit of ${limit}`,
          container: container.name,
          fix: removing("may-break", path),
        };
      }
    },

    examples: {
      violating: [
        {
          title: "only the container with one",
          pod: {
            spec: {
              containers: [
                { name: "web", resources: { requests: { cpu: "1" }, limits: { memory: "1Gi" } } },
                { name: "log", resources: { limits: { cpu: "500m" } } },
              ],
            },
          },
          violations: [
            'spec.containers[1].resources.limits.cpu: container "log" has a cpu limit of 500m',
          ],
        },
      ],
      compliant: [
        {
          title: "a request",
          pod: { spec: { containers: [{ name: "web", resources: { requests: { cpu: "1" } } }] } },
        },
      ],
    },
  };
}
