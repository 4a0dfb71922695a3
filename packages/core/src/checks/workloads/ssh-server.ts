import type { Violation } from "../../findings/finding.ts";
import type { PodCheck } from "../check.ts";
import { commandWordsOf, type PodContainer, podContainersOf } from "../facts/pod-containers.ts";
import { referencesTo } from "../writing/references.ts";

const PORTS: ReadonlySet<number> = new Set([22, 2222]);

/** No container lets people in by SSH. */
export const sshServer: PodCheck = {
  on: "pod",
  id: "ssh-server",
  title: "SSH server in a container",
  topic: "workloads",
  severity: "medium",
  raisedBy: ["exposed", "host-access"],
  description:
    "An SSH server in a container is an entry that the API server does not control: its keys and passwords are managed outside the cluster, sessions are not in the audit log, and stolen keys stay valid.",
  remediation:
    "Remove the server and its port; use `kubectl exec` or `kubectl debug`, which RBAC authorizes and the audit log records.",
  references: referencesTo({
    "mitre-attack": ["T1021.004"],
    "ms-threat-matrix": ["MS-TA9010"],
    "nist-800-190": ["4.1.2"],
  }),
  aliases: ["kube-linter:ssh-port", "kubescape:C-0042"],

  *evaluate(pod) {
    for (const each of podContainersOf(pod)) {
      const ports = [...openPorts(each)];
      yield* ports.length > 0 ? ports : serverCommand(each);
    }
  },

  examples: {
    violating: [
      {
        title: "the port of SSH, and the server as the command",
        pod: {
          spec: {
            containers: [
              { name: "web", ports: [{ containerPort: 8080 }] },
              { name: "git", ports: [{ containerPort: 8080 }, { containerPort: 22 }] },
              { name: "dns", ports: [{ containerPort: 22, protocol: "UDP" }] },
              { name: "ops", command: ["/usr/sbin/sshd", "-D"] },
            ],
          },
        },
        violations: [
          'spec.containers[1].ports[1].containerPort: container "git" opens port 22 (SSH)',
          'spec.containers[3].command[0]: container "ops" starts an SSH server',
        ],
      },
    ],
    compliant: [
      {
        title: "an SSH client",
        pod: { spec: { containers: [{ name: "web", command: ["ssh", "files.example.com"] }] } },
      },
    ],
  },
};

function* openPorts({ container, path, label }: PodContainer): Generator<Violation> {
  for (const [index, { containerPort, protocol }] of (container.ports ?? []).entries()) {
    if (containerPort === undefined || !PORTS.has(containerPort) || (protocol || "TCP") !== "TCP")
      continue;
    yield {
      path: [...path, "ports", index, "containerPort"],
      message: `${label} opens port ${containerPort} (SSH)`,
      container: container.name,
    };
  }
}

function* serverCommand({ container, path, label }: PodContainer): Generator<Violation> {
  for (const { field, index, word } of commandWordsOf(container)) {
    if (!/(?:^|[\s;&|/])(?:sshd|dropbear)(?:\s|$)/.test(word)) continue;
    yield {
      path: [...path, field, index],
      message: `${label} starts an SSH server`,
      container: container.name,
    };
  }
}
