import { stringifyJson } from "../../kubernetes/json.ts";
import { asJson } from "../../kubernetes/json-fields.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import type { ObjectCheck } from "../check.ts";
import { servingContainersOf } from "../facts/probes.ts";
import { longRunningPodsOf } from "../facts/workloads.ts";

/** Liveness and readiness ask different things. */
export const probesIdentical: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "probes-identical",
  title: "Identical liveness and readiness probes",
  topic: "reliability",
  severity: "info",
  description:
    "A pod that is only overloaded, or waits for a service that is down, is restarted instead of being taken out of the Service: load that a readiness probe would have kept away becomes a series of restarts.",
  remediation:
    "Have the `livenessProbe` only check whether the program is alive, with a higher `failureThreshold` than the `readinessProbe`.",
  references: [],
  aliases: ["kube-score:pod-probes-identical"],

  *evaluate(entry) {
    for (const template of longRunningPodsOf(entry)) {
      for (const { container, path, label } of servingContainersOf(template)) {
        const { livenessProbe, readinessProbe } = container;
        if (!livenessProbe || !readinessProbe) continue;
        if (stringifyJson(asJson(livenessProbe)) !== stringifyJson(asJson(readinessProbe)))
          continue;
        yield {
          path: locateInObject(template, [...path, "livenessProbe"]),
          message: `${label} has equal livenessProbe and readinessProbe`,
          container: container.name,
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "one of two containers",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web" },
            spec: {
              containers: [
                { name: "log" },
                {
                  name: "web",
                  livenessProbe: { httpGet: { path: "/", port: 80 } },
                  readinessProbe: { httpGet: { path: "/", port: 80 } },
                },
              ],
            },
          },
        ],
        violations: [
          'Pod/web spec.containers[1].livenessProbe: container "web" has equal livenessProbe and readinessProbe',
        ],
      },
    ],
    compliant: [
      {
        title: "a more patient liveness probe",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web" },
            spec: {
              containers: [
                {
                  name: "web",
                  livenessProbe: { httpGet: { path: "/", port: 80 }, failureThreshold: 10 },
                  readinessProbe: { httpGet: { path: "/", port: 80 } },
                },
              ],
            },
          },
        ],
      },
    ],
  },
};
