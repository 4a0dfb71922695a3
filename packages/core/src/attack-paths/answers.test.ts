import { describe, expect, test } from "vitest";
import { BOSS, inside, pod } from "../../testing/access/escalation.ts";
import { rule } from "../../testing/access/objects.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { blastRadius } from "./blast-radius.ts";
import { attackFixes } from "./fixes.ts";
import { type AttackEnds, createAttackGraph } from "./graph.ts";
import { isObjectChange } from "./model.ts";
import { attackPaths } from "./paths.ts";
import { stopsOf } from "./stops.ts";
import { textOfVertex } from "./vertex-of-fact.ts";
import { parseVertex } from "./vertices-of.ts";

const EVERYBODY = { assumeBreach: true };
const WEB = { kind: "Pod", namespace: "s", name: "web" };

/** `s/web` behind a load balancer, which may run commands in `t/boss`, a pod of an administrator. */
const SHOP: readonly KubernetesObject[] = [
  ...BOSS,
  ...inside("t", rule("create", "pods/exec")),
  labelled(pod("s/web", "me", listening())),
  pod("t/boss", "boss"),
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web", namespace: "s" },
    spec: { type: "LoadBalancer", selector: { app: "web" }, ports: [{ port: 80 }] },
  },
];

function listening(): JsonObject {
  return { containers: [{ name: "main", image: "i", ports: [{ containerPort: 80 }] }] };
}

function labelled(object: KubernetesObject): KubernetesObject {
  const metadata = { name: "web", namespace: "s", labels: { app: "web" } };
  return { ...object, metadata };
}

function snapshot(objects: readonly KubernetesObject[]): Snapshot {
  return wholeSnapshotOf(objects, { kubernetesVersion: "v1.36" });
}

function graphOf(from: Snapshot, ends: AttackEnds = {}) {
  return createAttackGraph(createCluster(from), EVERYBODY, ends);
}

function pathsOf(objects: readonly KubernetesObject[], ends: AttackEnds = {}): readonly string[] {
  return attackPaths(graphOf(snapshot(objects), ends), 10).paths.map(
    ({ certainty, from, steps }) =>
      `${certainty} ${textOfVertex(from)} ${steps.map(({ edge, to }) => `${edge} ${textOfVertex(to)}`).join(" > ")}`,
  );
}

describe("paths", () => {
  test("from outside over a pod, its token and its rights to cluster-admin", () => {
    expect(pathsOf(SHOP)).toEqual([
      "yes internet exposed-port container/s/web/main > pod-token serviceaccount/s/me > exec-in-pod pod/t/boss > pod-token serviceaccount/t/boss > held-rights cluster-admin",
    ]);
  });

  test("none where any step is missing", () => {
    const without = (kind: string): readonly KubernetesObject[] =>
      SHOP.filter((each) => each.kind !== kind);
    expect(["Service", "RoleBinding", "Pod"].map((kind) => pathsOf(without(kind)))).toEqual([
      [],
      [],
      [],
    ]);
  });

  test("between the ends that were asked for", () => {
    expect(
      pathsOf(SHOP, { from: [WEB], to: [{ kind: "Pod", namespace: "t", name: "boss" }] }),
    ).toEqual(["yes pod/s/web pod-token serviceaccount/s/me > exec-in-pod pod/t/boss"]);
  });
});

describe("the blast radius", () => {
  const fallenWith = (text: string, objects: readonly KubernetesObject[] = SHOP) => {
    const graph = graphOf(snapshot(objects));
    const start = parseVertex(text);
    return blastRadius(graph, start ? graph.find(start) : []).map(
      ({ certainty, hops, vertex, via }) =>
        `${certainty} ${hops} ${textOfVertex(vertex)} by ${via?.edge ?? "being it"}`,
    );
  };

  test("of a pod, by hops, the sure first", () => {
    expect(fallenWith("pod/s/web").filter((each) => !each.includes("group/"))).toEqual([
      "yes 0 container/s/web/main by being it",
      "yes 1 serviceaccount/s/me by pod-token",
      "yes 2 pod/t/boss by exec-in-pod",
      "yes 2 container/t/boss/main by exec-in-pod",
      "yes 3 serviceaccount/t/boss by pod-token",
      "yes 3 cluster-admin by pod-token",
    ]);
  });

  test("of an image, a namespace and a workload by its Pods", () => {
    expect(fallenWith("image/i").slice(0, 2)).toEqual([
      "yes 1 container/s/web/main by image-supply",
      "yes 1 container/t/boss/main by image-supply",
    ]);
    expect(fallenWith("namespace/s")[0]).toBe("yes 0 pod/s/web by being it");
    const owner = {
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      name: "web",
      controller: true,
      uid: "u",
    };
    const owned = SHOP.map((each) =>
      each.kind === "Pod" &&
      each["metadata"] !== undefined &&
      JSON.stringify(each).includes('"app":"web"')
        ? {
            ...each,
            metadata: {
              name: "web",
              namespace: "s",
              labels: { app: "web" },
              ownerReferences: [owner],
            },
          }
        : each,
    );
    const spec = {
      selector: { matchLabels: { app: "web" } },
      template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "main" }] } },
    };
    const set = {
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: { name: "web", namespace: "s" },
      spec,
    };
    expect(fallenWith("replicaset/s/web", [...owned, set])[0]).toBe(
      "yes 0 container/s/web/main by being it",
    );
  });

  test("says what keeps the start out of a namespace", () => {
    const closed: KubernetesObject = {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "closed", namespace: "u" },
      spec: { podSelector: {}, policyTypes: ["Ingress"] },
    };
    const cluster = createCluster(
      snapshot([pod("s/web", "me"), pod("u/db", "me", listening()), closed]),
    );
    const graph = createAttackGraph(cluster, EVERYBODY);
    const fallen = blastRadius(graph, graph.find(WEB));
    expect(
      stopsOf(cluster, fallen, WEB).map(({ vertex, because }) => [vertex.name, because]),
    ).toEqual([
      ["u", "ingress: the policy selects the pod, and none of its ingress rules allows this"],
    ]);
  });
});

describe("fixes", () => {
  const fixesOf = (objects: readonly KubernetesObject[], budget?: number) => {
    const before = snapshot(objects);
    const found = attackFixes(graphOf(before), before, {
      remake: (changed) => graphOf(changed),
      ...(budget !== undefined && { budget }),
    });
    const edits = found.edits.map(({ change }) =>
      isObjectChange(change) ? change.message : `${change.kind} ${change.namespace}/${change.name}`,
    );
    return { ...found, edits };
  };

  test("the cheapest edit that leaves no path, judged again on the changed cluster", () => {
    const { edits, cost, kind, pathsBefore, pathsAfter, proven } = fixesOf(SHOP);
    expect({ count: edits.length, cost, kind, pathsBefore, pathsAfter, proven }).toEqual({
      ...{ count: 1, cost: 1, kind: "smallest", pathsBefore: 1, pathsAfter: 0, proven: true },
    });
  });

  test("nothing has to change where nothing leads", () => {
    const { edits, pathsBefore, proven } = fixesOf(SHOP.filter(({ kind }) => kind !== "Service"));
    expect({ edits, pathsBefore, proven }).toEqual({ edits: [], pathsBefore: 0, proven: true });
  });

  test("what only an edit that is no edit would break is told as a path that nothing breaks", () => {
    const open = {
      ...labelled(pod("s/web", "boss", { ...listening(), nodeName: "n" })),
    };
    const masters: KubernetesObject = { apiVersion: "v1", kind: "Node", metadata: { name: "n" } };
    const { unbreakable, pathsBefore } = fixesOf([...SHOP.slice(-1), open, masters]);
    expect([unbreakable, pathsBefore]).toEqual([undefined, 0]);
  });
});
