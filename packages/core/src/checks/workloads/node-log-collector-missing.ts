import { placementPodOf } from "../../placement/index.ts";
import type { ObjectCheck } from "../check.ts";
import { type LogCollector, logCollectorsOf } from "../facts/log-collectors.ts";
import { referencesTo } from "../writing/references.ts";

const COLLECTOR = {
  apiVersion: "apps/v1",
  kind: "DaemonSet",
  metadata: { name: "logs", namespace: "logging" },
  spec: {
    selector: { matchLabels: { app: "logs" } },
    template: {
      metadata: { labels: { app: "logs" } },
      spec: {
        containers: [{ name: "bit", image: "fluent/fluent-bit:3.2" }],
        volumes: [{ name: "log", hostPath: { path: "/var/log" } }],
      },
    },
  },
} as const;

const CONTROL_PLANE_NODE = {
  apiVersion: "v1",
  kind: "Node",
  metadata: { name: "cp-1" },
  spec: { taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }] },
} as const;

/** Every node has a collector of logs. */
export const nodeLogCollectorMissing: ObjectCheck = {
  on: "object",
  kinds: ["Node"],
  id: "node-log-collector-missing",
  title: "Node without a log collector",
  topic: "workloads",
  severity: "low",
  claimsAbsenceOf: ["apps/daemonsets"],
  description:
    "Logs of containers, of the kubelet and of the API server lie on the node: whoever takes the node deletes them, and with the node they are gone. A collector on every node, control-plane nodes included, has sent them away by then. Reported only where the input is the whole cluster and shows which pods of DaemonSets the placement engine lets onto the node; collectors that are no DaemonSets, such as services of the node's system, are not seen.",
  remediation:
    "Run a collector as a DaemonSet on every node, with tolerations for the taints of control-plane nodes, and have it send out of the cluster.",
  references: referencesTo({ "nsa-1.2": ["Audit logging"], "mitre-attack": ["T1070"] }),

  *evaluate({ reference }, cluster) {
    if (!cluster.assumptions.wholeCluster.value) return;
    const node = cluster.placement.node(reference.name);
    if (!node) return;
    const collectors = logCollectorsOf(cluster);
    const runs = ({ entry, pod }: LogCollector): boolean =>
      cluster.placement.canRun(placementPodOf(entry.object, pod), node, "ever").verdict !== "no";
    if (collectors.some(runs)) return;
    const names = collectors.map(({ product }) => product);
    yield {
      path: [],
      message:
        names.length === 0
          ? "no DaemonSet collects its logs"
          : `no collector of logs runs on it: ${[...new Set(names)].join(" and ")} may not`,
    };
  },

  examples: {
    violating: [
      {
        title:
          "a collector that does not tolerate the taint of a control-plane node, where the input is the whole cluster",
        assumptions: { wholeCluster: true },
        objects: [CONTROL_PLANE_NODE, COLLECTOR],
        violations: ["Node/cp-1 : no collector of logs runs on it: Fluent Bit may not"],
      },
      {
        title: "no collector at all, where the input is the whole cluster",
        assumptions: { wholeCluster: true },
        objects: [{ apiVersion: "v1", kind: "Node", metadata: { name: "a" } }],
        violations: ["Node/a : no DaemonSet collects its logs"],
      },
    ],
    compliant: [
      {
        title: "a collector that runs there, where the input is the whole cluster",
        assumptions: { wholeCluster: true },
        objects: [{ apiVersion: "v1", kind: "Node", metadata: { name: "a" } }, COLLECTOR],
      },
      {
        title: "a part of a cluster",
        objects: [{ apiVersion: "v1", kind: "Node", metadata: { name: "a" } }],
      },
    ],
  },
};
