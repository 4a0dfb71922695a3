import { createCluster } from "@watertight/core/cluster";
import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { toleratesTaint } from "@watertight/core/placement";
import {
  type DedicationSettings,
  dedicationOf,
  dedicationPlan,
  dedicationPolicies,
  poolOf,
} from "@watertight/core/tenancy";
import { pick, seeded, wholeSnapshotOf } from "@watertight/core/testing";
import { expect, it } from "vitest";
import { requestDenials } from "./denials.ts";

const KEY = "node-restriction.kubernetes.io/tenant";
const TENANT = { name: "b", namespaces: ["b"] };
const TAINT = { key: KEY, value: "b", effect: "NoExecute" };
const RBAC = "rbac.authorization.k8s.io";

const SETTINGS: DedicationSettings = {
  admissionOf: ({ snapshot, access }) => requestDenials(snapshot, access, 36),
};

function named(kind: string, name: string, more: JsonObject = {}): KubernetesObject {
  return { apiVersion: "v1", kind, metadata: { name }, ...more };
}

function node(name: string, own: boolean): KubernetesObject {
  const labels = { pool: own ? "b" : "a", ...(own && { [KEY]: "b" }) };
  return {
    ...named("Node", name),
    metadata: { name, labels },
    spec: { taints: own ? [TAINT] : [] },
  };
}

function bound(namespace: string, rules: readonly JsonObject[]): readonly KubernetesObject[] {
  const metadata = { name: "maker", namespace };
  const kind = namespace === "" ? "ClusterRole" : "Role";
  return [
    { apiVersion: `${RBAC}/v1`, kind, metadata, rules },
    {
      ...{ apiVersion: `${RBAC}/v1`, kind: `${kind}Binding`, metadata },
      roleRef: { apiGroup: RBAC, kind, name: "maker" },
      subjects: [{ kind: "ServiceAccount", name: "bot", namespace: "a" }],
    },
  ];
}

const MAKES_ALL: JsonObject = {
  apiGroups: ["", "apps", "batch"],
  resources: ["pods", "deployments", "daemonsets", "jobs"],
  verbs: ["create", "patch"],
};

const THERE = [
  ...[named("Namespace", "a"), named("Namespace", "b"), node("a1", false), node("b1", true)],
  ...bound("a", [MAKES_ALL]),
  ...bound("b", [MAKES_ALL]),
];

function judged(...objects: readonly KubernetesObject[]): readonly string[] {
  const cluster = createCluster(wholeSnapshotOf([...THERE, ...objects]));
  const pool = poolOf("pool=b", cluster.placement);
  if (!pool) throw new Error("There is no pool.");
  const { verdict, breaches } = dedicationOf(cluster, pool, TENANT, SETTINGS);
  return [verdict, ...breaches.map(({ side, message }) => `${side}: ${message}`)];
}

/** The policies of the pool with another text in them. */
function policies(
  from = "",
  to = "",
  excepted: readonly string[] = [],
): readonly KubernetesObject[] {
  const written = JSON.stringify(dedicationPolicies(TENANT, excepted));
  const changed = written.replace(from, to);
  if (from !== "" && changed === written) throw new Error(`The policies have no ${from}.`);
  return JSON.parse(changed) as readonly KubernetesObject[];
}

const LABEL =
  "label-integrity: a kubelet may set label pool on its own node: the admission plugin NodeRestriction protects only labels below node-restriction.kubernetes.io/";

it("keeps the pool with its policies, and without them names who passes", () => {
  expect(judged(...policies())).toEqual(["no", LABEL]);
  expect(judged()).toEqual([
    "no",
    "keep-out-creatable: a pod that tolerates everything and names its node can be created in namespace a",
    "keep-in-creatable: a pod that asks for no node goes to node a1 can be created in namespace b",
    LABEL,
  ]);
});

it.each([
  ["a binding that only warns", '"Deny"', '"Warn"'],
  ["a selector that leaves the namespace out", '"b","kube-system"', '"a","b","kube-system"'],
  [
    "an expression that forgets what has no key",
    't.?key.orValue(\\"\\") == \\"\\" || (t.?key.orValue(\\"\\") == \\"node-restriction.kubernetes.io/tenant\\" && (!(t.?operator.orValue(\\"\\") in [\\"\\", \\"Equal\\"]) || t.?value.orValue(\\"\\") == \\"b\\"))))"},{"name":"tolerates","expression":"object.spec.?tolerations.orValue([]).exists(t, t.?effect.orValue(\\"\\") in [\\"\\", \\"NoExecute\\"] && (t.?key.orValue(\\"\\") == \\"\\" ||',
    'false))"},{"name":"tolerates","expression":"object.spec.?tolerations.orValue([]).exists(t, t.?effect.orValue(\\"\\") in [\\"\\", \\"NoExecute\\"] && (false ||',
  ],
])("is passed by %s", (_, from, to) => {
  expect(judged(...policies(from, to)).slice(1, 2)).toEqual([
    "keep-out-creatable: a pod that tolerates everything and names its node can be created in namespace a",
  ]);
});

it("is passed by whoever changes a pod that waits, where only creations are matched", () => {
  expect(judged(...policies('"CREATE","UPDATE"', '"CREATE"'))[1]).toBe(
    "keep-out-creatable: a pod that tolerates everything can be created in namespace a",
  );
});

it("does not know of a policy of others whether it refuses every pod of the kind", () => {
  const others = policies('"!variables.tolerates ||', '"!variables.tolerates && true ||');
  expect(judged(...others).slice(1, 2)).toEqual([
    "keep-out-creatable: a pod that tolerates everything and names its node can be created in namespace a, unless ValidatingAdmissionPolicy watertight-dedicated-b-keep-out refuses it",
  ]);
});

it("lets pods of excepted DaemonSets in, and nobody change what they run", () => {
  const logs: KubernetesObject = {
    ...{ apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name: "logs", namespace: "a" } },
    spec: { template: { spec: { tolerations: [{ operator: "Exists" }], containers: [] } } },
  };
  expect(judged(logs, ...policies("", "", ["a/logs"]))).toEqual(["no", LABEL]);
  const CHANGED =
    "keep-out-creatable: what DaemonSet a/logs runs can be changed, and its pods come to the pool";
  const open = policies("!variables.isExcepted || !variables.changes", "true", ["a/logs"]);
  expect(judged(logs, ...open)).toEqual(["no", CHANGED, LABEL]);
  // Of one that is not there whoever makes it has the exception.
  expect(judged(...open)).toEqual(["no", CHANGED, LABEL]);
});

it("leaves nodes to whoever may dedicate them", () => {
  const changes = { apiGroups: [""], resources: ["nodes"], verbs: ["patch"] };
  const dedicates = { apiGroups: [""], resources: ["nodes"], verbs: ["dedicate"] };
  const CHANGED = "label-integrity: labels and taints of nodes can be changed";
  const web: KubernetesObject = {
    ...{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "b" } },
    spec: {
      template: {
        spec: {
          nodeSelector: { [KEY]: "b" },
          tolerations: [{ operator: "Exists" }],
          containers: [],
        },
      },
    },
  };
  expect(judged(web, ...bound("", [changes]))).toContain(CHANGED);
  expect(judged(web, ...bound("", [changes]), ...policies())).toEqual(["yes"]);
  expect(judged(web, ...bound("", [changes, dedicates]), ...policies())).toEqual(["no", CHANGED]);
});

it("plans two pools for two tenants, neither of which keeps the other's own pods out", () => {
  const cluster = createCluster(wholeSnapshotOf(THERE));
  const plan = (name: string, of: typeof cluster) => {
    const pool = poolOf(`pool=${name}`, of.placement);
    if (!pool) throw new Error("There is no pool.");
    const tenant = { name, namespaces: [name] };
    return dedicationPlan(of, dedicationOf(of, pool, tenant, SETTINGS), SETTINGS);
  };
  const first = plan("b", cluster);
  const second = plan("a", first.cluster);
  const again = poolOf("pool=b", second.cluster.placement);
  if (!again) throw new Error("There is no pool.");
  const of = (dedication: { readonly breaches: readonly { readonly side: string }[] }) =>
    dedication.breaches.map(({ side }) => side);
  // No pod of theirs selects anything, so that it is the label of the pool that is asked about.
  expect(of(second.after)).toEqual(["label-integrity"]);
  expect(of(dedicationOf(second.cluster, again, TENANT, SETTINGS))).toEqual(["label-integrity"]);
  const pod = {
    ...{ apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "a" } },
    spec: {
      ...{ containers: [], nodeSelector: { [KEY]: "a" } },
      tolerations: [{ key: KEY, operator: "Equal", value: "a", effect: "NoExecute" }],
    },
  };
  const ask = requestDenials(second.cluster.snapshot, second.cluster.access, 36);
  const user = { name: "ann", groups: ["system:authenticated"] };
  const resource = { group: "", version: "v1", name: "pods" };
  const asked = { operation: "CREATE", user, resource, subresource: "", oldObject: null } as const;
  expect(ask({ ...asked, object: pod })).toEqual([]);
});

it("refuses exactly the pods that tolerate the taint", () => {
  const random = seeded(20_261_201);
  const cluster = createCluster(wholeSnapshotOf([named("Namespace", "a"), ...policies()]));
  const ask = requestDenials(cluster.snapshot, cluster.access, 36);
  const seen = { refused: 0, let: 0 };
  for (let index = 0; index < 400; index++) {
    const toleration = Object.fromEntries(
      Object.entries({
        key: pick(random, ["unset", "", KEY, "other"]),
        operator: pick(random, ["unset", "", "Equal", "Exists"]),
        value: pick(random, ["unset", "", "b", "c"]),
        effect: pick(random, ["unset", "", "NoExecute", "NoSchedule"]),
      }).filter(([, value]) => value !== "unset"),
    ) as Record<string, string>;
    // The API server takes no toleration without a key but by Exists, and none by Exists with a value.
    const exists = toleration["operator"] === "Exists";
    if ((!toleration["key"] && !exists) || (exists && toleration["value"])) continue;
    const denials = ask({
      ...{ operation: "CREATE", subresource: "", oldObject: null },
      user: { name: "ann", groups: [] },
      resource: { group: "", version: "v1", name: "pods" },
      object: {
        ...{ apiVersion: "v1", kind: "Pod", metadata: { name: "p", namespace: "a" } },
        spec: { containers: [], tolerations: [toleration] },
      },
    });
    const tolerates = toleratesTaint(toleration, TAINT);
    expect([toleration, denials.length > 0]).toEqual([toleration, tolerates]);
    seen[tolerates ? "refused" : "let"] += 1;
  }
  expect(Math.min(seen.refused, seen.let)).toBeGreaterThan(30);
});
