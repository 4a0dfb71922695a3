import type { PodCheck } from "../check.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No container port has a `hostPort`. */
export const hostPort: PodCheck = {
  on: "pod",
  id: "host-port",
  title: "Host port used",
  topic: "pod-security",
  severity: "medium",
  description:
    "A `hostPort` exposes the container on the address of every node that runs it, bypassing Services and load balancers. An attacker who reaches a node reaches the container, and the container can take a port that a component of the node needs.",
  remediation: "Remove `hostPort`, and expose the port with a Service.",
  references: referencesTo({
    "pss-baseline": ["Host Ports"],
    "cis-1.12": ["5.2.12"],
    "mitre-attack": ["T1133"],
    "ms-threat-matrix": ["MS-TA9005"],
    "nist-800-190": ["3.4.2"],
  }),
  aliases: [
    "checkov:CKV_K8S_26",
    "checkov:HostPort",
    "datree:50",
    "datree:CONTAINERS_INCORRECT_KEY_HOSTPORT",
    "kubescape:C-0044",
    "polaris:hostPortSet",
    "trivy:KSV-0024",
  ],

  *evaluate(pod) {
    for (const { container, path: containerPath, label } of podContainersOf(pod)) {
      for (const [index, port] of (container.ports ?? []).entries()) {
        if (!port.hostPort) continue; // 0 means "none", like an absent field
        const path = [...containerPath, "ports", index, "hostPort"];
        yield {
          path,
          message: `${label} uses hostPort ${port.hostPort}`,
          container: container.name,
          fix: removing("may-break", path),
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "only the offending port of the offending container",
        pod: {
          spec: {
            containers: [
              { name: "web", ports: [{ containerPort: 8080 }] },
              { name: "log", ports: [{ containerPort: 2 }, { containerPort: 3, hostPort: 80 }] },
            ],
          },
        },
        violations: ['spec.containers[1].ports[1].hostPort: container "log" uses hostPort 80'],
      },
    ],
    compliant: [
      {
        title: "a hostPort of 0, which is none",
        pod: {
          spec: { containers: [{ name: "web", ports: [{ containerPort: 8080, hostPort: 0 }] }] },
        },
      },
    ],
  },
};
