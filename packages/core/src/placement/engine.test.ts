import { describe, expect, test } from "vitest";
import { snapshotOf, wholeSnapshotOf } from "../../testing/snapshot.ts";
import { formatFieldPath } from "../kubernetes/field-path.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { podsCalled, podsToPlace } from "./called.ts";
import { createPlacement, type Placement } from "./engine.ts";
import type { PlacementScope } from "./model.ts";

function node(name: string, spec: JsonObject = {}, labels: JsonObject = {}): KubernetesObject {
  return { apiVersion: "v1", kind: "Node", metadata: { name, labels }, spec };
}

function pod(spec: JsonObject, metadata: JsonObject = {}): KubernetesObject {
  const named = { name: "web", namespace: "shop", ...metadata };
  return { apiVersion: "v1", kind: "Pod", metadata: named, spec: { containers: [], ...spec } };
}

function workload(kind: string, spec: JsonObject): KubernetesObject {
  const template = { metadata: {}, spec: { containers: [], ...spec } };
  const metadata = { name: "web", namespace: "shop" };
  return { apiVersion: "apps/v1", kind, metadata, spec: { template } };
}

/** What is said of `shop/web` on node `n`. */
function said(placement: Placement, scope: PlacementScope = "now"): readonly string[] {
  const called = podsCalled("shop/web", placement);
  const there = placement.node("n");
  if ("problem" in called || !there) throw new Error("The pod or the node is not there.");
  const { verdict, reasons } = placement.canRun(called.pod, there, scope);
  const lines = reasons.map(
    ({ rule, object, path, message }) =>
      `${rule}: ${object.kind} ${formatFieldPath(path)}: ${message}`,
  );
  return [verdict, ...lines];
}

function saidOf(...objects: readonly KubernetesObject[]): readonly string[] {
  return said(createPlacement(wholeSnapshotOf(objects)));
}

const TAINTED = node("n", { taints: [{ key: "team", value: "b", effect: "NoSchedule" }] });
const EVICTING = node("n", { taints: [{ key: "team", value: "b", effect: "NoExecute" }] });

describe("nodeName", () => {
  test("passes NoSchedule, for the scheduler is not asked", () => {
    expect(saidOf(TAINTED, pod({ nodeName: "n" }))).toEqual([
      "yes",
      "nodeName: Pod spec.nodeName: names its node, so that the scheduler is not asked",
      "taints: Node spec.taints[0]: no toleration of the pod tolerates team=b:NoSchedule, and the scheduler, which would heed it, is not asked",
    ]);
  });

  test("does not pass NoExecute, by which the kubelet refuses and running pods are evicted", () => {
    const refused = [
      "no",
      "taints: Node spec.taints[0]: no toleration of the pod tolerates team=b:NoExecute",
    ];
    expect(saidOf(EVICTING, pod({ nodeName: "n" }))).toEqual(refused);
    const running = { ...pod({ nodeName: "n" }, { uid: "1" }), status: { phase: "Running" } };
    expect(saidOf(EVICTING, running)).toEqual(refused);
  });

  test("a static pod needs no toleration", () => {
    const annotations = { "kubernetes.io/config.source": "file" };
    expect(saidOf(EVICTING, pod({ nodeName: "n" }, { annotations }))).toEqual([
      "yes",
      "nodeName: Pod spec.nodeName: names its node, so that the scheduler is not asked",
      "taints: Node spec.taints[0]: no toleration of the pod tolerates team=b:NoExecute, and a static pod needs none",
    ]);
  });

  test("a pod that runs stays whatever labels its node gets", () => {
    const running = pod({ nodeName: "n", nodeSelector: { pool: "a" } }, { uid: "1" });
    expect(saidOf(node("n"), { ...running, status: { phase: "Running" } })).toEqual([
      "yes",
      "nodeName: Pod spec.nodeName: is on the node already",
    ]);
    expect(saidOf(node("n"), { ...running, status: { phase: "Pending" } })).toEqual([
      "no",
      "nodeSelector: Pod spec.nodeSelector.pool: asks for pool=a, and node n has no label pool",
    ]);
  });

  test("in a DaemonSet it passes nothing, for the controller heeds all taints itself", () => {
    expect(saidOf(TAINTED, workload("DaemonSet", { nodeName: "n" }))).toEqual([
      "no",
      "taints: Node spec.taints[0]: no toleration of the pod tolerates team=b:NoSchedule",
    ]);
  });
});

describe("what controllers and admission add", () => {
  test("pods of a DaemonSet come to a node that is cordoned, others do not", () => {
    const cordoned = node("n", { unschedulable: true });
    expect(saidOf(cordoned, workload("DaemonSet", {}))).toEqual(["yes"]);
    expect(saidOf(cordoned, workload("Deployment", {}))).toEqual([
      "no",
      "unschedulable: Node spec.unschedulable: the node takes no new pods",
    ]);
  });

  test("a RuntimeClass adds its selector and its tolerations", () => {
    const scheduling = {
      nodeSelector: { pool: "kata" },
      tolerations: [{ key: "team", operator: "Exists" }],
    };
    const runtimeClass = {
      apiVersion: "node.k8s.io/v1",
      kind: "RuntimeClass",
      metadata: { name: "kata" },
      scheduling,
    };
    const spec = { runtimeClassName: "kata" };
    expect(saidOf(TAINTED, pod(spec), runtimeClass)).toEqual([
      "no",
      "nodeSelector: Pod spec.nodeSelector.pool: asks for pool=kata, and node n has no label pool",
    ]);
    const labelled = node(
      "n",
      { taints: [{ key: "team", effect: "NoExecute" }] },
      { pool: "kata" },
    );
    expect(saidOf(labelled, pod(spec), runtimeClass)).toEqual(["yes"]);
    expect(saidOf(labelled, pod(spec))).toEqual([
      "no",
      "runtimeClass: Pod spec.runtimeClassName: there is no RuntimeClass kata",
    ]);
  });

  const namespace = {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: "shop",
      annotations: { "scheduler.alpha.kubernetes.io/node-selector": "pool=a" },
    },
  };

  test("a namespace's node selector counts where the API server has PodNodeSelector on", () => {
    const server = (flags: string): KubernetesObject => ({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "kube-apiserver", namespace: "kube-system" },
      spec: { containers: [{ name: "a", command: ["kube-apiserver", flags] }] },
    });
    const on = server("--enable-admission-plugins=NodeRestriction,PodNodeSelector");
    expect(saidOf(node("n"), pod({}), namespace, on)).toEqual([
      "no",
      "nodeSelector: Pod spec.nodeSelector.pool: asks for pool=a, and node n has no label pool",
    ]);
    const off = server("--enable-admission-plugins=NodeRestriction");
    expect(saidOf(node("n"), pod({}), namespace, off)).toEqual(["yes"]);
  });

  test("where nobody shows the API server, what the plugin would change is not known", () => {
    expect(saidOf(node("n"), pod({}), namespace)).toEqual([
      "unknown",
      "admission: Namespace metadata.annotations: the input does not show whether the API server has PodNodeSelector on, which would read this",
      "nodeSelector: Pod spec.nodeSelector.pool: asks for pool=a, and node n has no label pool",
    ]);
    expect(saidOf(node("n", {}, { pool: "a" }), pod({}), namespace)).toEqual(["yes"]);
  });
});

describe("what is not known", () => {
  test("a RuntimeClass and the claim of a volume that the input does not show", () => {
    const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "data" } }];
    const objects = [node("n"), pod({ runtimeClassName: "kata", volumes })];
    expect(said(createPlacement(snapshotOf(objects)))).toEqual([
      "unknown",
      "runtimeClass: Pod spec.runtimeClassName: the input does not show RuntimeClass kata, which may select nodes",
      "volumes: Pod spec.volumes[0]: the input does not show PersistentVolumeClaim data, whose volume may be on some nodes only",
    ]);
  });

  test("ports and company of pods, where not all pods are shown; what is sure is a no all the same", () => {
    const containers = [{ name: "a", ports: [{ containerPort: 80, hostPort: 80 }] }];
    const objects = [node("n"), pod({ containers })];
    expect(said(createPlacement(snapshotOf(objects)))).toEqual([
      "unknown",
      "hostPorts: Pod spec.containers[0].ports[0].hostPort: the input does not show which pods are on the node, and whether one has this port",
    ]);
    const other = pod({ containers, nodeName: "n" }, { name: "other" });
    expect(said(createPlacement(snapshotOf([...objects, other])))).toEqual([
      "no",
      "hostPorts: Pod spec.containers[0].ports[0].hostPort: TCP 80 of the node is taken by pod shop/other",
    ]);
    expect(said(createPlacement(snapshotOf(objects)), "ever")).toEqual(["yes"]);
  });

  test("what another scheduler heeds, but not what the kubelet does", () => {
    expect(saidOf(TAINTED, pod({ schedulerName: "mine" }))).toEqual([
      "unknown",
      "scheduler: Pod spec.schedulerName: whether scheduler mine heeds it is not known: no toleration of the pod tolerates team=b:NoSchedule",
    ]);
    expect(saidOf(EVICTING, pod({ schedulerName: "mine" }))).toEqual([
      "no",
      "taints: Node spec.taints[0]: no toleration of the pod tolerates team=b:NoExecute",
    ]);
  });
});

describe("company", () => {
  const apart = {
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          {
            labelSelector: { matchLabels: { app: "x" } },
            topologyKey: "zone",
            matchLabelKeys: ["v"],
          },
        ],
      },
    },
  };
  const zone = node("n", {}, { zone: "1" });

  test("anti-affinity holds both ways, by the keys whose values it matches", () => {
    const labels = { app: "x", v: "1" };
    const other = pod({ nodeName: "n" }, { name: "other", labels });
    expect(saidOf(zone, pod(apart, { labels: { v: "1" } }), other)).toEqual([
      "no",
      "podAntiAffinity: Pod spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]: keeps away from pod shop/other",
    ]);
    expect(saidOf(zone, pod(apart, { labels: { v: "2" } }), other)).toEqual(["yes"]);
    const avoiding = pod({ ...apart, nodeName: "n" }, { name: "other", labels: { v: "1" } });
    expect(saidOf(zone, pod({}, { labels }), avoiding)).toEqual([
      "no",
      "podAntiAffinity: Pod spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]: pod shop/other is there and keeps it away",
    ]);
  });
});

test("of several that are called alike, the Pod is meant; of workloads the kind has to be said", () => {
  const both = [workload("Deployment", {}), workload("StatefulSet", {})];
  const placement = createPlacement(snapshotOf(both));
  expect(podsCalled("shop/web", placement)).toEqual({
    problem: "Several kinds are called shop/web (deployment, statefulset); write KIND/NS/NAME.",
  });
  expect(podsCalled("statefulset/shop/web", placement)).toEqual({ pod: placement.pods[1] });
  const withPod = createPlacement(snapshotOf([...both, pod({})]));
  expect(podsCalled("shop/web", withPod)).toEqual({ pod: withPod.pods[2] });
  expect(podsCalled("web", placement)).toEqual({
    problem: '"web" is no pod; write NS/NAME or KIND/NS/NAME.',
  });
});

test("what a controller made is listed only for the node that it is on", () => {
  const ownerReferences = [
    { apiVersion: "apps/v1", kind: "ReplicaSet", name: "r", controller: true },
  ];
  const made = (name: string, nodeName: string): KubernetesObject =>
    pod({ nodeName }, { name, ownerReferences });
  const objects = [node("n"), workload("Deployment", {}), made("a", "n"), made("b", "m")];
  const placement = createPlacement(snapshotOf(objects));
  const [n] = placement.nodes;
  expect(n && podsToPlace(placement, n).map(({ name }) => name)).toEqual(["web", "a"]);
});
