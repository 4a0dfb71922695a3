import type { Violation } from "../../findings/finding.ts";
import type { PodCheck } from "../check.ts";
import { type PodContainer, podContainersOf } from "../facts/pod-containers.ts";
import { declaresPort, PROBES, portOfProbe } from "../facts/probes.ts";

/** Probes ask a port that their container declares. */
export const probePortUndeclared: PodCheck = {
  on: "pod",
  id: "probe-port-undeclared",
  title: "Probe on an undeclared port",
  topic: "reliability",
  severity: "low",
  description:
    "A probe of a named port that the container does not declare always fails: the container is restarted forever, or never receives a request. A port number that is not declared is most likely wrong, and is reported where the container declares any ports.",
  remediation: "Correct the port of the probe, or declare it in `ports`.",
  references: [],
  aliases: ["kube-linter:liveness-port", "kube-linter:readiness-port", "kube-linter:startup-port"],

  *evaluate(pod) {
    for (const each of podContainersOf(pod)) {
      for (const field of PROBES) yield* violationsOf(each, field);
    }
  },

  examples: {
    violating: [
      {
        title: "a name and a number that one of two containers does not declare",
        pod: {
          spec: {
            containers: [
              { name: "log", livenessProbe: { tcpSocket: { port: 9000 } } },
              {
                name: "web",
                ports: [{ containerPort: 8080, name: "http" }],
                livenessProbe: { httpGet: { port: "web" } },
                readinessProbe: { httpGet: { port: 80 } },
                startupProbe: { httpGet: { port: "http" } },
              },
            ],
          },
        },
        violations: [
          'spec.containers[1].livenessProbe.httpGet.port: container "web": livenessProbe uses port web, which is not declared',
          'spec.containers[1].readinessProbe.httpGet.port: container "web": readinessProbe uses port 80, which is not declared',
        ],
      },
    ],
    compliant: [
      {
        title: "a declared port, and a command",
        pod: {
          spec: {
            containers: [
              {
                name: "web",
                ports: [{ containerPort: 8080 }],
                livenessProbe: { exec: { command: ["true"] } },
                readinessProbe: { httpGet: { port: 8080 } },
              },
            ],
          },
        },
      },
    ],
  },
};

function* violationsOf(
  { container, path, label }: PodContainer,
  field: (typeof PROBES)[number],
): Generator<Violation> {
  const probe = container[field];
  const asked = probe && portOfProbe(probe);
  if (!asked || declaresPort(container, asked.port)) return;
  const isNamed = typeof asked.port === "string" && !/^\d+$/.test(asked.port);
  if (!isNamed && (container.ports ?? []).length === 0) return;
  yield {
    path: [...path, field, ...asked.path],
    message: `${label}: ${field} uses port ${asked.port}, which is not declared`,
    container: container.name,
    ...(isNamed ? { severity: "medium" } : {}),
  };
}
