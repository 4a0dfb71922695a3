import {
  type JsonObject,
  type KubernetesObject,
  listAt,
  objectAt,
} from "@watertight/core/kubernetes";
import { dedicationPolicies, tenantPolicies } from "@watertight/core/tenancy";
import { binding, namespace, role, user } from "./objects.ts";

const KEY = "node-restriction.kubernetes.io/tenant";
const TENANT = { name: "b", namespaces: ["b"] };
/** What is installed. */
export const POLICIES = [...dedicationPolicies(TENANT, ["a/logs"]), ...tenantPolicies(TENANT)];
const CONTROLLER = "system:serviceaccount:kube-system:daemon-set-controller";
/** Who asks, with the groups that they are in. */
export const USERS: Readonly<Record<string, readonly string[]>> = {
  ann: [],
  ops: [],
  "system:node:b1": ["system:nodes"],
  [CONTROLLER]: ["system:serviceaccounts"],
};

/** What each may do by RBAC. */
export const RIGHTS = [
  role("does", [
    {
      apiGroups: ["", "apps"],
      resources: ["pods", "services", "daemonsets", "nodes", "nodes/status"],
      verbs: ["create", "update", "patch"],
    },
  ]),
  role("dedicates", [{ apiGroups: [""], resources: ["nodes"], verbs: ["dedicate"] }]),
  binding("do", "does", [user("ann"), user("ops"), user(CONTROLLER)]),
  binding("dedicate", "dedicates", [user("ops")]),
];

const ANY = { operator: "Exists" };
const container = (more: JsonObject = {}): JsonObject => ({ name: "main", image: "main", ...more });

function pod(space: string, spec: JsonObject, more: JsonObject = {}): KubernetesObject {
  return {
    ...{ apiVersion: "v1", kind: "Pod" },
    metadata: { name: "asked", namespace: space, ...more },
    spec: { containers: [container()], ...spec },
  };
}

function node(name: string, isOwn: boolean): KubernetesObject {
  return {
    ...{ apiVersion: "v1", kind: "Node" },
    metadata: { name, labels: isOwn ? { [KEY]: "b" } : {} },
    spec: { taints: isOwn ? [{ key: KEY, value: "b", effect: "NoExecute" }] : [] },
  };
}

const LOGS: KubernetesObject = {
  ...{ apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name: "logs", namespace: "a" } },
  spec: {
    selector: { matchLabels: { app: "logs" } },
    template: {
      metadata: { labels: { app: "logs" } },
      spec: { tolerations: [ANY], containers: [container()] },
    },
  },
};

const OWN = { nodeSelector: { [KEY]: "b" } };

/** What is there before anybody is refused anything. */
export const THERE = [
  ...[namespace("a"), namespace("b"), node("a1", false), node("b1", true), LOGS],
  ...[pod("a", {}, { name: "waits" }), pod("a", { tolerations: [ANY] }, { name: "came" })],
];

/** One request. */
export interface Asked {
  readonly who: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly object: KubernetesObject;
  /** Of what is changed. */
  readonly change?: (object: JsonObject) => JsonObject;
}

function ownedBy(name: string, kind = "DaemonSet"): JsonObject {
  const owner = { apiVersion: "apps/v1", kind, name, uid: "u", controller: true };
  return { ownerReferences: [owner] };
}

const TOLERATIONS: readonly JsonObject[] = [
  ANY,
  { operator: "Exists", effect: "NoExecute" },
  { operator: "Exists", effect: "NoSchedule" },
  ...["NoExecute", "NoSchedule", ""].flatMap((effect) => [
    { key: KEY, operator: "Exists", effect },
    { key: KEY, operator: "Equal", value: "b", effect },
    { key: KEY, value: "b", effect },
    { key: KEY, value: "c", effect },
    { key: "other", operator: "Exists", effect },
  ]),
];

function withPart(object: JsonObject, field: string, part: JsonObject): JsonObject {
  return { ...object, [field]: { ...objectAt(object, field), ...part } };
}

/** Tolerations of a pod that is there stay; others may come. */
function withTolerations(object: JsonObject, added: JsonObject): JsonObject {
  const there = listAt(object, "spec", "tolerations");
  return withPart(object, "spec", { tolerations: [...there, added] });
}

/** The template runs another image. */
function changed(object: JsonObject): JsonObject {
  const template = objectAt(object, "spec", "template");
  const own = withPart(template, "spec", { containers: [container({ image: "other" })] });
  return withPart(object, "spec", { template: own });
}

/** Requests of which the policies refuse some. */
export const QUESTIONS: readonly Asked[] = [
  ...TOLERATIONS.flatMap((toleration) => [
    { who: "ann", resource: "pods", object: pod("a", { tolerations: [toleration] }) },
    { who: "ann", resource: "pods", object: pod("kube-system", { tolerations: [toleration] }) },
    {
      ...{ who: "ann", resource: "pods", object: pod("a", {}, { name: "waits" }) },
      change: (object: JsonObject) => withTolerations(object, toleration),
    },
  ]),
  { who: "ann", resource: "pods", object: pod("a", { nodeName: "b1" }) },
  ...["logs", "other"].flatMap((name) =>
    ["ann", CONTROLLER].map((who) => ({
      ...{ who, resource: "pods" },
      object: pod("a", { tolerations: [ANY] }, ownedBy(name)),
    })),
  ),
  {
    ...{ who: CONTROLLER, resource: "pods" },
    object: pod("a", { tolerations: [ANY] }, ownedBy("logs", "Job")),
  },
  {
    ...{ who: "ann", resource: "pods", object: pod("a", {}, { name: "came" }) },
    change: (object) => withPart(object, "metadata", { labels: { changed: "yes" } }),
  },
  { who: "ann", resource: "pods", object: pod("b", {}) },
  { who: "ann", resource: "pods", object: pod("b", OWN) },
  { who: "ann", resource: "pods", object: pod("b", { nodeSelector: { [KEY]: "c" } }) },
  { who: "ann", resource: "pods", object: pod("b", { ...OWN, hostNetwork: true }) },
  {
    ...{ who: "ann", resource: "pods" },
    object: pod("b", { ...OWN, volumes: [{ name: "v", hostPath: { path: "/" } }] }),
  },
  ...[true, false].map((privileged) => ({
    ...{ who: "ann", resource: "pods" },
    object: pod("b", { ...OWN, containers: [container({ securityContext: { privileged } })] }),
  })),
  ...["db.a.svc.cluster.local", "db.a.svc", "db.b.svc.cluster.local", "example.com"].map(
    (externalName) => ({
      ...{ who: "ann", resource: "services" },
      object: {
        ...{ apiVersion: "v1", kind: "Service", metadata: { name: "asked", namespace: "b" } },
        spec: { type: "ExternalName", externalName },
      },
    }),
  ),
  ...[[], ["192.0.2.1"]].map((externalIPs) => ({
    ...{ who: "ann", resource: "services" },
    object: {
      ...{ apiVersion: "v1", kind: "Service", metadata: { name: "asked", namespace: "b" } },
      spec: { ports: [{ port: 80 }], externalIPs },
    },
  })),
  ...["ann", "ops"].flatMap((who): readonly Asked[] => [
    { who, resource: "daemonsets", object: LOGS, change: changed },
    {
      ...{ who, resource: "daemonsets", object: LOGS },
      change: (object) => withPart(object, "metadata", { labels: { changed: "yes" } }),
    },
    ...["", "status"].flatMap((subresource): readonly Asked[] => [
      {
        ...{ who, resource: "nodes", subresource, object: node("b1", true) },
        change: (object) => withPart(object, "metadata", { labels: {} }),
      },
      {
        ...{ who, resource: "nodes", subresource, object: node("a1", false) },
        change: (object) => withPart(object, "metadata", { labels: { [KEY]: "b" } }),
      },
      {
        ...{ who, resource: "nodes", subresource, object: node("a1", false) },
        change: (object) => withPart(object, "metadata", { labels: { other: "b" } }),
      },
    ]),
    {
      ...{ who, resource: "nodes", object: node("b1", true) },
      change: (object) => withPart(object, "spec", { taints: [] }),
    },
    {
      ...{ who, resource: "nodes" },
      object: { ...node("c1", true), metadata: { name: "c1", labels: { [KEY]: "b" } } },
    },
  ]),
  // A mirror of a static pod, which tolerates what its file says.
  {
    ...{ who: "system:node:b1", resource: "pods" },
    object: pod(
      "a",
      { nodeName: "b1", tolerations: [ANY] },
      {
        annotations: { "kubernetes.io/config.mirror": "x" },
        ownerReferences: [
          { apiVersion: "v1", kind: "Node", name: "b1", uid: "UID OF b1", controller: true },
        ],
      },
    ),
  },
];
