import type { Violation } from "../../findings/finding.ts";
import type { LifecycleHandler } from "../../kubernetes/api/types.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { PodCheck } from "../check.ts";
import { type PodContainer, podContainersOf } from "../facts/pod-containers.ts";
import { removing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Probes and lifecycle hooks name no host: they go to the pod. */
export const hostProbeOrLifecycle: PodCheck = {
  on: "pod",
  id: "host-probe-or-lifecycle",
  title: "Probe or lifecycle hook with a host of its own",
  topic: "pod-security",
  severity: "medium",
  description:
    "The kubelet sends probes and lifecycle hooks from the node's network. A pod that sets `host` makes the kubelet call any address that the node reaches, bypassing NetworkPolicies, and learns from the result what listens there (server-side request forgery).",
  remediation: "Remove `host`; the kubelet then calls the pod's own address.",
  references: referencesTo({
    "pss-baseline": ["Host Probes / Lifecycle Hooks"],
    "mitre-attack": ["T1046"],
    "ms-threat-matrix": ["MS-TA9031"],
    "nist-800-190": ["3.4.2"],
  }),

  *evaluate(pod) {
    for (const each of podContainersOf(pod)) {
      const { container } = each;
      for (const probe of ["livenessProbe", "readinessProbe", "startupProbe"] as const) {
        yield* hostsOf(each, container[probe], [probe]);
      }
      for (const hook of ["postStart", "preStop"] as const) {
        yield* hostsOf(each, container.lifecycle?.[hook], ["lifecycle", hook]);
      }
    }
  },

  examples: {
    violating: [
      {
        title: "a probe and a hook of one container",
        pod: {
          spec: {
            containers: [
              { name: "web", livenessProbe: { httpGet: { port: 8080 } } },
              {
                name: "spy",
                readinessProbe: { httpGet: { host: "169.254.169.254", port: 80 } },
                lifecycle: { preStop: { tcpSocket: { host: "127.0.0.1", port: 10250 } } },
              },
            ],
          },
        },
        violations: [
          'spec.containers[1].readinessProbe.httpGet.host: container "spy" makes the kubelet call host "169.254.169.254"',
          'spec.containers[1].lifecycle.preStop.tcpSocket.host: container "spy" makes the kubelet call host "127.0.0.1"',
        ],
      },
    ],
    compliant: [
      {
        title: "an empty host, which is the pod",
        pod: {
          spec: {
            containers: [{ name: "web", livenessProbe: { httpGet: { host: "", port: 8080 } } }],
          },
        },
      },
    ],
  },
};

function* hostsOf(
  { container, path, label }: PodContainer,
  handler: Pick<LifecycleHandler, "httpGet" | "tcpSocket"> | undefined,
  fields: FieldPath,
): Generator<Violation> {
  for (const action of ["httpGet", "tcpSocket"] as const) {
    const host = handler?.[action]?.host ?? "";
    if (host === "") continue;
    const hostPath = [...path, ...fields, action, "host"];
    yield {
      path: hostPath,
      message: `${label} makes the kubelet call host "${host}"`,
      container: container.name,
      fix: removing("may-break", hostPath),
    };
  }
}
