import { expect, test } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import { textAt } from "../kubernetes/json-fields.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { scan } from "../scan/scan.ts";
import type { ExampleAssumptions } from "./check.ts";
import { builtInChecks } from "./index.ts";
import { account, clusterRole, clusterRoleBinding, rule, user } from "./writing/rbac-examples.ts";

const CHECKS = builtInChecks().filter(({ topic }) => topic === "access");
const WHOLE: ExampleAssumptions = { wholeCluster: true };

function findings(objects: readonly KubernetesObject[], assumptions?: ExampleAssumptions) {
  return [...scan(createCluster(snapshotOf(objects, assumptions)), CHECKS)];
}

function checksOf(objects: readonly KubernetesObject[], assumptions?: ExampleAssumptions) {
  return findings(objects, assumptions).map(
    ({ check, severity, object, path }) => `${severity} ${check} ${object.name} ${path}`,
  );
}

function withMetadata(object: KubernetesObject, more: JsonObject): KubernetesObject {
  return { ...object, metadata: { name: textAt(object, "metadata", "name"), ...more } };
}

const EVERYTHING = rule(["*"], "*", ["*"]);
const PRETENDED = [
  clusterRole("system:controller:kube-controller", EVERYTHING),
  clusterRoleBinding(
    "system:controller:kube-controller",
    "system:controller:kube-controller",
    account("kube-controller"),
  ),
];

test("what only pretends to be Kubernetes' own is found in a cluster, and taken for its own in a file", () => {
  expect(checksOf(PRETENDED)).toEqual([]);
  const inCluster = [
    "critical wildcard-everything-role system:controller:kube-controller rules[0].resources[0]",
    "critical cluster-admin-bound system:controller:kube-controller roleRef.name",
  ];
  expect(checksOf(PRETENDED, WHOLE)).toEqual(inCluster);
  expect(checksOf(PRETENDED.map((object) => withMetadata(object, { uid: "1" })))).toEqual(
    inCluster,
  );
});

test("a rule for everything implies what it makes possible, and nothing of another rule", () => {
  const found = findings([clusterRole("operator", EVERYTHING, rule(["list"], "", ["secrets"]))]);
  expect(found).toHaveLength(2);
  const everything = found.find(({ check }) => check === "wildcard-everything-role");
  const secrets = found.find(({ check }) => check === "secrets-readable");
  expect(everything?.standsFor?.map(({ check }) => check)).toEqual(
    expect.arrayContaining(["secrets-readable", "pods-exec", "wildcard-verb", "wildcard-resource"]),
  );
  expect(secrets?.path).toBe("rules[1].resources[0]");
  expect(secrets?.standsFor).toBeUndefined();
});

const GATHERING = {
  ...clusterRole("all", rule(["get"], "", ["secrets"]), rule(["create"], "", ["pods/exec"])),
  aggregationRule: { clusterRoleSelectors: [{ matchLabels: { gather: "yes" } }] },
};
const GATHERED = withMetadata(clusterRole("part", rule(["get"], "", ["secrets"])), {
  labels: { gather: "yes" },
});

test("rules of a role that gathers others' are reported where they are written", () => {
  // In a file the controller drops the role's own rules; in a cluster what no other role has is its own.
  expect(checksOf([GATHERING, GATHERED])).toEqual([
    "high secrets-readable part rules[0].resources[0]",
  ]);
  expect(checksOf([withMetadata(GATHERING, { uid: "1" }), GATHERED])).toEqual([
    "high pods-exec all rules[1].resources[0]",
    "high secrets-readable part rules[0].resources[0]",
  ]);
});

test("a role that gathers everything makes its bindings bindings of everything", () => {
  const everything = withMetadata(clusterRole("part", EVERYTHING), { labels: { gather: "yes" } });
  expect(checksOf([GATHERING, everything, clusterRoleBinding("b", "all", user("ann"))])).toContain(
    "critical cluster-admin-bound b roleRef.name",
  );
});

test("cluster-admin is everything whatever the input shows of it, unless Kubernetes may not restore it", () => {
  const bound = clusterRoleBinding("b", "cluster-admin", user("ann"));
  const narrow = clusterRole("cluster-admin", rule(["get"], "apps", ["deployments"]));
  const kept = withMetadata(narrow, {
    annotations: { "rbac.authorization.kubernetes.io/autoupdate": "false" },
  });
  expect(checksOf([narrow, bound])).toEqual(["critical cluster-admin-bound b roleRef.name"]);
  expect(checksOf([kept, bound])).toEqual([]);
});

test("rights of several roles together take over the cluster", () => {
  const pod: KubernetesObject = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "shop" },
    spec: {
      serviceAccountName: "web",
      automountServiceAccountToken: true,
      containers: [{ name: "web" }],
    },
  };
  const group = "rbac.authorization.k8s.io";
  const binder = clusterRole("binder", rule(["bind"], group, ["clusterroles"]));
  const writer = clusterRole("writer", rule(["create"], group, ["clusterrolebindings"]));
  const binds = clusterRoleBinding("binds", "binder", account("web"));
  const writes = clusterRoleBinding("writes", "writer", account("web"));
  const found = (...objects: readonly KubernetesObject[]) =>
    findings([pod, ...objects]).flatMap(({ check, message }) =>
      check === "pod-account-can-take-over" ? [message] : [],
    );
  expect(found(binder, writer, binds, writes)).toEqual([
    "service account web may bind cluster-admin (ClusterRoleBinding binds and ClusterRoleBinding writes)",
  ]);
  expect(found(binder, writer, binds)).toEqual([]);
});

test("a name of a subject or role may be any", () => {
  const odd = ["__proto__", "constructor", "", "a/b", "system:serviceaccount:x"];
  const objects = odd.flatMap((name) => [
    clusterRole(name, rule(["*"], "", ["secrets"])),
    clusterRoleBinding(name, name, user(name), { kind: "ServiceAccount", name }),
  ]);
  const found = findings(objects, WHOLE).map(({ check, object }) => `${check} ${object.name}`);
  expect(found.filter((each) => each.startsWith("secrets-readable "))).toEqual(
    // The API server takes neither a role without a name nor one that would be two steps of a path.
    odd.filter((name) => name !== "" && name !== "a/b").map((name) => `secrets-readable ${name}`),
  );
});
