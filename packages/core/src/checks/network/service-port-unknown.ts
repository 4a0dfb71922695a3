import type { Violation } from "../../findings/finding.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { NetworkEndpoint } from "../../network/endpoint.ts";
import { podsSelectedBy } from "../../network/services.ts";
import type { ObjectCheck } from "../check.ts";

import { referencesTo } from "../writing/references.ts";

/** The targetPort of a Service is a port of a pod that it selects. */
export const servicePortUnknown: ObjectCheck = {
  on: "object",
  kinds: ["Service"],
  id: "service-port-unknown",
  title: "Service with an unknown target port",
  topic: "network",
  severity: "low",
  description:
    "A Service with a named target port that none of its pods has leads nowhere; so, most likely, does one with a port number that none of them declares, where all of them declare ports.",
  remediation: "Correct `targetPort`, or declare the port in the container.",
  references: referencesTo({}),
  aliases: ["popeye:1105", "popeye:1106"],

  *evaluate(entry, cluster) {
    const pods = podsSelectedBy(entry, cluster.network.directory);
    if (pods.length === 0) return;
    for (const [index, port] of listAt(entry.object, "spec", "ports").entries()) {
      // 0 and "" are like an absent field: the port itself.
      const named = valueAt(port, "targetPort") || undefined;
      const target = named ?? valueAt(port, "port");
      if (typeof target !== "string" && typeof target !== "number") continue;
      const problem = problemOf(target, port, pods);
      if (!problem) continue;
      const field = named === undefined ? "port" : "targetPort";
      yield { path: ["spec", "ports", index, field], ...problem };
    }
  },

  examples: {
    violating: [
      {
        title: "a name and a number that the pod lacks",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              selector: { app: "web" },
              ports: [{ port: 80, targetPort: "http" }, { port: 81 }],
            },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: {
              containers: [{ name: "web", ports: [{ name: "https", containerPort: 8443 }] }],
            },
          },
        ],
        violations: [
          "Service/web spec.ports[0].targetPort: no pod of the Service has a TCP port named http",
          "Service/web spec.ports[1].port: no pod of the Service declares TCP 81",
        ],
      },
    ],
    compliant: [
      {
        title: "a port of the pod",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { selector: { app: "web" }, ports: [{ port: 80, targetPort: "http" }] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web", ports: [{ name: "http", containerPort: 8080 }] }] },
          },
        ],
      },
      {
        title: "a number where the pod declares nothing",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { selector: { app: "web" }, ports: [{ port: 80 }] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
        ],
      },
    ],
  },
};

function problemOf(
  target: string | number,
  port: JsonValue,
  pods: readonly Pick<NetworkEndpoint, "ports">[],
): Pick<Violation, "message" | "severity"> | undefined {
  const isNamed = typeof target === "string";
  const protocol = textAt(port, "protocol") || "TCP";
  const isKnown = pods.some(({ ports }) =>
    ports.some(
      (each) =>
        each.protocol === protocol && (isNamed ? each.name === target : each.port === target),
    ),
  );
  const declares = pods.every(({ ports }) => ports.length > 0);
  if (isKnown || (!isNamed && !declares)) return undefined;
  return isNamed
    ? { message: `no pod of the Service has a ${protocol} port named ${target}` }
    : { message: `no pod of the Service declares ${protocol} ${target}`, severity: "info" };
}
