import { clusterFact } from "../../cluster/cluster.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import { showsAllIn } from "../../snapshot/completeness.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { ObjectCheck } from "../check.ts";
import { mayBeIn } from "../facts/may-be-in.ts";

/** The Service of a StatefulSet is headless and there. */
export const statefulSetServiceWrong: ObjectCheck = {
  on: "object",
  kinds: ["apps/StatefulSet"],
  id: "stateful-set-service-wrong",
  title: "StatefulSet without its headless Service",
  topic: "reliability",
  severity: "low",
  description:
    "The pods of a StatefulSet find each other by DNS names that only a headless Service provides; through an ordinary Service they reach any of the others, or nobody. A Service that the input does not show may exist, and is reported as missing only where the input is the whole cluster.",
  remediation:
    "Create a Service with `clusterIP: None` that selects the pods, and set `serviceName` to it.",
  references: [],
  aliases: ["kube-score:statefulset-has-servicename"],

  *evaluate({ object, reference }, cluster) {
    const name = textAt(object, "spec", "serviceName");
    if (name === "") return; // without one the pods need no names
    const path = ["spec", "serviceName"];
    const named = (servicesByName(cluster).get(name) ?? []).filter((service) =>
      mayBeIn(service.reference.namespace, reference.namespace),
    );
    if (named.length === 0) {
      if (showsAllIn(cluster.snapshot, reference.namespace) && servicesByName(cluster).size > 0)
        yield { path, message: `service ${name} does not exist` };
    } else if (named.every((service) => textAt(service.object, "spec", "clusterIP") !== "None")) {
      yield { path, message: `service ${name} is not headless` };
    }
  },

  examples: {
    violating: [
      {
        title: "an ordinary service",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "StatefulSet",
            metadata: { name: "db" },
            spec: {
              serviceName: "db",
              template: {
                metadata: { labels: { app: "db" } },
                spec: { containers: [{ name: "db" }] },
              },
            },
          },
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "db" },
            spec: { ports: [{ port: 5432 }] },
          },
        ],
        violations: ["StatefulSet/db spec.serviceName: service db is not headless"],
      },
      {
        title: "none at all",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "StatefulSet",
            metadata: { name: "db" },
            spec: {
              serviceName: "db",
              template: {
                metadata: { labels: { app: "db" } },
                spec: { containers: [{ name: "db" }] },
              },
            },
          },
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web" },
            spec: { ports: [{ port: 80 }] },
          },
        ],
        violations: ["StatefulSet/db spec.serviceName: service db does not exist"],
      },
    ],
    compliant: [
      {
        title: "a headless service, and one that the input does not show",
        objects: [
          {
            apiVersion: "apps/v1",
            kind: "StatefulSet",
            metadata: { name: "db" },
            spec: {
              serviceName: "db",
              template: {
                metadata: { labels: { app: "db" } },
                spec: { containers: [{ name: "db" }] },
              },
            },
          },
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "db" },
            spec: { clusterIP: "None", ports: [{ port: 5432 }] },
          },
          {
            apiVersion: "apps/v1",
            kind: "StatefulSet",
            metadata: { name: "queue" },
            spec: {
              serviceName: "queue",
              template: {
                metadata: { labels: { app: "queue" } },
                spec: { containers: [{ name: "queue" }] },
              },
            },
          },
        ],
      },
    ],
  },
};

const servicesByName = clusterFact((cluster) =>
  groupedBy(cluster.snapshot.ofKind("", "Service"), ({ reference }) => reference.name),
);
