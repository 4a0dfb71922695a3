import type { PodCheck } from "../check.ts";
import { podContainersOf } from "../facts/pod-containers.ts";
import { PROBES } from "../facts/probes.ts";
import type { CheckParameters, ProbeField } from "../parameters.ts";
import { adding } from "../writing/fixes.ts";

// As SetDefaults_Probe of pkg/apis/core/v1; the delay is 0 as every absent number.
const DEFAULTS: Readonly<Record<ProbeField, number>> = {
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
};

/** Probes state every number of `requiredProbeFields`; with none configured, nothing is reported. */
export function probeFieldMissing({
  requiredProbeFields,
}: Pick<CheckParameters, "requiredProbeFields">): PodCheck {
  return {
    on: "pod",
    id: "probe-field-missing",
    title: "Probe field not set",
    topic: "reliability",
    severity: "info",
    description:
      "The defaults suit a small web server: one second to answer, and three failures cause a restart. Where an organization wants every probe to state what its program needs, `requiredProbeFields` in the configuration lists the fields that each must set; otherwise a default is fine. The examples want `failureThreshold`.",
    remediation: "Set the field in the probe; the fix sets the default.",
    references: [],
    aliases: [
      "datree:55",
      "datree:56",
      "datree:57",
      "datree:58",
      "datree:59",
      "datree:CONTAINERS_INCORRECT_FAILURETHRESHOLD_VALUE",
      "datree:CONTAINERS_INCORRECT_INITIALDELAYSECONDS_VALUE",
      "datree:CONTAINERS_INCORRECT_PERIODSECONDS_VALUE",
      "datree:CONTAINERS_INCORRECT_SUCCESSTHRESHOLD_VALUE",
      "datree:CONTAINERS_INCORRECT_TIMEOUTSECONDS_VALUE",
    ],

    *evaluate(pod) {
      for (const { container, path, label } of podContainersOf(pod)) {
        for (const name of PROBES) {
          const probe = container[name];
          const missing = probe
            ? requiredProbeFields.filter((field) => probe[field] === undefined)
            : [];
          yield* missing.map((field) => ({
            path: [...path, name, field],
            message: `${name} of ${label} does not set ${field}`,
            container: container.name,
            fix: adding("safe", [...path, name, field], DEFAULTS[field]),
          }));
        }
      }
    },

    examples: {
      violating: [
        {
          title: "one of two probes",
          pod: {
            spec: {
              containers: [
                {
                  name: "web",
                  livenessProbe: { tcpSocket: { port: 8080 }, failureThreshold: 5 },
                  readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5 },
                },
              ],
            },
          },
          violations: [
            'spec.containers[0].readinessProbe.failureThreshold: readinessProbe of container "web" does not set failureThreshold',
          ],
        },
      ],
      compliant: [
        {
          title: "a probe that states it, and a container without probes",
          pod: {
            spec: {
              containers: [
                { name: "web", livenessProbe: { tcpSocket: { port: 8080 }, failureThreshold: 3 } },
                { name: "log" },
              ],
            },
          },
        },
      ],
    },
  };
}
