import type { KubernetesObject } from "../../kubernetes/object.ts";
import type { ObjectCheck } from "../check.ts";
import { logCollectorsOf, logDestinationsOf } from "../facts/log-collectors.ts";
import { referencesTo } from "../writing/references.ts";

/** Collected logs leave the cluster. */
export const logsKeptInCluster: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "logs-kept-in-cluster",
  title: "Logs sent nowhere but into the cluster",
  topic: "workloads",
  severity: "low",
  description:
    "A collector that sends to a Service of the same cluster alone keeps its logs where an attacker who has taken the cluster can delete them. Destinations are read from arguments, variables and ConfigMaps of Fluent Bit, Fluentd, Vector, Promtail, Alloy, the OpenTelemetry Collector and others; where none can be read, as with a configuration in a Secret, nothing is said. What a Service of the cluster passes on is not seen.",
  remediation:
    "Send a copy out of the cluster, to storage that the cluster's identities cannot delete from.",
  references: referencesTo({ "nsa-1.2": ["Audit logging"], "mitre-attack": ["T1070"] }),

  *evaluate({ object }, cluster) {
    const collector = logCollectorsOf(cluster).find(({ entry }) => entry.object === object);
    if (!collector) return;
    const { outside, inside } = logDestinationsOf(collector, cluster);
    const [first] = inside;
    if (outside.length > 0 || first === undefined) return;
    yield {
      path: ["spec", "template", "spec"],
      message: `sends logs to ${first} alone, which is in the cluster`,
    };
  },
  *notAssessable({ object }, cluster) {
    const collector = logCollectorsOf(cluster).find(({ entry }) => entry.object === object);
    if (!collector) return;
    const { outside, inside } = logDestinationsOf(collector, cluster);
    if (outside.length + inside.length > 0) return;
    yield {
      path: ["spec", "template", "spec"],
      reason: `nothing in the input says where ${collector.product} sends logs`,
    };
  },

  examples: {
    violating: [
      {
        title: "Promtail with a Loki of the cluster",
        objects: collectorWith(
          "grafana/promtail:3.0.0",
          "clients:\n- url: http://loki.logging.svc:3100/loki/api/v1/push\n",
        ),
        violations: [
          "DaemonSet/logs spec.template.spec: sends logs to loki.logging.svc alone, which is in the cluster",
        ],
      },
    ],
    compliant: [
      {
        title: "Fluent Bit with CloudWatch beside it",
        objects: collectorWith(
          "fluent/fluent-bit:3.2",
          "[OUTPUT]\n    Name es\n    Host elastic.logging.svc\n[OUTPUT]\n    Name cloudwatch_logs\n",
        ),
      },
      {
        title: "Vector with a host elsewhere",
        objects: collectorWith(
          "timberio/vector:0.40",
          "sinks:\n  a:\n    type: http\n    endpoint: https://logs.example.com/in\n",
        ),
      },
      {
        title: "a configuration that the input does not show",
        objects: collectorWith("grafana/promtail:3.0.0", ""),
      },
    ],
  },
};

/** A collector with its configuration. */
function collectorWith(image: string, configuration: string): readonly KubernetesObject[] {
  const metadata = { namespace: "logging" };
  return [
    {
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      metadata: { ...metadata, name: "logs" },
      spec: {
        selector: { matchLabels: { app: "logs" } },
        template: {
          metadata: { labels: { app: "logs" } },
          spec: {
            containers: [{ name: "main", image }],
            volumes: [
              { name: "log", hostPath: { path: "/var/log" } },
              { name: "config", configMap: { name: "logs" } },
            ],
          },
        },
      },
    },
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { ...metadata, name: "logs" },
      data: { "config.yaml": configuration },
    },
  ];
}
