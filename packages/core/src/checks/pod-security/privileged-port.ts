import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import type { PodCheck } from "../check.ts";
import { isWindowsPod, podContainersOf } from "../facts/pod-containers.ts";
import { referencesTo } from "../writing/references.ts";

const START = "net.ipv4.ip_unprivileged_port_start";
const FIRST_UNPRIVILEGED = 1024;

/** No container listens on a port that the kernel reserves for root, unless the pod's own setting opens it. */
export const privilegedPort: PodCheck = {
  on: "pod",
  id: "privileged-port",
  title: "Container port below 1024",
  topic: "pod-security",
  severity: "info",
  description:
    "Binding a port below 1024 takes root or NET_BIND_SERVICE: a program that listens there is a reason to run as root. A Service can publish port 80 whatever port the container has. Where the pod sets `net.ipv4.ip_unprivileged_port_start` to the port or less, no privilege is needed.",
  remediation:
    "Have the program listen on a port above 1023, and set the Service's `targetPort` to it.",
  references: referencesTo({ "mitre-attack": ["T1611"], "nist-800-190": ["3.4.3"] }),
  aliases: ["kube-linter:privileged-ports", "trivy:KSV-0117"],

  *evaluate(pod) {
    if (isWindowsPod(pod.spec)) return;
    const first = firstOpenPort(pod);
    for (const { container, path, label } of podContainersOf(pod)) {
      for (const [index, { containerPort }] of (container.ports ?? []).entries()) {
        if (!containerPort || containerPort >= first) continue; // 0 is no port
        yield {
          path: [...path, "ports", index, "containerPort"],
          message: `${label} listens on port ${containerPort}, which only root may bind`,
          container: container.name,
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "only the low port of one container",
        pod: {
          spec: {
            containers: [
              { name: "web", ports: [{ containerPort: 1024 }] },
              { name: "tls", ports: [{ containerPort: 8443 }, { containerPort: 443 }] },
            ],
          },
        },
        violations: [
          'spec.containers[1].ports[1].containerPort: container "tls" listens on port 443, which only root may bind',
        ],
      },
    ],
    compliant: [
      {
        title: "a low port that the pod opens for everybody",
        pod: {
          spec: {
            securityContext: {
              sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "80" }],
            },
            containers: [{ name: "web", ports: [{ containerPort: 80 }] }],
          },
        },
      },
    ],
  },
};

function firstOpenPort({ spec }: PodTemplate): number {
  const sysctls = spec.securityContext?.sysctls ?? [];
  const value = sysctls.find(({ name }) => name === START)?.value ?? "";
  return /^\d+$/.test(value) ? Number(value) : FIRST_UNPRIVILEGED;
}
