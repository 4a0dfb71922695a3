import { expect, test } from "vitest";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { type Dedication, dedicationOf } from "./dedication.ts";
import { dedicationPlan } from "./dedication-plan.ts";
import { poolOf } from "./pool.ts";

const KEY = "node-restriction.kubernetes.io/tenant";
const TAINT = { key: KEY, value: "b", effect: "NoExecute" };
const TOLERATION = { key: KEY, operator: "Equal", value: "b", effect: "NoExecute" };

function node(name: string, pool: string, taints: readonly JsonObject[] = []): KubernetesObject {
  const labels = { pool, ...(taints.length > 0 && { [KEY]: "b" }) };
  return { apiVersion: "v1", kind: "Node", metadata: { name, labels }, spec: { taints } };
}

function namespace(name: string): KubernetesObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name } };
}

function deployment(name: string, namespaceOf: string, spec: JsonObject = {}): KubernetesObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: namespaceOf },
    spec: { template: { spec: { containers: [], ...spec } } },
  };
}

function roleIn(
  namespaceOf: string,
  resource: string,
  verb = "create",
): readonly KubernetesObject[] {
  const metadata = { name: "maker", namespace: namespaceOf };
  const apiVersion = "rbac.authorization.k8s.io/v1";
  const rules = [{ apiGroups: [""], resources: [resource], verbs: [verb] }];
  return [
    { apiVersion, kind: "Role", metadata, rules },
    {
      apiVersion,
      kind: "RoleBinding",
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "maker" },
      subjects: [{ kind: "ServiceAccount", name: "bot", namespace: namespaceOf }],
    },
  ];
}

const TENANT = { name: "b", namespaces: ["b"] };
const NAMESPACES = [namespace("a"), namespace("b")];

function judged(...objects: readonly KubernetesObject[]) {
  const cluster = createCluster(wholeSnapshotOf([...NAMESPACES, ...objects]));
  const pool = poolOf("pool=b", cluster.placement);
  if (!pool) throw new Error("There is no pool.");
  const dedication = dedicationOf(cluster, pool, TENANT);
  return { cluster, dedication };
}

function said({ verdict, breaches }: Dedication): readonly string[] {
  return [
    verdict,
    ...breaches.map(
      ({ side, verdict: each, message, holders }) =>
        `${side}: ${each}: ${message}${holders.map(({ who }) => ` by ${who}`).join("")}`,
    ),
  ];
}

const KEPT = { nodeSelector: { [KEY]: "b" }, tolerations: [TOLERATION] };

test("a pool with NoExecute and pods that select it is the tenant's own, both ways", () => {
  const { dedication } = judged(
    node("a1", "a"),
    node("b1", "b", [TAINT]),
    deployment("web", "a"),
    deployment("web", "b", KEPT),
  );
  expect(said(dedication)).toEqual(["yes"]);
});

test("a taint alone keeps nobody in, and NoSchedule does not keep out who names the node", () => {
  const { dedication } = judged(
    node("a1", "a"),
    node("b1", "b", [{ ...TAINT, effect: "NoSchedule" }]),
    deployment("web", "a", { nodeName: "b1" }),
    deployment("web", "b", { tolerations: [{ key: KEY, operator: "Exists" }] }),
  );
  expect(said(dedication)).toEqual([
    "no",
    "keep-out: yes: Deployment a/web may run on node b1",
    "keep-in: yes: Deployment b/web may run on node a1, which is none of the pool",
    "label-integrity: yes: a kubelet may set label pool on its own node: the admission plugin NodeRestriction protects only labels below node-restriction.kubernetes.io/",
  ]);
});

test("who may create pods comes past every taint", () => {
  const objects = [node("a1", "a"), node("b1", "b", [TAINT]), deployment("web", "b", KEPT)];
  expect(said(judged(...objects, ...roleIn("a", "pods")).dedication)).toEqual([
    "no",
    "keep-out-creatable: yes: a pod that tolerates everything and names its node can be created in namespace a by serviceaccount/a/bot",
  ]);
  expect(said(judged(...objects, ...roleIn("b", "pods")).dedication)).toEqual([
    "no",
    "keep-in-creatable: yes: a pod that asks for no node goes to node a1 can be created in namespace b by serviceaccount/b/bot",
  ]);
});

test("who may add tolerations to pods that wait comes past every taint, too", () => {
  const objects = [node("b1", "b", [TAINT]), deployment("web", "b", KEPT)];
  expect(said(judged(...objects, ...roleIn("a", "pods", "patch")).dedication)).toEqual([
    "no",
    "keep-out-creatable: yes: a pod that tolerates everything can be created in namespace a by serviceaccount/a/bot",
  ]);
});

test("who may bind pods passes NoSchedule with those that are there, and NoExecute with none", () => {
  const binder = roleIn("a", "pods/binding");
  const there = [deployment("web", "a", { nodeSelector: { pool: "b" } }), ...binder];
  const kept = deployment("web", "b", KEPT);
  const soft = node("b1", "b", [{ ...TAINT, effect: "NoSchedule" }]);
  expect(said(judged(soft, kept, ...there).dedication)).toEqual([
    "no",
    "keep-out-creatable: yes: pods of namespace a can be bound to node b1, such as those of Deployment a/web by serviceaccount/a/bot",
  ]);
  expect(said(judged(node("b1", "b", [TAINT]), kept, ...there).dedication)).toEqual(["yes"]);
});

test("DaemonSets, static pods and Kubernetes' own namespaces are exceptions, and are named", () => {
  const daemonSet: KubernetesObject = {
    ...deployment("logs", "a", { tolerations: [{ operator: "Exists" }] }),
    kind: "DaemonSet",
  };
  const metadata = {
    name: "proxy",
    namespace: "a",
    annotations: { "kubernetes.io/config.source": "file" },
  };
  const fromFile = { apiVersion: "v1", kind: "Pod", metadata, spec: { nodeName: "b1" } };
  const { dedication } = judged(
    node("b1", "b", [TAINT]),
    daemonSet,
    fromFile,
    deployment("web", "b", KEPT),
  );
  expect(dedication.exceptions.map(({ pod, because }) => [pod.name, because])).toEqual([
    ["logs", "DaemonSet"],
    ["proxy", "static pod"],
  ]);
  expect(said(dedication)).toEqual(["yes"]);
});

test("the plan closes what taints, labels and selectors close; what its policies refuse is unknown where nothing evaluates them", () => {
  const { cluster, dedication } = judged(
    node("a1", "a"),
    node("b1", "b"),
    deployment("web", "a"),
    deployment("web", "b"),
    ...roleIn("a", "pods"),
    ...roleIn("b", "pods"),
  );
  expect(dedication.sides.map(({ holds }) => holds)).toEqual(["no", "no", "no", "no", "no", "yes"]);
  const { documents, after } = dedicationPlan(cluster, dedication);
  expect(after.sides.map(({ side, holds }) => [side, holds])).toEqual([
    ["keep-out", "yes"],
    ["keep-out-creatable", "unknown"],
    ["keep-in", "yes"],
    ["keep-in-creatable", "unknown"],
    ["label-integrity", "yes"],
    ["administrators", "yes"],
  ]);
  expect(documents.slice(0, 2)).toEqual([
    {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: "b1", labels: { [KEY]: "b" } },
      spec: { taints: [TAINT] },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", namespace: "b" },
      spec: { template: { spec: { nodeSelector: { [KEY]: "b" }, tolerations: [TOLERATION] } } },
    },
  ]);
  expect(documents.slice(2).map(({ kind }) => kind)).toEqual([
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
  ]);
});

const ADMIN = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" };

function admins(...names: readonly string[]): KubernetesObject {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: "admins" },
    roleRef: ADMIN,
    subjects: names.map((name) => ({
      ...{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name },
    })),
  };
}

test("who can take away policies is told once, and is accepted where somebody names him", () => {
  const objects = [node("b1", "b", [TAINT]), deployment("web", "b", KEPT), admins("ops")];
  const { cluster, dedication } = judged(...objects);
  expect(said(dedication)).toEqual([
    "no",
    "administrators: yes: what keeps it so can be taken away: group/ops may update validatingadmissionpolicies by group/ops",
  ]);
  const administrators = ["group/ops"];
  const named = dedicationOf(cluster, dedication.pool, TENANT, { administrators });
  expect([said(named), named.administrators]).toEqual([
    ["yes"],
    [{ who: "group/ops", because: "is named as one" }],
  ]);
});

test("the plan names the subject or the binding that makes an administrator of somebody who is not meant", () => {
  const objects = [node("b1", "b", [TAINT]), deployment("web", "b", KEPT)];
  const planOf = (binding: KubernetesObject, administrators: readonly string[]) => {
    const { cluster, dedication } = judged(...objects, binding);
    const { removed, after } = dedicationPlan(cluster, dedication, { administrators });
    return [removed.map(({ object, path }) => [object.name, path]), after.verdict];
  };
  expect(planOf(admins("ops"), [])).toEqual([[["admins", []]], "yes"]);
  expect(planOf(admins("ops", "devs", "interns"), ["group/devs"])).toEqual([
    [
      ["admins", ["subjects", 0]],
      ["admins", ["subjects", 2]],
    ],
    "yes",
  ]);
  expect(planOf(admins("ops"), ["group/ops"])).toEqual([[], "yes"]);
});
