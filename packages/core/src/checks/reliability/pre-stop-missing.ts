import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import { objectAt } from "../../kubernetes/json-fields.ts";
import { compileSelection } from "../../kubernetes/pod-labels.ts";
import { locateInObject, type PodTemplate } from "../../kubernetes/pod-template.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import { podLabelsIn } from "../../snapshot/pod-labels.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import { servingContainersOf } from "../facts/probes.ts";
import { longRunningPodsOf } from "../facts/workloads.ts";

/** Containers behind a Service wait before they end. */
export const preStopMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "pre-stop-missing",
  title: "No preStop hook",
  topic: "reliability",
  severity: "info",
  description:
    "A terminating pod is removed from its Service at the same time as its program gets SIGTERM: for some seconds requests still arrive at a program that no longer listens. A short `preStop` sleep bridges that. Reported for containers with ports whose pod a Service of the input selects; a program that goes on serving for a while after SIGTERM needs none.",
  remediation: "Add `lifecycle.preStop.sleep.seconds: 5`, or have the program wait after SIGTERM.",
  references: [],
  aliases: ["datree:60"],

  *evaluate(entry, cluster) {
    for (const template of longRunningPodsOf(entry)) {
      if (!isServed(entry, template, cluster)) continue;
      for (const { container, path, label } of servingContainersOf(template)) {
        if ((container.ports ?? []).length === 0 || container.lifecycle?.preStop) continue;
        yield {
          path: locateInObject(template, [...path, "lifecycle", "preStop"]),
          message: `${label} serves requests and has no preStop hook`,
          container: container.name,
        };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "the container with a port, of two",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { selector: { app: "web" } },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: {
              containers: [{ name: "log" }, { name: "web", ports: [{ containerPort: 80 }] }],
            },
          },
        ],
        violations: [
          'Pod/web spec.containers[1].lifecycle.preStop: container "web" serves requests and has no preStop hook',
        ],
      },
    ],
    compliant: [
      {
        title: "a pause, and a pod that no service selects",
        objects: [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { selector: { app: "web" } },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: {
              containers: [
                {
                  name: "web",
                  ports: [{ containerPort: 80 }],
                  lifecycle: { preStop: { sleep: { seconds: 5 } } },
                },
              ],
            },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "api", namespace: "shop", labels: { app: "api" } },
            spec: { containers: [{ name: "api", ports: [{ containerPort: 80 }] }] },
          },
        ],
      },
    ],
  },
};

function isServed(entry: SnapshotObject, template: PodTemplate, cluster: Cluster): boolean {
  const pods = podLabelsIn(cluster.snapshot)(entry, template);
  return (selectorsIn(cluster).get(entry.reference.namespace) ?? []).some(
    ({ selection }) => selection(pods) !== "none",
  );
}

const selectorsIn = clusterFact((cluster) =>
  groupedBy(
    cluster.snapshot.ofKind("", "Service").flatMap(({ object, reference: { namespace } }) => {
      const wanted = Object.entries(objectAt(object, "spec", "selector"));
      const labels = wanted.filter((each): each is [string, string] => typeof each[1] === "string");
      // A Service without a selector has endpoints that somebody writes.
      return wanted.length === 0 || labels.length < wanted.length
        ? []
        : [{ namespace, selection: compileSelection({ matchLabels: Object.fromEntries(labels) }) }];
    }),
    ({ namespace }) => namespace,
  ),
);
